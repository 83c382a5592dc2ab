// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.tmq.TmqConsumer;
import io.tdconnect.tdengine.tmq.TmqMessage;
import io.tdconnect.tdengine.tmq.VgroupAssignment;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vgroups of a consumer and their positions, which outlive the consumer. Each vgroup begins at the position of Kafka
 * Connect, whatever the position of the group. For use by one thread.
 */
public final class Vgroups {
    private static final Logger log = LoggerFactory.getLogger(Vgroups.class);
    private static final int OF_ANOTHER_CONSUMER = 0x4008;

    private final OffsetStorageReader offsets;
    private final StartRule rule;
    private final boolean snapshot;
    private final SubscriptionMetrics metrics;
    private final LatestTimes times;
    private final Map<Vgroup, Gap> gaps = new LinkedHashMap<>();
    private final Map<Vgroup, Long> reached = new HashMap<>();
    private final Set<Vgroup> begun = new HashSet<>();
    private final Snapshots snapshots = new Snapshots();
    private @Nullable TmqConsumer consumer;

    /**
     * Positions of a vgroup that the WAL dropped before they were read.
     *
     * @param from position up to which everything is read
     * @param to position at which the WAL begins
     * @param latest latest time of the rows that were read; null if unknown
     */
    public record Gap(
            Vgroup vgroup, long from, long to, @Nullable Instant latest) {}

    /** Vgroups begin at their offset or as the rule says; with a snapshot, those without any position begin with it. */
    public Vgroups(OffsetStorageReader offsets, StartRule rule, boolean snapshot, SubscriptionMetrics metrics) {
        this.offsets = offsets;
        this.rule = rule;
        this.snapshot = snapshot;
        this.metrics = metrics;
        times = new LatestTimes(rule.onGap() == GapOptions.GapPolicy.FILL);
    }

    /** The vgroups of a topic that have a position. */
    Set<Integer> withPosition(String topic, Set<Integer> numbers) {
        Set<Integer> known = new HashSet<>(numbers);
        known.removeIf(number -> storedPosition(new Vgroup(topic, number)).isEmpty());
        return known;
    }

    /**
     * A new consumer without a snapshot has subscribed to these topics. If another consumer reads a snapshot afterwards,
     * this one leaves vgroups without a position alone and sets the group's position of the others.
     */
    public void subscribed(TmqConsumer newConsumer, List<String> topics) throws GatewayException, InterruptedException {
        consumer = newConsumer;
        begun.clear();
        gaps.clear();
        snapshots.forget();
        for (String topic : topics) {
            begin(topic);
        }
    }

    /**
     * A new consumer with a snapshot has subscribed. It cannot report about a vgroup before its first message of the log.
     */
    public void subscribedWithSnapshot(TmqConsumer newConsumer) {
        consumer = newConsumer;
        snapshots.forget();
    }

    /**
     * Whether a message is the next one of its vgroup. If not, the position of the vgroup is corrected, and the message
     * comes again unless it was read.
     */
    public boolean accept(TmqMessage message) throws GatewayException, InterruptedException {
        Vgroup vgroup = Vgroup.of(message);
        boolean ofSnapshot = Snapshots.contains(message);
        if (ofSnapshot && snapshots.isSkipped(vgroup)) {
            return false;
        }
        if (!begun.contains(vgroup)) {
            log.info("Vgroup {} of topic {} is assigned to this task", vgroup.number(), vgroup.topic());
            begin(vgroup.topic());
            return snapshot && !begun.contains(vgroup) && isNew(vgroup, message);
        }
        if (ofSnapshot && !snapshots.isRead(vgroup)) {
            return skipSnapshot(vgroup);
        }
        Long next = reached.get(vgroup);
        if (next != null && message.begin() != TmqMessage.UNKNOWN && message.begin() < next) {
            log.info(
                    "Vgroup {} of topic {} went back to position {}; going on at {}",
                    vgroup.number(),
                    vgroup.topic(),
                    message.begin(),
                    next);
            seek(vgroup, next);
            return false;
        }
        return true;
    }

    /** A message is converted to records. */
    public void messageRead(TmqMessage message) {
        if (message.next() != TmqMessage.UNKNOWN && message.next() > message.begin()) {
            Vgroup vgroup = Vgroup.of(message);
            reached.put(vgroup, message.next());
            snapshots.ended(vgroup);
            times.rowsRead(vgroup, message.blocks());
        }
    }

    /** The source offset of a position up to which everything is read. */
    public Map<String, Object> offset(Vgroup vgroup, long position) {
        return WalPosition.offset(position, times.of(vgroup));
    }

    /** The gaps that are to be filled. */
    public List<Gap> gaps() {
        return List.copyOf(gaps.values());
    }

    /** A gap is filled; reading continues after it. */
    public void gapFilled(Gap gap) {
        gaps.remove(gap.vgroup());
        reached.put(gap.vgroup(), gap.to());
    }

    /**
     * A vgroup without messages is read up to a position: writes before it do not belong to its topic, or its snapshot
     * has ended.
     */
    public void advance(Vgroup vgroup, long position) {
        reached.merge(vgroup, position, Math::max);
        snapshots.ended(vgroup);
    }

    /** The vgroups whose snapshot is read or has ended without a message of the log. */
    public Set<Vgroup> snapshots() {
        return snapshots.vgroupsRead();
    }

    /** The vgroups of this consumer. */
    public Set<Vgroup> begun() {
        return Set.copyOf(begun);
    }

