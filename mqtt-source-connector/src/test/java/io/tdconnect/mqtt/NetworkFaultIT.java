// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static io.tdconnect.mqtt.RunningTask.properties;
import static io.tdconnect.mqtt.RunningTask.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.Mosquitto;
import io.tdconnect.testing.TcpProxy;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy between the task and the broker fails; the publisher goes past it. */
@Timeout(120)
class NetworkFaultIT {
    private static final int BEFORE = 100;
    private static final int ALL = 500;

    private Mosquitto broker;
    private TcpProxy proxy;
    private Set<Thread> threads;

    @BeforeEach
    void start() {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        broker = Mosquitto.start();
        threads = Thread.getAllStackTraces().keySet();
        proxy = TcpProxy.to("127.0.0.1", URI.create(broker.url()).getPort());
    }

    @AfterEach
    void stop() {
        if (broker != null) {
            proxy.close();
            broker.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void losesNothingWhenTheNetworkIsCutForAWhile(String version) throws Exception {
        Set<String> received = new TreeSet<>();
        try (RunningTask task = task(version);
                Publisher publisher = new Publisher(broker.url())) {
            List<SourceRecord> unconfirmed = publishSome(task, publisher, received);

            proxy.stop();
            publisher.publishNumbers("cut/1", BEFORE, ALL, 1);
            awaitConnected(0);
            proxy.resume();
            // Belongs to the connection that has ended.
            task.commit(unconfirmed);

            receiveAll(task, received);
            awaitConnected(1);
        }
        assertThat(received).isEqualTo(numbers());
        awaitNoNewThread();
    }

    // Nobody closes the connection: only the keep alive detects the fault. It is shortened from a minute.
    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void losesNothingWhenTheNetworkIsSilentForLongerThanTheKeepAlive(String version) throws Exception {
        Set<String> received = new TreeSet<>();
        try (RunningTask task = task(version);
                Publisher publisher = new Publisher(broker.url())) {
            publishSome(task, publisher, received);

            proxy.freeze();
            publisher.publishNumbers("cut/1", BEFORE, ALL, 1);
            awaitConnected(0);
            proxy.thaw();

            receiveAll(task, received);
        }
        assertThat(received).isEqualTo(numbers());
        awaitNoNewThread();
    }

    private RunningTask task(String version) {
        RunningTask task = new RunningTask(properties(
                "tcp://127.0.0.1:" + proxy.port(),
                "protocol.version",
                version,
                "topics",
                "cut/1::1",
                "keep.alive.ms",
                "1000",
                "connect.timeout.ms",
                "2000"));
        broker.awaitSubscription("cut/1", Duration.ofSeconds(30));
        return task;
    }

    /** Publishes the first numbers, of which the last ten that were received stay unconfirmed. */
    private static List<SourceRecord> publishSome(RunningTask task, Publisher publisher, Set<String> received)
            throws InterruptedException {
        publisher.publishNumbers("cut/1", 0, BEFORE, 1);
        List<SourceRecord> records = new ArrayList<>();
        while (received.size() + records.size() < BEFORE) {
            records.addAll(task.poll());
            List<SourceRecord> confirmed = List.copyOf(records.subList(0, Math.max(0, records.size() - 10)));
            task.commit(confirmed);
            received.addAll(texts(confirmed));
            records.removeAll(confirmed);
        }
        return records;
    }

    private static void receiveAll(RunningTask task, Set<String> received) throws InterruptedException {
        while (received.size() < ALL) {
            List<SourceRecord> records = task.take(1);
            received.addAll(texts(records));
            task.commit(records);
        }
    }

    private static Set<String> numbers() {
        return IntStream.range(0, ALL).mapToObj(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void awaitConnected(long expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(figure("connected")).isEqualTo(expected));
    }

    private static Object figure(String name) throws JMException {
        return ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName("io.tdconnect:type=mqtt-source,connector=\"meters\",task=\"0\""), name);
    }

    private void awaitNoNewThread() {
        proxy.close();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> !threads.contains(thread))
                                .map(Thread::getName)
                                .filter(name -> !name.contains("process reaper")
                                        && !name.contains("awaitility")
                                        && !name.contains("junit")))
                        .isEmpty());
    }
}
