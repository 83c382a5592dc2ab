// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.client;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** The cluster has no record at positions of some partitions, nor are they the end. */
public final class PositionsGoneException extends Exception {
    private final transient Map<TopicPartition, Long> positions;

    PositionsGoneException(Map<TopicPartition, Long> positions, Throwable cause) {
        super("The cluster does not have the positions " + new TreeMap<>(named(positions)), cause);
        this.positions = Map.copyOf(positions);
    }

    /** The positions at which reading was tried. */
    public Map<TopicPartition, Long> positions() {
        return positions;
    }

    private static Map<String, Long> named(Map<TopicPartition, Long> positions) {
        Map<String, Long> named = new TreeMap<>();
        positions.forEach((partition, position) -> named.put(partition.toString(), position));
        return named;
    }
}
