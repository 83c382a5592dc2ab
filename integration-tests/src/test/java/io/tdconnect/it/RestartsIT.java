// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.Ports;
import io.tdconnect.testing.jmx.WorkerResources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Restarts all connectors on one worker many times, as an operator's script does with failed ones. */
class RestartsIT {
    private static final int RESTARTS = 50;
    /** After these restarts, everything that is loaded, pooled and cached once is in place. */
    private static final int WARM_UP = 10;
    /** A leak at each restart exceeds this: 40 restarts follow the warm-up. */
    private static final int THREADS = 15;

    private static final int DESCRIPTORS = 20;
    /** Lambdas that run for the first time later. */
    private static final int CLASSES = 30;

    private static final long METASPACE = 1 << 20;
    /** Five connectors may leave 15 KB each at a restart; Kafka's clients and the log keep some more at a time. */
    private static final long HEAP = 3 << 20;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void restartsLeaveThreadsDescriptorsHeapClassesAndBeansWhereTheyWere() throws Exception {
        int port = Ports.free();
        try (OtherSources sources = new OtherSources();
                Installation installation = Installation.start(Plugins.unpack(), WorkerResources.watched(port));
                WorkerResources resources = WorkerResources.of(port)) {
            String database = installation.tdengine.createDatabase("ms");
            installation.startSource("again");
            installation.startSink("again", database);
            sources.start(installation.rest());
            List<String> connectors = new ArrayList<>(sources.names());
            connectors.addAll(List.of("again-source", "again-sink"));
            awaitRow(installation, database, 1);

            restart(WARM_UP, connectors, installation, resources);
            WorkerResources.InUse before = resources.inUse();
            restart(RESTARTS - WARM_UP, connectors, installation, resources);

            assertThat(installation.worker.logs()).doesNotContain("Graceful stop of task");
            assertThat(before.beans()).hasSizeGreaterThanOrEqualTo(connectors.size());
            await().atMost(LIMIT).untilAsserted(() -> assertSame(resources, before));
            awaitRow(installation, database, 2);
            for (String source : sources.names()) {
                sources.assertFirst(
                        source, installation.topics.consume(source, 1, LIMIT).get(0));
            }
        }
    }

    /** Restarts each connector with its task this often, each time after the previous restart has ended. */
    private static void restart(
            int times, List<String> connectors, Installation installation, WorkerResources resources) throws Exception {
        for (int i = 0; i < times; i++) {
            // REST may still report the previous state. Once a connector has started again, its old task
            // has ended, so that one that runs is the new one.
            long expected = resources.starts() + connectors.size();
            connectors.forEach(installation.rest()::restart);
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> resources.starts() == expected && resources.taskRuns(connectors));
            connectors.forEach(installation.rest()::waitUntilRunning);
        }
    }

    private static void assertSame(WorkerResources resources, WorkerResources.InUse before) throws Exception {
        WorkerResources.InUse after = resources.inUse();
        assertThat(after.beans()).isEqualTo(before.beans());
        assertThat(after.threads())
                .as("threads, before %s, after %s", before, after)
                .isLessThanOrEqualTo(before.threads() + THREADS);
        assertThat(after.descriptors())
                .as("descriptors, before %s, after %s", before, after)
                .isLessThanOrEqualTo(before.descriptors() + DESCRIPTORS);
        assertThat(after.classes())
                .as("classes, before %s, after %s", before, after)
                .isLessThanOrEqualTo(before.classes() + CLASSES);
        assertThat(after.heap())
                .as("heap, before %s, after %s", before, after)
                .isLessThanOrEqualTo(before.heap() + HEAP);
        assertThat(after.metaspace())
                .as("metaspace, before %s, after %s", before, after)
                .isLessThanOrEqualTo(before.metaspace() + METASPACE);
    }

    /** A task is running before it has subscribed, and QoS 1 keeps only later messages. */
    private static void awaitRow(Installation installation, String database, int number) throws Exception {
        try (Publisher publisher = new Publisher(installation.mosquitto)) {
            await().atMost(LIMIT).untilAsserted(() -> {
                publisher.publish("again/1", Meters.message(number));
                publisher.flush();
                assertThat(installation.tdengine.count(database + ".meters")).isEqualTo(number);
            });
        }
    }
}
