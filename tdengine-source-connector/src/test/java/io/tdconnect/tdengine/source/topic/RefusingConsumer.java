// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.tmq.TmqConsumer;
import io.tdconnect.tdengine.tmq.TmqMessage;
import io.tdconnect.tdengine.tmq.TmqSubscription;
import io.tdconnect.tdengine.tmq.VgroupAssignment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * A consumer that answers questions about positions as the client library of TDengine 3.3.7 does: with a snapshot it
 * refuses them before the vgroup, or for the assignment each vgroup of the topic, has had a message of the WAL.
 */
final class RefusingConsumer implements TmqConsumer {
    final List<String> seeks = new ArrayList<>();
    final Map<Integer, Long> committed = new HashMap<>();
    private final boolean snapshot;
    private final Map<Integer, long[]> wals = new TreeMap<>();
    private final Set<Integer> inWal = new HashSet<>();

    RefusingConsumer(boolean snapshot) {
        this.snapshot = snapshot;
    }

    void wal(int vgroup, long begin, long end) {
        wals.put(vgroup, new long[] {begin, end});
    }

    /** A message that ends at this position has arrived. */
    void sent(int vgroup, long next) {
        if (next == TmqMessage.UNKNOWN) {
            inWal.remove(vgroup);
        } else {
            inWal.add(vgroup);
        }
    }

    @Override
    public List<VgroupAssignment> assignment(String topic) throws GatewayException {
        List<VgroupAssignment> assigned = new ArrayList<>();
        for (Map.Entry<Integer, long[]> wal : wals.entrySet()) {
            requirePosition(wal.getKey());
            long[] range = wal.getValue();
            assigned.add(new VgroupAssignment(wal.getKey(), range[0], range[0], range[1]));
        }
        return assigned;
    }

    @Override
    public OptionalLong committed(String topic, int vgroup) throws GatewayException {
        Long position = committed.get(vgroup);
        if (position == null) {
            if (snapshot) {
                throw GatewayException.refused("committed", GatewayException.IN_SNAPSHOT, "refused");
            }
            return OptionalLong.empty();
        }
        return OptionalLong.of(position);
    }

    @Override
    public void seek(String topic, int vgroup, long position) throws GatewayException {
        requirePosition(vgroup);
        long[] range = wals.getOrDefault(vgroup, new long[2]);
        if (position < range[0] || position > range[1]) {
            throw GatewayException.refused("seek", 0x4007, "refused");
        }
        seeks.add(vgroup + ":" + position);
    }

    @Override
    public void commitOffset(String topic, int vgroup, long position) throws GatewayException {
        requirePosition(vgroup);
        committed.put(vgroup, position);
    }

    @Override
    public long position(String topic, int vgroup) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void subscribe(TmqSubscription subscription) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<TmqMessage> poll(Duration wait) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> topics() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unsubscribe() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    private void requirePosition(int vgroup) throws GatewayException {
        if (snapshot && !inWal.contains(vgroup)) {
            throw GatewayException.refused("a question", GatewayException.IN_SNAPSHOT, "refused");
        }
    }
}
