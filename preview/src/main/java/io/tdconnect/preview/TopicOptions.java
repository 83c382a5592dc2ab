// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for samples from a running topic. */
final class TopicOptions {
    private static final int MOST = 10_000;
    private static final String LATEST = "latest";
    private static final String BOOTSTRAP = "bootstrap.servers";

    @Option(
            names = "--from-topic",
            description = "Reads the samples from this topic instead of the standard input, without a consumer group")
    private @Nullable String topic;

    @Option(names = "--bootstrap", description = "Brokers for --from-topic, HOST:PORT,…")
    private @Nullable String bootstrap;

    @Option(
            names = "--client-config",
            description = "Properties of Kafka's clients for --from-topic, such as security.protocol for TLS and SASL")
    private @Nullable Path clients;

    @Option(names = "--count", description = "Number of samples of --from-topic (default: 10)")
    private int count = 10;

    @Option(
            names = "--from",
            description =
                    "Where the samples of --from-topic begin: latest, the last ones (default), earliest, or a time"
                            + " such as 2026-01-01T00:00:00Z")
    private String from = LATEST;

    boolean isGiven() {
        return topic != null;
    }

    /**
     * The records of the topic, the oldest first.
     *
     * @throws IllegalArgumentException if an option is wrong, there is no such topic, or no broker answers
     */
    List<ConsumerRecord<byte[], byte[]>> records() throws IOException {
        if (topic == null) {
            return List.of();
        }
        Map<String, Object> options = new HashMap<>(clients == null ? Map.of() : ConnectorFile.properties(clients));
        if (bootstrap != null) {
            options.put(BOOTSTRAP, bootstrap);
        }
        if (!options.containsKey(BOOTSTRAP)) {
            throw new IllegalArgumentException(
                    "--from-topic: expected --bootstrap with the brokers, or " + BOOTSTRAP + " in --client-config");
        }
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("--count: expected a number from 1 to " + MOST + ", found " + count);
        }
        return read(topic, options);
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String name, Map<String, Object> options) {
        try {
            TopicReader reader = new TopicReader(options);
            List<ConsumerRecord<byte[], byte[]>> records = switch (from) {
                case LATEST -> reader.read(name, TopicReader.Start.last(count), count, one -> one);
                case "earliest" -> reader.read(name, TopicReader.Start.first(), count, one -> one);
                default -> reader.since(name, time(), count, one -> one);
            };
            int size = records.size();
            return size <= count
                    ? records
                    : from.equals(LATEST) ? records.subList(size - count, size) : records.subList(0, count);
        } catch (ConfigException e) {
            throw new IllegalArgumentException("--client-config: " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new IllegalArgumentException(
                    "--bootstrap: expected a broker that answers within " + TopicReader.LIMIT.toSeconds()
                            + " s, found none: " + e.getMessage(),
                    e);
        } catch (InvalidTopicException e) {
            throw new IllegalArgumentException("--from-topic: expected the name of a topic, found " + name, e);
        } catch (UnknownTopicOrPartitionException e) {
            throw new IllegalArgumentException(
                    "--from-topic: expected a topic of the cluster, found none named " + name, e);
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException("--from-topic: " + cause.getMessage(), e);
        }
    }

    private long time() {
        try {
            return OffsetDateTime.parse(from).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--from: expected latest, earliest or a time with its offset such as 2026-01-01T00:00:00Z, found "
                            + from,
                    e);
        }
    }
}
