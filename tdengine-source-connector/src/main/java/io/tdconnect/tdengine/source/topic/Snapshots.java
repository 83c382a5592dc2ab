// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import io.tdconnect.tdengine.tmq.TmqMessage;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vgroups of a consumer that are in a snapshot: the server sends the current rows of their tables, without a
 * position, before those of the WAL. For use by one thread.
 */
final class Snapshots {
    private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

    private final Set<Vgroup> read = new HashSet<>();
    /** The server starts a snapshot if the group has no position, even if Kafka Connect has one. */
    private final Set<Vgroup> skipped = new HashSet<>();

    /** Whether a message belongs to a snapshot. */
    static boolean contains(TmqMessage message) {
        return message.next() == TmqMessage.UNKNOWN;
    }

    /** The snapshot of a vgroup is read. */
    void markRead(Vgroup vgroup) {
        read.add(vgroup);
    }

    /** The snapshot of a vgroup is skipped, since its rows were read before. */
    void skip(Vgroup vgroup) {
        if (skipped.add(vgroup)) {
            log.info(
                    "The snapshot of vgroup {} of topic {} is skipped, since its rows were read before",
                    vgroup.number(),
                    vgroup.topic());
        }
    }

    /** A vgroup has a position. */
    void ended(Vgroup vgroup) {
        read.remove(vgroup);
        skipped.remove(vgroup);
    }

    /** The vgroups whose snapshot is read, or has ended without a message of the WAL. */
    Set<Vgroup> vgroupsRead() {
        return Set.copyOf(read);
    }

    boolean isRead(Vgroup vgroup) {
        return read.contains(vgroup);
    }

    boolean isSkipped(Vgroup vgroup) {
        return skipped.contains(vgroup);
    }

    /** A new consumer starts each snapshot again. */
    void forget() {
        read.clear();
        skipped.clear();
    }
}
