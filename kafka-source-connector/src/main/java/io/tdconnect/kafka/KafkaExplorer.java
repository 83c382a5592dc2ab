// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.explore.Capability;
import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.FormConfig;
import io.tdconnect.common.explore.Kind;
import io.tdconnect.common.explore.Listing;
import io.tdconnect.common.explore.Node;
import io.tdconnect.common.explore.NodePath;
import io.tdconnect.common.explore.Sample;
import io.tdconnect.common.explore.SampleCollector;
import io.tdconnect.common.explore.SampleLimits;
import io.tdconnect.common.explore.Samples;
import io.tdconnect.common.explore.ServerExplorer;
import io.tdconnect.common.explore.TopicContent;
import io.tdconnect.common.tls.TlsOptions;
import io.tdconnect.kafka.client.ClusterConsumer;
import io.tdconnect.kafka.client.ClusterException;
import io.tdconnect.kafka.client.ConnectionOptions;
import io.tdconnect.kafka.client.LoginOptions;
import io.tdconnect.kafka.client.PositionsGoneException;
import io.tdconnect.kafka.read.SelectionOptions;
import io.tdconnect.kafka.record.RecordOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Shows topics, partitions and the last records of a cluster. */
public final class KafkaExplorer implements ServerExplorer {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private static final ConfigDef NEEDED = new Options()
            .add(ConnectionOptions::addTo)
            .add(TlsOptions::addTo)
            .add(SelectionOptions::addTo)
            .add(ConnectionOptions::addConsumerTo)
            .build();

    private static final Kind KIND = new Kind(
            "kafka",
            "Kafka",
            Kind.Side.SOURCE,
            KafkaSourceConnector.class.getName(),
            List.of(
                    ConnectionOptions.SERVERS,
                    LoginOptions.MECHANISM,
                    LoginOptions.USER,
                    LoginOptions.PASSWORD,
                    TlsOptions.CA,
                    SelectionOptions.TOPICS,
                    SelectionOptions.PATTERN),
            List.of(
                    ConnectionOptions.SERVERS,
                    ConnectionOptions.TLS,
                    LoginOptions.MECHANISM,
                    LoginOptions.USER,
                    LoginOptions.PASSWORD,
                    TlsOptions.CA),
            List.of(SelectionOptions.TOPICS, SelectionOptions.PATTERN, SelectionOptions.PARTITIONS),
            RecordOptions.TOPIC,
            TopicContent.PAYLOADS.source(),
            TopicContent.PAYLOADS.sink(),
            Set.of(Capability.SAMPLES, Capability.CHILDREN, Capability.SELECT));

    @Override
    public Kind kind() {
        return KIND;
    }

    /** The last records of the topics that are selected. */
    @Override
    public Samples samples(Map<String, String> config, SampleLimits limits)
            throws ExploreException, InterruptedException {
        KafkaSourceConfig parsed = read(config);
        SelectionOptions selection = parsed.selection();
        if (selection.isEmpty()) {
            throw new ExploreException(SelectionOptions.TOPICS, "expected topics, found none", null);
        }
        return answer(parsed, consumer -> {
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.topics()
                    .forEach((topic, infos) -> infos.stream()
                            .filter(info -> selection.contains(topic, info.partition()))
                            .forEach(info -> partitions.add(new TopicPartition(topic, info.partition()))));
            if (partitions.isEmpty()) {
                throw new ExploreException(SelectionOptions.TOPICS, "expected topics that exist, found none", null);
            }
            return last(consumer, partitions, limits);
        });
    }

    private static Samples last(ClusterConsumer consumer, List<TopicPartition> partitions, SampleLimits limits)
            throws ClusterException, InterruptedException, PositionsGoneException {
        SampleCollector collector = new SampleCollector(limits);
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.begins(partitions);
        Map<TopicPartition, Long> ends = consumer.ends(partitions);
        partitions.forEach(one -> consumer.seek(
                one, Math.max(begins.getOrDefault(one, 0L), ends.getOrDefault(one, 0L) - limits.count())));
        boolean read = false;
        while (!read && !collector.done()) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                collector.add(sample(each));
            }
            read = true;
            for (TopicPartition one : partitions) {
                read &= consumer.position(one) >= ends.getOrDefault(one, 0L);
            }
        }
        return collector.samples();
    }

    private static Sample sample(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), text(header.value()));
        }
        return new Sample(
                record.topic(),
                record.key() == null ? null : text(record.key()),
                record.timestamp(),
                headers,
                record.value() == null ? new byte[0] : record.value(),
                false);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public Listing children(Map<String, String> config, @Nullable String node, @Nullable String cursor)
            throws ExploreException, InterruptedException {
        NodePath path = NodePath.parse(node);
        return answer(read(config), consumer -> {
            Map<String, List<PartitionInfo>> topics = new TreeMap<>(consumer.topics());
            if (path.depth() == 0) {
                return Listing.page(
                        List.copyOf(topics.entrySet()),
                        cursor,
                        topic -> Node.parent(NodePath.of(topic.getKey()), "topic")
                                .asSelectable()
                                .with("partitions", topic.getValue().size()));
            }
            List<TopicPartition> partitions = topics.getOrDefault(path.name(), List.of()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .sorted((one, other) -> Integer.compare(one.partition(), other.partition()))
                    .toList();
            Map<TopicPartition, Long> begins = consumer.begins(partitions);
            Map<TopicPartition, Long> ends = consumer.ends(partitions);
            return Listing.page(
                    partitions,
                    cursor,
                    one -> Node.leaf(path.child(String.valueOf(one.partition())), "partition")
                            .with("first", begins.getOrDefault(one, 0L))
                            .with("end", ends.getOrDefault(one, 0L)));
        });
    }

    @Override
    public Map<String, String> select(Map<String, String> config, List<String> nodes) throws ExploreException {
        List<String> topics = new ArrayList<>();
        for (String node : nodes) {
            topics.add(NodePath.parse(node).names().get(0));
        }
        return Map.of(
                SelectionOptions.TOPICS, String.join(",", topics),
                SelectionOptions.PATTERN, "",
                SelectionOptions.PARTITIONS, "");
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(ClusterConsumer consumer)
                throws ClusterException, ExploreException, InterruptedException, PositionsGoneException;
    }

    private static <T> T answer(KafkaSourceConfig config, Question<T> question)
            throws ExploreException, InterruptedException {
        try {
            ConfigCheck.refuseOverrides(config);
            try (ClusterConsumer consumer = ClusterConsumer.of(config.connection(), "tdconnect-explorer", LIMIT)) {
                return question.ask(consumer);
            }
        } catch (ClusterException e) {
            throw ExploreException.of(e.problem(), e.option());
        } catch (PositionsGoneException | ConfigException e) {
            throw ExploreException.of(e, ConnectionOptions.SERVERS);
        }
    }

    private static KafkaSourceConfig read(Map<String, String> config) throws ExploreException {
        Map<String, String> options = new HashMap<>(FormConfig.complete(NEEDED, config, Map.of()));
        config.forEach((name, value) -> {
            if (name.startsWith(ConnectionOptions.CONSUMER)) {
                options.put(name, value);
            }
        });
        return new KafkaSourceConfig(options);
    }
}
