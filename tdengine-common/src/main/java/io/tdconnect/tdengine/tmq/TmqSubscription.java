// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request to subscribe. The server never commits by itself.
 *
 * @param group the consumer group, of up to 192 characters
 * @param clientId name of this consumer in the server's monitoring
 * @param topics names of the topics
 * @param start where a vgroup begins without a committed position and without a {@link TmqClient#seek seek}
 * @param metadata whether to deliver metadata events in batches ({@code enable_batch_meta}), of topics {@code WITH META}
 * @param snapshot whether a vgroup without a committed position begins with the rows in the data files, which the log may
 *     no longer hold; only with {@link Start#EARLIEST}
 * @param config further properties of the consumer, such as {@code session.timeout.ms} or {@code max.poll.interval.ms}
 */
public record TmqSubscription(
        String group,
        String clientId,
        List<String> topics,
        Start start,
        boolean metadata,
        boolean snapshot,
        Map<String, String> config) {
    /** Where a group without a committed position begins. */
    public enum Start {
        /** At the oldest position of the log. */
        EARLIEST,
        /** At the end of the log. */
        LATEST
    }

    /** Copies topics and properties. */
    public TmqSubscription {
        topics = List.copyOf(topics);
        config = Map.copyOf(config);
    }

    /** A subscription to topics from the earliest position, with metadata events. */
    public static TmqSubscription of(String group, List<String> topics) {
        return new TmqSubscription(group, group, topics, Start.EARLIEST, true, false, Map.of());
    }

    /** The same with another start. */
    public TmqSubscription from(Start other) {
        return new TmqSubscription(group, clientId, topics, other, metadata, snapshot, config);
    }

    /** The same with another client id. */
    public TmqSubscription withClientId(String id) {
        return new TmqSubscription(group, id, topics, start, metadata, snapshot, config);
    }

    /** The same with a snapshot first. */
    public TmqSubscription withSnapshot() {
        return new TmqSubscription(group, clientId, topics, Start.EARLIEST, metadata, true, config);
    }

    /** The same with one more property of the consumer, under the server's name. */
    public TmqSubscription with(String property, String value) {
        Map<String, String> all = new LinkedHashMap<>(config);
        all.put(property, value);
        return new TmqSubscription(group, clientId, topics, start, metadata, snapshot, all);
    }
}
