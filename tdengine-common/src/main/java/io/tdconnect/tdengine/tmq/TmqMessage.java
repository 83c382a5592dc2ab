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
 * @param begin position of the write-ahead log at which the message began; {@link #UNKNOWN} for rows of a snapshot, and
 *     where the server does not tell it: for a vgroup's first message after {@link TmqSubscription.Start#LATEST} if it holds
 *     nothing but events and {@link TmqConsumer#assignment} was not asked before or is refused
 * @param next position at which to read on after the whole message; {@link #UNKNOWN} for rows of a snapshot
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
    /** No position of the log. */
    public static final long UNKNOWN = -1;

    /** Copies the lists. */
    public TmqMessage {
        events = List.copyOf(events);
        blocks = List.copyOf(blocks);
    }

    /** How many rows all blocks have. */
    public int rows() {
        return blocks.stream().mapToInt(Block::rows).sum();
    }
}
