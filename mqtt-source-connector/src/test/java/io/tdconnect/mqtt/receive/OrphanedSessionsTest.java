// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.mqtt.message.Messages;
import io.tdconnect.mqtt.message.TopicFilter;
import io.tdconnect.mqtt.receive.DeliveryOptions.BufferPolicy;
import io.tdconnect.mqtt.session.FakeMqttSession;
import io.tdconnect.mqtt.session.MqttFailure;
import io.tdconnect.mqtt.session.MqttSession;
import io.tdconnect.mqtt.session.SubscriptionOptions.RetainedPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrphanedSessionsTest {
    private final Map<Integer, FakeMqttSession.Broker> kept = new TreeMap<>();
    private final List<Integer> ended = new CopyOnWriteArrayList<>();
    private final MqttMetrics metrics = new MqttMetrics();
    private final MessageBuffer buffer = new MessageBuffer(
            new DeliveryOptions(1_000, Duration.ofMinutes(5), 10, 1_000_000, BufferPolicy.BLOCK),
            Duration.ofSeconds(1),
            metrics);
    private final OrphanedSessions orphans = new OrphanedSessions(
            new Sessions(),
            2,
            new OrphanedSessions.Timing(Duration.ofMillis(5), Duration.ofMillis(200)),
            buffer,
            metrics);

    @AfterEach
    void close() {
        buffer.close();
        orphans.close();
    }

    @Test
    void emptiesAndEndsAllSessions() throws Exception {
        FakeMqttSession.Broker second = keep(2);
        keep(3);
        second.onConnect = session -> session.deliver("left", 1, 10);
        orphans.start();

        List<ReceivedMessage> waiting = new ArrayList<>();
        while (waiting.isEmpty()) {
            waiting.addAll(buffer.poll(10, Duration.ofMillis(100)));
        }
        assertThat(Messages.text(waiting.get(0))).isEqualTo("left");
        assertThat(ended).isEmpty();
        waiting.get(0).ack().acknowledge();

        await().untilAsserted(() -> assertThat(ended).containsExactly(2, 3, 4));
        FakeMqttSession session = second.connected.get(0);
        assertThat(session.unsubscribed).contains("site/#", "$share/g/site/#");
        assertThat(session.acknowledged).containsExactly(10);
        assertThat(session.closed).isTrue();
    }

    /** Its filters are in no offset: what comes shows them. */
    @Test
    void unsubscribesFromUnknownFiltersOfTheSession() throws Exception {
        FakeMqttSession.Broker second = keep(2);
        AtomicInteger packetId = new AtomicInteger();
        second.onConnect = session -> publishUntilGivenUp(session, packetId);
        orphans.start();

        while (ended.isEmpty()) {
            buffer.poll(10, Duration.ofMillis(50))
                    .forEach(received -> received.ack().acknowledge());
        }

        assertThat(second.connected.get(0).unsubscribed).contains("site/1", "site/+", "$share/g/+/1");
    }

    private static void publishUntilGivenUp(FakeMqttSession session, AtomicInteger packetId) {
        Thread publisher = new Thread(() -> {
            while (!session.unsubscribed.contains("site/1")) {
                session.deliver("again", 1, packetId.incrementAndGet());
                LockSupport.parkNanos(20_000_000);
            }
        });
        publisher.setDaemon(true);
        publisher.start();
    }

    @Test
    void triesAgainAfterAFailure() {
        keep(2).refusals.add(MqttFailure.noAnswer(URI.create("tcp://broker:1883"), 1));

        orphans.start();

        await().untilAsserted(() -> assertThat(ended).containsExactly(2, 3));
    }

    private FakeMqttSession.Broker keep(int task) {
        FakeMqttSession.Broker broker = new FakeMqttSession.Broker();
        broker.resumesTheFirst = true;
        kept.put(task, broker);
        return broker;
    }

    private final class Sessions implements OrphanedSessions.Sessions {
        @Override
        public SessionPlan plan(int task) {
            List<TopicFilter> filters = List.of(TopicFilter.parse("$share/g/site/#::1"));
            return new SessionPlan(
                    "client-" + task,
                    List.of(URI.create("tcp://broker:1883")),
                    new Subscriptions(List.of(), filters, null, "g"),
                    RetainedPolicy.KEEP,
                    false,
                    Duration.ofMinutes(1),
                    Duration.ofMillis(100));
        }

        @Override
        public MqttSession.Factory resuming(int task) {
            return kept.getOrDefault(task, new FakeMqttSession.Broker());
        }

        @Override
        public MqttSession.Factory ending(int task) {
            return (broker, listener) -> {
                ended.add(task);
                return new FakeMqttSession.Broker().create(broker, listener);
            };
        }
    }
}
