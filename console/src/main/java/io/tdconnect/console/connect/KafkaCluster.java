// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.connect;

import io.tdconnect.console.http.ApiException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Kafka cluster of the workers; it is connected to when it is first asked. Thread-safe. */
public final class KafkaCluster implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KafkaCluster.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String SERVERS = "bootstrap.servers";

    private final Map<String, Object> clients;
    private @Nullable Admin admin;

    /** @param clients options of Kafka's clients; without bootstrap.servers nothing is known of the cluster */
    public KafkaCluster(Map<String, Object> clients) {
        this.clients = Map.copyOf(clients);
    }

    /** Whether it can be asked. */
    public boolean isKnown() {
        return !String.valueOf(clients.getOrDefault(SERVERS, "")).isBlank();
    }

    /**
     * Options for a client of the cluster.
     *
     * @throws ApiException if the cluster is not known
     */
    public Map<String, Object> clients() {
        if (!isKnown()) {
            throw ApiException.ofOption(
                    SERVERS,
                    "Expected the address of the Kafka cluster, found none",
                    "tdconnect console --bootstrap HOST:9092");
        }
        return clients;
    }

    /** How many records the groups of sinks have not read; without groups that have committed nothing. */
    public Map<String, Double> lags(Map<String, String> groupsBySink) throws InterruptedException {
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = new LinkedHashMap<>();
        ListConsumerGroupOffsetsResult answers = admin().listConsumerGroupOffsets(groupsBySink.values().stream()
                .distinct()
                .collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec())));
        for (Map.Entry<String, String> sink : groupsBySink.entrySet()) {
            try {
                committed.put(sink.getKey(), got(answers.partitionsToOffsetAndMetadata(sink.getValue())));
            } catch (ApiException e) {
                log.debug("The group of {} is not known: {}", sink.getKey(), e.getMessage());
            }
        }
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        committed.values().forEach(group -> group.keySet().forEach(place -> wanted.put(place, OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = offsets(wanted);
        Map<String, Double> lags = new HashMap<>();
        committed.forEach((sink, group) -> {
            if (!group.isEmpty()) {
                lags.put(sink, lag(group, ends));
            }
        });
        return lags;
    }

    private static double lag(Map<TopicPartition, OffsetAndMetadata> group, Map<TopicPartition, Long> ends) {
        double lag = 0;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> place : group.entrySet()) {
            Long end = ends.get(place.getKey());
            if (end != null && place.getValue() != null) {
                lag += Math.max(0, end - place.getValue().offset());
            }
        }
        return lag;
    }

    /**
     * Where the first record at or after a time is in each partition; the end where there is none.
     *
     * @param time milliseconds since 1970
     * @throws ApiException if a topic does not exist or Kafka does not answer
     */
    public Map<TopicPartition, Long> offsetsAt(Collection<String> topics, long time) throws InterruptedException {
        Map<String, TopicDescription> found = got(admin().describeTopics(topics).allTopicNames());
        Map<TopicPartition, OffsetSpec> atTime = new HashMap<>();
        Map<TopicPartition, OffsetSpec> atEnd = new HashMap<>();
        found.forEach((topic, description) -> description.partitions().forEach(partition -> {
            TopicPartition place = new TopicPartition(topic, partition.partition());
            atTime.put(place, OffsetSpec.forTimestamp(time));
            atEnd.put(place, OffsetSpec.latest());
        }));
        Map<TopicPartition, Long> offsets = offsets(atTime);
        Map<TopicPartition, Long> ends = offsets(atEnd);
        offsets.replaceAll((place, offset) -> offset < 0 ? ends.getOrDefault(place, 0L) : offset);
        return offsets;
    }

    /** The names of all topics. */
    public Collection<String> topics() throws InterruptedException {
        return got(admin().listTopics().names());
    }

    private Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetSpec> wanted) throws InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        if (!wanted.isEmpty()) {
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> each :
                    got(admin().listOffsets(wanted).all()).entrySet()) {
                offsets.put(each.getKey(), each.getValue().offset());
            }
        }
        return offsets;
    }

    private static <T> T got(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new ApiException(504, "timeout", "Kafka does not answer within " + LIMIT.toSeconds() + " s");
        }
    }

    private static ApiException failed(Throwable cause) {
        return new ApiException(502, "kafka_failed", "Kafka answers: " + cause.getMessage());
    }

    private synchronized Admin admin() {
        Admin open = admin;
        if (open == null) {
            Map<String, Object> options = new HashMap<>(clients());
            options.put("client.id", "tdconnect-console");
            options.put("default.api.timeout.ms", Math.toIntExact(LIMIT.toMillis()));
            options.put("request.timeout.ms", Math.toIntExact(LIMIT.toMillis()));
            try {
                open = Admin.create(options);
            } catch (KafkaException e) {
                throw failed(e.getCause() == null ? e : e.getCause());
            }
            admin = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    /** The topics of a sink's option; names that a pattern matches are looked up. */
    public List<String> topics(Map<String, String> sink) throws InterruptedException {
        String pattern = sink.getOrDefault("topics.regex", "");
        if (pattern.isEmpty()) {
            return List.of(sink.getOrDefault("topics", "").trim().split("\\s*,\\s*"));
        }
        return topics().stream().filter(name -> name.matches(pattern)).toList();
    }
}
