// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import io.tdconnect.tdengine.tmq.TmqMessage;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vgroups of a consumer whose messages are of a snapshot, so that they have no position: the rows of the tables as they are,
 * before those of the WAL. For use by one thread.
 */
final class Snapshots {
    private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

    private final Set<Vgroup> read = new HashSet<>();
    /** The server begins a snapshot where the group has no position, also if Kafka Connect has one. */
    private final Set<Vgroup> passedOver = new HashSet<>();

    /** Whether a message is of a snapshot. */
    static boolean holds(TmqMessage message) {
        return message.next() == TmqMessage.UNKNOWN;
    }

    /** The rows of a vgroup are read. */
    void read(Vgroup vgroup) {
        read.add(vgroup);
    }

    /** The rows of a vgroup are not read, since they were before. */
    void passOver(Vgroup vgroup) {
        if (passedOver.add(vgroup)) {
            log.info(
                    "The snapshot of vgroup {} of topic {} is passed over, since its rows were read before",
                    vgroup.number(),
                    vgroup.topic());
        }
    }

    /** A vgroup has a position. */
    void ended(Vgroup vgroup) {
        read.remove(vgroup);
        passedOver.remove(vgroup);
    }

    /** The vgroups whose snapshot is read, or has ended without a message of the WAL. */
    Set<Vgroup> read() {
        return Set.copyOf(read);
    }

    boolean isRead(Vgroup vgroup) {
        return read.contains(vgroup);
    }

    boolean isPassedOver(Vgroup vgroup) {
        return passedOver.contains(vgroup);
    }

    /** There is another consumer, which begins each snapshot anew. */
    void forget() {
        read.clear();
        passedOver.clear();
    }
}