    /** How far a vgroup is read, empty before its first message. */
    public OptionalLong reached(Vgroup vgroup) {
        Long next = reached.get(vgroup);
        return next == null ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /**
     * Checks whether the WAL still holds the next rows, and looks for new vgroups.
     *
     * @return how many positions of the WAL are left to read; 0 as long as the server does not report them
     */
    public long checkWal(String topic) throws GatewayException, InterruptedException {
        long lag = 0;
        for (VgroupAssignment assigned : assigned(topic)) {
            Vgroup vgroup = new Vgroup(topic, assigned.vgroup());
            Long next = reached.get(vgroup);
            if (!begun.contains(vgroup) || (next != null && next < assigned.begin())) {
                begin(vgroup, assigned);
            }
            lag += Math.max(0, assigned.end() - reached.getOrDefault(vgroup, assigned.begin()));
        }
        return lag;
    }

    /** Empty until the server reports them, when each vgroup has had a message of the log. */
    private List<VgroupAssignment> assigned(String topic) throws GatewayException, InterruptedException {
        try {
            return current().assignment(topic);
        } catch (GatewayException e) {
            if (e.getErrorCode() != GatewayException.IN_SNAPSHOT) {
                throw e;
            }
            log.debug("The positions of topic {} are not known yet: {}", topic, e.getMessage());
            return List.of();
        }
    }

    /**
     * Whether to read the first message of a vgroup that may be in its snapshot. If not, its rows were read before, or it
     * comes again.
     */
    private boolean isNew(Vgroup vgroup, TmqMessage message) throws GatewayException, InterruptedException {
        OptionalLong stored = storedPosition(vgroup);
        if (stored.isEmpty()) {
            begun.add(vgroup);
            if (Snapshots.contains(message)) {
                snapshots.markRead(vgroup);
            }
            return true;
        }
        if (Snapshots.contains(message)) {
            return skipSnapshot(vgroup);
        }
        // The group's position is before Kafka's, or after it if the WAL held nothing of this topic in between. If the
        // WAL does not hold this position, the next subscription finds the gap.
        long position = stored.getAsLong();
        seek(vgroup, snapshots.isSkipped(vgroup) ? position : Math.max(position, message.begin()));
        return false;
    }

    private boolean skipSnapshot(Vgroup vgroup) {
        begun.remove(vgroup);
        snapshots.skip(vgroup);
        return false;
    }

    private void begin(String topic) throws GatewayException, InterruptedException {
        for (VgroupAssignment assigned : assigned(topic)) {
            if (!begun.contains(new Vgroup(topic, assigned.vgroup()))) {
                begin(new Vgroup(topic, assigned.vgroup()), assigned);
            }
        }
    }

    private void begin(Vgroup vgroup, VgroupAssignment assigned) throws GatewayException, InterruptedException {
        OptionalLong stored = storedPosition(vgroup);
        if (stored.isEmpty() && snapshot) {
            // Its first message shows whether it is in a snapshot.
            return;
        }
        OptionalLong committed = current().committed(vgroup.topic(), vgroup.number());
        StartRule.Start start = rule.of(vgroup.topic(), assigned, stored, committed);
        if (start.gap()) {
            metrics.gapFound();
            log.warn(
                    "The WAL of vgroup {} of topic {} begins at position {}, but the stored offset is {}: {}",
                    vgroup.number(),
                    vgroup.topic(),
                    start.position(),
                    stored.getAsLong(),
                    rule.onGap() == GapOptions.GapPolicy.FILL
                            ? "the missing rows are read from the tables"
                            : "rows in between may be lost");
        }
        boolean sought = seek(vgroup, start.position());
        if (sought && start.gap() && rule.onGap() == GapOptions.GapPolicy.FILL) {
            gaps.put(vgroup, new Gap(vgroup, stored.getAsLong(), start.position(), times.of(vgroup)));
            // If filling fails, the next subscription finds the gap again.
            reached.put(vgroup, stored.getAsLong());
        }
        boolean newToGroup = stored.isEmpty() && committed.isEmpty();
        boolean differs = committed.isEmpty() || committed.getAsLong() != start.position();
        if (sought && (newToGroup || (snapshot && differs && !start.gap()))) {
            // A restart before the first row, and a consumer with a snapshot, then begin at the same position.
            current().commitOffset(vgroup.topic(), vgroup.number(), start.position());
        }
    }

    private boolean seek(Vgroup vgroup, long position) throws GatewayException, InterruptedException {
        try {
            current().seek(vgroup.topic(), vgroup.number(), position);
        } catch (GatewayException e) {
            if (e.getErrorCode() != OF_ANOTHER_CONSUMER) {
                throw e;
            }
            begun.remove(vgroup);
            return false;
        }
        begun.add(vgroup);
        reached.put(vgroup, position);
        snapshots.ended(vgroup);
        log.info("Vgroup {} of topic {} is read from position {}", vgroup.number(), vgroup.topic(), position);
        return true;
    }

    /** The later of the position that this task has read and the one that Kafka has. */
    private OptionalLong storedPosition(Vgroup vgroup) {
        Long next = reached.get(vgroup);
        Map<String, Object> offset = offsets.offset(vgroup.partition());
        if (offset == null || offset.isEmpty()) {
            return next == null ? OptionalLong.empty() : OptionalLong.of(next);
        }
        long position = WalPosition.of(vgroup, offset);
        times.stored(vgroup, WalPosition.time(offset));
        return OptionalLong.of(next == null ? position : Math.max(next, position));
    }

    private TmqConsumer current() {
        TmqConsumer open = consumer;
        if (open == null) {
            throw new IllegalStateException("Not subscribed");
        }
        return open;
    }
}
