// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tdconnect.common.contract.StoredOffsets;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.session.FakeMqttSession;
import io.tdconnect.mqtt.session.MqttFailure;
import io.tdconnect.mqtt.sparkplug.Sparkplug;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.eclipse.tahu.message.model.MetricDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MqttSourceTaskTest {
    private static final URI BROKER = URI.create("tcp://broker:1883");

    private final FakeMqttSession.Broker broker = new FakeMqttSession.Broker();
    private final MqttSourceTask task = new MqttSourceTask();

    @AfterEach
    void stop() {
        task.stop();
    }

    @Test
    void acknowledgesOnlyWhatKafkaHas() throws Exception {
        start(Map.of());
        FakeMqttSession session = connection(1);
        session.deliver("a", 1, 10);
        session.deliver("b", 1, 11);

        List<SourceRecord> records = take(2);
        assertThat(session.acknowledged).isEmpty();
        task.commitRecord(records.get(0), null);

        assertThat(session.acknowledged).containsExactly(10);
    }

    @Test
    void subscribesBeforeTheFirstMessageAndNotAgainInAResumedSession() {
        start(Map.of("topics", "a::0,b::2"));
        FakeMqttSession first = connection(1);
        await().until(() -> first.subscribed.size() == 2);

        first.lose();
        FakeMqttSession second = connection(2);

        assertThat(second.subscribed).isEmpty();
        assertThat(first.closed).isTrue();
    }

    @Test
    void subscribesAgainWhenTheBrokerForgotTheSession() {
        broker.keepsSessions = false;
        start(Map.of());
        connection(1).lose();

        FakeMqttSession second = connection(2);

        await().until(() -> second.subscribed.size() == 1);
    }

    @Test
    void skipsRetainedMessagesAndAcknowledgesThem() throws Exception {
        start(Map.of("retained.messages", "skip"));
        FakeMqttSession session = connection(1);

        session.listener.received(new MqttMessage("site/1", new byte[0], 1, true, false, 10, 0, null, null));
        session.deliver("live", 1, 11);

        assertThat(take(1)).extracting(SourceRecord::key).containsExactly("site/1");
        assertThat(session.acknowledged).containsExactly(10);
    }

    @Test
    void keepsMessagesThatTheBrokerCallsDuplicates() throws Exception {
        start(Map.of());

        connection(1).listener.received(new MqttMessage("site/1", new byte[0], 1, false, true, 10, 0, null, null));

        assertThat(take(1)).hasSize(1);
    }

    @Test
    void showsItsMetricsByJmx() throws Exception {
        start(Map.of());
        connection(1).deliver("a", 1, 10);
        List<SourceRecord> records = take(1);

        assertThat(figure("received")).isEqualTo(1L);
        assertThat(figure("unacknowledged")).isEqualTo(1L);
        task.commitRecord(records.get(0), null);
        assertThat(figure("acknowledged")).isEqualTo(1L);
        assertThat(figure("connected")).isEqualTo(1L);
        connection(1).lose();
        connection(2);
        await().untilAsserted(() -> assertThat(figure("reconnects")).isEqualTo(1L));
    }

    private static Object figure(String name) throws JMException {
        return ManagementFactory.getPlatformMBeanServer()
                .getAttribute(new ObjectName("io.tdconnect:type=mqtt-source,connector=\"meters\",task=\"0\""), name);
    }

    @Test
    void acknowledgementsDoNotReachAnotherConnection() throws Exception {
        start(Map.of());
        FakeMqttSession first = connection(1);
        first.deliver("a", 1, 10);
        SourceRecord record = take(1).get(0);
        first.lose();
        FakeMqttSession second = connection(2);
        second.deliver("a", 1, 10);

        task.commitRecord(record, null);
        assertThat(first.acknowledged).isEmpty();
        assertThat(second.acknowledged).isEmpty();
        task.commitRecord(take(1).get(0), null);

        assertThat(second.acknowledged).containsExactly(10);
    }

    @Test
    void failsOnABadMessageAfterWhatCameBeforeIt() throws Exception {
        start(Map.of("payload.format", "json", "kafka.topic", "meters"));
        FakeMqttSession session = connection(1);
        session.deliver("[1,2]", 1, 10);
        session.deliver("{", 1, 11);

        List<SourceRecord> records = take(2);

        assertThatThrownBy(() -> take(1)).isInstanceOf(ConnectException.class).hasMessageContaining("on.error");
        records.forEach(record -> task.commitRecord(record, null));
        assertThat(session.acknowledged).containsExactly(10);
    }

    @Test
    void skipsBadMessagesWithoutHoldingUpTheOthers() throws Exception {
        start(Map.of("payload.format", "json", "on.error", "skip"));
        FakeMqttSession session = connection(1);
        session.deliver("{", 1, 10);
        session.deliver("[]", 1, 11);
        session.deliver("{}", 1, 12);

        task.commitRecord(take(1).get(0), null);

        assertThat(session.acknowledged).containsExactly(10, 11, 12);
    }

    @Test
    void asksAnEdgeNodeForItsBirths() throws Exception {
        start(Map.of("payload.format", "sparkplug-b", "topics", "spBv1.0/#::0"));
        FakeMqttSession session = connection(1);
        byte[] data = Sparkplug.payload(0, Sparkplug.aliased(5, MetricDataType.Float, 2f));
        session.listener.received(new MqttMessage("spBv1.0/g/NDATA/n", data, 0, false, false, 0, 1, null, null));

        take(1);

        assertThat(session.published).containsExactly("spBv1.0/g/NCMD/n");
    }

    @Test
    void connectsAgainOnlyWhenEverythingWasTaken() throws Exception {
        start(Map.of());
        FakeMqttSession first = connection(1);
        first.deliver("a", 1, 10);
        first.lose();
        await().until(() -> first.closed);

        assertThat(take(1)).hasSize(1);

        connection(2);
    }

    @Test
    void retriesABrokerThatIsDown() {
        broker.refusals.add(MqttFailure.noAnswer(BROKER, 1));
        broker.refusals.add(MqttFailure.noAnswer(BROKER, 1));

        start(Map.of());

        connection(1);
        assertThat(broker.created).hasSize(3);
        await().untilAsserted(() -> assertThat(broker.created.subList(0, 2)).allMatch(session -> session.closed));
    }

    @Test
    void triesTheNextBroker() {
        broker.refusals.add(MqttFailure.noAnswer(BROKER, 1));

        start(Map.of("broker.urls", "tcp://one:1883,mqtts://two:8883"));

        assertThat(connection(1).address).isEqualTo(URI.create("ssl://two:8883"));
    }

    @Test
    void failsAtOnceOnAWrongPassword() {
        broker.refusals.add(MqttFailure.refused(BROKER, 5, true));

        start(Map.of());

        await().untilAsserted(() -> assertThatThrownBy(task::poll)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("change password"));
    }

    @Test
    void failsAfterTheDeadline() {
        for (int i = 0; i < 1000; i++) {
            broker.refusals.add(MqttFailure.noAnswer(BROKER, 1));
        }

        start(Map.of("retry.timeout.ms", "50"));

        await().untilAsserted(() -> assertThatThrownBy(task::poll)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("retry.timeout.ms")
                .hasMessageContaining("broker:1883"));
    }

    @Test
    void renewsAConnectionWhoseMessagesAreNotConfirmed() throws Exception {
        start(Map.of("unacked.timeout.ms", "1000"));
        FakeMqttSession first = connection(1);
        first.deliver("a", 1, 10);

        take(1);

        connection(2);
        assertThat(first.closed).isTrue();
    }

    @Test
    void pollReturnsNothingWithinASecond() throws Exception {
        start(Map.of());
        long before = System.nanoTime();

        assertThat(task.poll()).isNull();

        assertThat(System.nanoTime() - before).isLessThan(1_500_000_000L);
    }

    @Test
    void stopsWhileTheBrokerIsDownAndMayBeStoppedTwice() throws Exception {
        for (int i = 0; i < 1000; i++) {
            broker.refusals.add(MqttFailure.noAnswer(BROKER, 1));
        }
        start(Map.of("retry.backoff.ms", "30000"));
        await().until(() -> !broker.created.isEmpty());

        task.stop();
        task.stop();

        assertThat(task.poll()).isNull();
    }

    @Test
    void stopsWithoutHavingStarted() {
        new MqttSourceTask().stop();
    }

    private void start(Map<String, String> changes) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "name", "meters",
                "broker.urls", "tcp://broker:1883",
                "topics", "site/+::1",
                "retry.backoff.ms", "5"));
        properties.putAll(changes);
        task.initialize(StoredOffsets.ofEvery(null));
        task.start(new MqttSourceConfig(properties), broker);
    }

    private FakeMqttSession connection(int number) {
        await().until(() -> broker.connected.size() >= number);
        return broker.connected.get(number - 1);
    }

    private List<SourceRecord> take(int count) throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        while (records.size() < count) {
            List<SourceRecord> polled = task.poll();
            records.addAll(polled == null ? List.of() : polled);
        }
        return records;
    }
}
