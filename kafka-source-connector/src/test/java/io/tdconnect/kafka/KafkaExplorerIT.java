// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.Node;
import io.tdconnect.common.explore.NodePath;
import io.tdconnect.common.explore.SampleLimits;
import io.tdconnect.common.explore.Samples;
import io.tdconnect.common.explore.ServerExplorer;
import io.tdconnect.testing.KafkaProcess;
import io.tdconnect.testing.KafkaTopics;
import io.tdconnect.testing.LaunchOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class KafkaExplorerIT {
    private static final SampleLimits LIMITS = new SampleLimits(3, Duration.ofSeconds(20), 1000);

    private static KafkaProcess kafka;
    private static KafkaTopics topics;

    private final ServerExplorer explorer = new KafkaExplorer();

    @BeforeAll
    static void start() {
        kafka = KafkaProcess.start(LaunchOptions.defaults().withProperty("log.retention.ms", "-1"));
        topics = kafka.topics();
        topics.create("one", 1);
        topics.create("two", 2);
        topics.create("empty", 1);
        topics.produce(Numbers.records("one", 0, 10, 0));
        topics.produce(Numbers.records("two", 1, 5, 100));
    }

    @AfterAll
    static void stop() {
        topics.close();
        kafka.close();
    }

    @Test
    void isFound() {
        assertThat(ServiceLoader.load(ServerExplorer.class).stream())
                .extracting(provider -> provider.type().getName())
                .contains(KafkaExplorer.class.getName());
        assertThat(KafkaSourceConfig.CONFIG_DEF.names())
                .containsAll(explorer.kind().basicOptions())
                .containsAll(explorer.kind().connectionOptions())
                .containsAll(explorer.kind().collectionOptions())
                .contains(explorer.kind().topicOption());
    }

    @Test
    void showsTheLastRecords() throws Exception {
        Samples samples = explorer.samples(config("one"), LIMITS);
        assertThat(samples.samples())
                .extracting(sample -> new String(sample.value(), UTF_8))
                .containsExactly("7", "8", "9");
        assertThat(samples.samples().get(0).topic()).isEqualTo("one");
        assertThat(explorer.samples(config("empty"), LIMITS).samples()).isEmpty();
    }

    @Test
    void showsTopicsAndPartitions() throws Exception {
        List<Node> found = explorer.children(config(""), null, null).nodes();
        assertThat(found).extracting(Node::name).contains("empty", "one", "two").doesNotContain("__consumer_offsets");
        List<Node> partitions =
                explorer.children(config(""), NodePath.of("two").id(), null).nodes();
        assertThat(partitions).extracting(Node::name).containsExactly("0", "1");
        assertThat(partitions.get(1).details()).isEqualTo(Map.of("first", "0", "end", "5"));
        assertThat(explorer.select(config(""), List.of("one", "two")))
                .containsEntry("topics", "one,two")
                .containsEntry("topics.regex", "");
    }

    @Test
    void namesTheOptionToChange() {
        problem("topics", config("no-such-topic"));
        problem("topics", config(""));
        problem("bootstrap.servers", Map.of("bootstrap.servers", "", "topics", "one"));
        problem("bootstrap.servers", Map.of("bootstrap.servers", "127.0.0.1:1", "topics", "one"));
        problem(
                "bootstrap.servers",
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "topics", "one",
                        "consumer.sasl.jaas.config", "com.sun.security.auth.module.JndiLoginModule required;"));
    }

    private void problem(String option, Map<String, String> config) {
        assertThatThrownBy(() -> explorer.samples(config, LIMITS))
                .isInstanceOfSatisfying(
                        ExploreException.class,
                        e -> assertThat(e.option()).as(e.text()).isEqualTo(option));
    }

    private static Map<String, String> config(String names) {
        return Map.of("bootstrap.servers", kafka.bootstrapServers(), "topics", names);
    }
}
