// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A kind of source or target, as a user interface shows it.
 *
 * @param id short name, such as mqtt
 * @param label name as it is written, such as MQTT
 * @param connectorClass class of the connector
 * @param basicOptions options that are asked for first, in this order
 * @param connectionOptions options of the connection, those that a call needs
 * @param collectionOptions options that {@link ServerExplorer#select} sets
 * @param topicOption option with the name of the Kafka topic
 * @param sourceDefaults options that a new source starts with
 * @param sinkDefaults options that a new sink of its topic starts with
 * @param capabilities what can be asked
 */
public record Kind(
        String id,
        String label,
        Side side,
        String connectorClass,
        List<String> basicOptions,
        List<String> connectionOptions,
        List<String> collectionOptions,
        String topicOption,
        Map<String, String> sourceDefaults,
        Map<String, String> sinkDefaults,
        Set<Capability> capabilities) {
    public Kind {
        basicOptions = List.copyOf(basicOptions);
        connectionOptions = List.copyOf(connectionOptions);
        collectionOptions = List.copyOf(collectionOptions);
        sourceDefaults = Map.copyOf(sourceDefaults);
        sinkDefaults = Map.copyOf(sinkDefaults);
        capabilities = Set.copyOf(capabilities);
    }

    /** Where the connector stands. */
    public enum Side {
        SOURCE,
        SINK
    }
}
