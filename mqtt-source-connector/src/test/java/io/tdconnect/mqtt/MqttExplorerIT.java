// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.Node;
import io.tdconnect.common.explore.Sample;
import io.tdconnect.common.explore.SampleLimits;
import io.tdconnect.common.explore.Samples;
import io.tdconnect.common.explore.ServerExplorer;
import io.tdconnect.testing.Mosquitto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MqttExplorerIT {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(30);

    @AutoClose
    private static Mosquitto broker;

    private final ServerExplorer explorer = new MqttExplorer();

    @BeforeAll
    static void startBroker() {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        broker = Mosquitto.start();
    }

    @Test
    void isFound() {
        assertThat(ServiceLoader.load(ServerExplorer.class).stream())
                .extracting(provider -> provider.type().getName())
                .contains(MqttExplorer.class.getName());
        assertThat(MqttSourceConfig.CONFIG_DEF.names())
                .containsAll(explorer.kind().basicOptions())
                .containsAll(explorer.kind().connectionOptions())
                .containsAll(explorer.kind().collectionOptions())
                .contains(explorer.kind().topicOption());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void showsMessagesOfTheFiltersOnly(String version) throws Exception {
        try (Publisher publisher = new Publisher(broker.url())) {
            publisher.publish("sample" + version + "/a", "{\"x\":1}", 1, true);
            publisher.publish("sample" + version + "/b", "<script>alert(1)</script>", 1, true);
            publisher.publish("other" + version + "/c", "no", 1, true);

            Samples samples = explorer.samples(
                    config("topics", "sample" + version + "/+", "protocol.version", version),
                    new SampleLimits(2, LONG, 1000));

            assertThat(samples.samples())
                    .extracting(sample -> new String(sample.value(), UTF_8))
                    .containsExactlyInAnyOrder("{\"x\":1}", "<script>alert(1)</script>");
            assertThat(samples.samples().get(0).headers()).containsEntry("retained", "true");
        }
    }

    @Test
    void takesNoMessageFromATaskWithASharedFilter() throws Exception {
        try (Publisher publisher = new Publisher(broker.url());
                RunningTask task = new RunningTask(config("topics", "$share/g/shared/#::1", "name", "t"))) {
            while (exchange(publisher, task, "start").isEmpty()) {
                // The task has not subscribed yet.
            }
            CompletableFuture<Samples> samples = CompletableFuture.supplyAsync(() -> samplesOf("$share/g/shared/#::1"));
            List<String> read = new ArrayList<>();
            int sent = 0;
            while (!samples.isDone()) {
                read.addAll(exchange(publisher, task, String.valueOf(sent++)));
            }
            while (!read.contains("last")) {
                read.addAll(exchange(publisher, task, "last"));
            }

            assertThat(samples.join().samples()).hasSize(3);
            assertThat(read).filteredOn(text -> text.matches("\\d+")).hasSize(sent);
        }
    }

    private static List<String> exchange(Publisher publisher, RunningTask task, String text)
            throws InterruptedException {
        publisher.publish("shared/x", text, 1);
        List<SourceRecord> polled = task.poll();
        task.commit(polled);
        return RunningTask.texts(polled);
    }

    @Test
    void waitsNoLongerThanAllowed() throws Exception {
        Samples samples = explorer.samples(config("topics", "silent/#"), new SampleLimits(5, SHORT, 10));
        assertThat(samples.samples()).isEmpty();
        assertThat(samples.more()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 20, 10 << 20})
    void cutsALargeMessage(int size) throws Exception {
        try (Publisher publisher = new Publisher(broker.url())) {
            CompletableFuture<Samples> samples = CompletableFuture.supplyAsync(() -> samplesOf("large" + size));
            byte[] large = new byte[size];
            while (!samples.isDone()) {
                publisher.publish("large" + size, large, 0);
            }
            assertThat(samples.join().samples().get(0)).returns(true, Sample::cut);
            assertThat(samples.join().samples().get(0).value()).hasSizeLessThanOrEqualTo(1000);
        }
    }

    @Test
    void listsTopicsLevelByLevel() throws Exception {
        try (Publisher publisher = new Publisher(broker.url())) {
            for (String topic : List.of("tree/a/b", "tree/a/c", "tree/a", "tree/d", "tree//e")) {
                publisher.publish(topic, "1", 1, true);
            }
            List<Node> top = explorer.children(config(), null, null).nodes();
            assertThat(top).extracting(Node::id).contains("tree/#");
            List<Node> below = explorer.children(config(), "tree/#", null).nodes();
            assertThat(below).extracting(Node::id).containsExactly("tree//#", "tree/a/#", "tree/d");
            assertThat(explorer.children(config(), "tree/a/#", null).nodes())
                    .extracting(Node::name)
                    .containsExactly("b", "c");
            assertThat(explorer.select(config(), List.of("tree/a/#", "tree/d")))
                    .isEqualTo(Map.of("topics", "tree/a/#,tree/d"));
        }
    }

    @Test
    void namesTheOptionToChange() {
        assertThatThrownBy(() -> explorer.samples(config("topics", ""), new SampleLimits(1, SHORT, 1)))
                .isInstanceOfSatisfying(
                        ExploreException.class, e -> assertThat(e.option()).isEqualTo("topics"));
        assertThatThrownBy(
                        () -> explorer.children(Map.of("broker.urls", "tcp://no-such-host.invalid:1883"), null, null))
                .isInstanceOfSatisfying(
                        ExploreException.class, e -> assertThat(e.option()).isEqualTo("broker.urls"));
        assertThatThrownBy(() -> explorer.children(
                        Map.of("broker.urls", broker.passwordUrl(), "user", "nobody", "password", "s3cret"),
                        null,
                        null))
                .isInstanceOfSatisfying(ExploreException.class, e -> {
                    assertThat(e.option()).isEqualTo("password");
                    assertThat(e.text()).doesNotContain("s3cret");
                });
        assertThatThrownBy(() -> explorer.select(config(), List.of("a,b/c")))
                .isInstanceOf(ExploreException.class)
                .hasMessageContaining("a,b/c");
        assertThatThrownBy(() -> explorer.children(config(), "a/#/b", null)).isInstanceOf(ExploreException.class);
    }

    @Test
    void canBeInterrupted() throws Exception {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                explorer.samples(config("topics", "silent/#"), new SampleLimits(1, LONG, 1));
            } catch (Exception e) {
                ended.complete(e);
            }
        });
        thread.start();
        thread.interrupt();
        assertThat(ended.join()).isInstanceOfAny(InterruptedException.class, ExploreException.class);
    }

    private Samples samplesOf(String filter) {
        try {
            return explorer.samples(config("topics", filter), new SampleLimits(3, LONG, 1000));
        } catch (ExploreException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> config(String... more) {
        Map<String, String> config = new HashMap<>(Map.of("broker.urls", broker.url()));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }
}
