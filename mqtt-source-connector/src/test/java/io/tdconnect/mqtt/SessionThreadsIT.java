// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static io.tdconnect.mqtt.RunningTask.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.Mosquitto;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client libraries are known to leave threads behind; a task must not. */
@Timeout(90)
class SessionThreadsIT {
    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void noThreadSurvivesATask(String version) throws Exception {
        assumeTrue(Mosquitto.available(), "Mosquitto is not installed");
        Set<Thread> before = threads();
        try (Mosquitto broker = Mosquitto.start()) {
            try (RunningTask task =
                    new RunningTask(properties(broker.url(), "protocol.version", version, "topics", "threads/1"))) {
                publishUntilReceived(task, broker);
                for (int i = 0; i < 3; i++) {
                    broker.restart();
                    publishUntilReceived(task, broker);
                    assertThat(newThreads(before)).hasSizeLessThan(25);
                }
            }
        }
        awaitNoNewThread(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void noThreadSurvivesFailedAttempts(String version) throws Exception {
        Set<Thread> before = threads();
        AtomicInteger attempts = new AtomicInteger();
        try (ServerSocket hangsUp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> hangUp(hangsUp, attempts));
            server.start();
            Map<String, String> properties = properties(
                    "tcp://127.0.0.1:1,tcp://127.0.0.1:" + hangsUp.getLocalPort(),
                    "protocol.version",
                    version,
                    "retry.backoff.ms",
                    "1",
                    "retry.backoff.max.ms",
                    "20");
            try (RunningTask task = new RunningTask(properties)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> attempts.get() >= 20);
                assertThat(newThreads(before)).hasSizeLessThan(20);
            }
        }
        awaitNoNewThread(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void stopsSoonWhileABrokerDoesNotAnswer(String version) throws Exception {
        Set<Thread> before = threads();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            RunningTask task = new RunningTask(
                    properties("tcp://127.0.0.1:" + silent.getLocalPort(), "protocol.version", version));
            silent.accept();
            long start = System.nanoTime();

            task.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
        awaitNoNewThread(before);
    }

    private static void publishUntilReceived(RunningTask task, Mosquitto broker) throws InterruptedException {
        try (Publisher publisher = new Publisher(broker.url())) {
            publisher.publish("threads/1", "x", 0);
            while (task.poll().isEmpty()) {
                publisher.publish("threads/1", "x", 0);
            }
        }
    }

    private static void hangUp(ServerSocket server, AtomicInteger attempts) {
        try {
            while (true) {
                server.accept().close();
                attempts.incrementAndGet();
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void awaitNoNewThread(Set<Thread> before) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
    }

    private static Set<String> newThreads(Set<Thread> before) {
        return threads().stream()
                .filter(thread -> !before.contains(thread))
                .map(thread -> thread.getId() + " " + thread.getName())
                .filter(name -> !name.contains("process reaper") && !name.contains("awaitility"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Thread> threads() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }
}
