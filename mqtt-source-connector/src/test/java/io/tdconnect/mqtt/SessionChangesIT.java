// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.AedesBroker;
import io.tdconnect.testing.HivemqBroker;
import io.tdconnect.testing.Mosquitto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Filters, QoS, number of tasks and the rest change while the broker keeps the sessions: messages of new filters
 * arrive, and those of removed filters end.
 */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class SessionChangesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> FILTERS = List.of("A/#", "B/+", "C/1");

    private int number;

    /** No message comes while there is another filter, so that nothing is stored of it. */
    @ParameterizedTest
    @CsvSource({
        "first-only, 3.1.1",
        "first-only, 5",
        "keep, 3.1.1",
        "skip, 5",
    })
    void aFilterComesBack(String retained, String version) throws Exception {
        try (Broker broker = mosquitto();
                RunningConnector connector = connector(broker, version)) {
            Map<String, String> first = Map.of("topics", "A/#", "retained.messages", retained);
            connector.start(first);
            awaitArrival(broker, connector, "A/1");
            change(connector, Map.of("topics", "B/#", "retained.messages", retained));
            Thread.sleep(2_000); // so that it subscribes; no message may show when it has
            change(connector, first);

            awaitArrival(broker, connector, "A/2");
            awaitEnd(broker, connector, "B/2");
            awaitArrival(broker, connector, "A/2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void aFilterGoesTogetherWithATask(String shared) throws Exception {
        try (Broker broker = mosquitto();
                RunningConnector connector = connector(broker, "3.1.1")) {
            connector.start(Map.of("topics", "A/#,B/#", "tasks.max", "2", "shared.subscription", shared));
            awaitArrival(broker, connector, "A/1");
            awaitArrival(broker, connector, "B/1");
            change(connector, Map.of("topics", "A/#", "tasks.max", "1", "shared.subscription", shared));

            awaitEnd(broker, connector, "B/1");
            awaitArrival(broker, connector, "A/1");
        }
    }

    /** With all defaults: the broker takes $share/group/filter as an ordinary filter. */
    @Test
    void aBrokerWithoutSharedSubscriptionsDelivers() throws Exception {
        assumeTrue(AedesBroker.installed(), "aedes is not installed");
        try (Broker broker = new Broker(AedesBroker.start());
                RunningConnector connector = connector(broker, "3.1.1")) {
            connector.start(Map.of("topics", "A/#", "tasks.max", "2"));
            awaitArrival(broker, connector, "A/1");
            assertThat(connector.tasks()).isEqualTo(1);
            change(connector, Map.of("topics", "A/#,B/#", "tasks.max", "2"));
            awaitArrival(broker, connector, "A/1");
            awaitArrival(broker, connector, "B/1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mosquitto, 3.1.1, 1",
        "mosquitto, 3.1.1, 2",
        "mosquitto, 5, 3",
        "mosquitto, 5, 4",
        "aedes, 3.1.1, 5",
        "hivemq, 3.1.1, 6",
        "hivemq, 5, 7"
    })
    void anyChangeAfterAnyOther(String kind, String version, long seed) throws Exception {
        Random random = new Random(seed);
        try (Broker broker = start(kind);
                RunningConnector connector = connector(broker, version)) {
            List<String> before = List.of();
            for (int step = 0; step < 8; step++) {
                List<String> wanted = new ArrayList<>();
                Map<String, String> options = options(random, wanted, kind);
                List<String> down = new ArrayList<>();
                connector.stop();
                for (String filter : FILTERS) {
                    String payload = publish(broker, topic(filter));
                    if (before.contains(filter) && wanted.contains(filter)) {
                        down.add(payload);
                    }
                }
                connector.start(options);
                for (String filter : wanted) {
                    awaitArrival(broker, connector, topic(filter));
                }
                for (String filter : FILTERS) {
                    if (!wanted.contains(filter) && random.nextBoolean()) {
                        awaitEnd(broker, connector, topic(filter));
                    }
                }
                awaitAll(connector, down, options);
                before = wanted;
            }
        }
    }

    private static Map<String, String> options(Random random, List<String> wanted, String kind) {
        List<String> topics = new ArrayList<>();
        for (String filter : FILTERS) {
            if (random.nextBoolean() || (topics.isEmpty() && filter.equals(FILTERS.get(2)))) {
                wanted.add(filter);
                topics.add(filter + "::1");
            }
        }
        boolean sharing = !kind.equals("aedes") && random.nextBoolean();
        return Map.of(
                "topics",
                String.join(",", topics),
                "tasks.max",
                String.valueOf(1 + random.nextInt(3)),
                "retained.messages",
                List.of("keep", "first-only", "skip").get(random.nextInt(3)),
                "shared.subscription",
                String.valueOf(sharing));
    }

    private static String topic(String filter) {
        return filter.substring(0, 2) + "1";
    }

    private static RunningConnector connector(Broker broker, String version) {
        return new RunningConnector(Map.of(
                "name",
                "changes",
                "broker.urls",
                broker.url(),
                "protocol.version",
                version,
                "retry.backoff.ms",
                "100"));
    }

    private static void change(RunningConnector connector, Map<String, String> options) throws InterruptedException {
        connector.stop();
        connector.start(options);
    }

    private String publish(Broker broker, String topic) {
        String payload = topic + " " + number++;
        broker.publisher.publish(topic, payload, 1);
        return payload;
    }

    /** Until one of the messages that are published now arrives. */
    private void awaitArrival(Broker broker, RunningConnector connector, String topic) throws InterruptedException {
        Set<String> sent = new HashSet<>();
        for (long end = System.nanoTime() + LIMIT.toNanos(); System.nanoTime() < end; Thread.sleep(200)) {
            sent.add(publish(broker, topic));
            if (connector.received.stream().anyMatch(sent::contains)) {
                return;
            }
        }
        fail("Nothing arrives of " + topic);
    }

    /** Until none of ten messages in a row arrives. */
    private void awaitEnd(Broker broker, RunningConnector connector, String topic) throws InterruptedException {
        Set<String> sent = new HashSet<>();
        for (long end = System.nanoTime() + LIMIT.toNanos(); System.nanoTime() < end; Thread.sleep(300)) {
            if (connector.received.stream().anyMatch(sent::contains)) {
                sent.clear();
            } else if (sent.size() == 10) {
                return;
            }
            sent.add(publish(broker, topic));
        }
        fail("The messages of " + topic + " do not end");
    }

    private static void awaitAll(RunningConnector connector, List<String> payloads, Map<String, String> options)
            throws InterruptedException {
        for (long end = System.nanoTime() + LIMIT.toNanos(); System.nanoTime() < end; Thread.sleep(200)) {
            if (connector.received.containsAll(payloads)) {
                return;
            }
        }
        assertThat(connector.received).as("after a change to %s", options).containsAll(payloads);
    }

    private static Broker start(String kind) {
        if (kind.equals("hivemq")) {
            assumeTrue(HivemqBroker.available(), "the module hivemq-runtime is not built");
            return new Broker(HivemqBroker.start());
        }
        assumeTrue(kind.equals("mosquitto") || AedesBroker.installed(), "aedes is not installed");
        return kind.equals("mosquitto") ? mosquitto() : new Broker(AedesBroker.start());
    }

    private static Broker mosquitto() {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        return new Broker(Mosquitto.start());
    }

    private static final class Broker implements AutoCloseable {
        private final AutoCloseable process;
        private final String url;
        private final Publisher publisher;

        private Broker(Mosquitto process) {
            this(process, process.url());
        }

        private Broker(HivemqBroker process) {
            this(process, process.url());
        }

        private Broker(AedesBroker process) {
            this(process, process.url());
        }

        private Broker(AutoCloseable process, String url) {
            this.process = process;
            this.url = url;
            publisher = new Publisher(url);
        }

        private String url() {
            return url;
        }

        @Override
        public void close() throws Exception {
            publisher.close();
            process.close();
        }
    }
}
