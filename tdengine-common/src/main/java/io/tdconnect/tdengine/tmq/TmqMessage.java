// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import io.tdconnect.tdengine.block.Block;
import java.util.List;

/**
 * A message of a topic: rows, metadata events, or both; events come before the rows.
 *
 * @param topic name of the topic
 * @param database name of the database
 * @param vgroup number of the vgroup that it comes from
 * @param begin position of the write-ahead log before the message; {@link #UNKNOWN} for rows of a snapshot, and if the
 *     server does not send it: for a vgroup's first message after {@link TmqSubscription.Start#LATEST} with only events,
 *     if {@link TmqConsumer#assignment} was not called before or is refused
 * @param next position after the whole message; {@link #UNKNOWN} for rows of a snapshot
 * @param events metadata events, in the order in which they happened
 * @param blocks rows
 */
public record TmqMessage(
        String topic,
        String database,
        int vgroup,
        long begin,
        long next,
        List<MetadataEvent> events,
        List<Block> blocks) {
    /** The position is unknown. */
    public static final long UNKNOWN = -1;

    /** Copies the lists. */
    public TmqMessage {
        events = List.copyOf(events);
        blocks = List.copyOf(blocks);
    }

    /** The number of rows of all blocks. */
    public int rows() {
        return blocks.stream().mapToInt(Block::rows).sum();
    }
}
