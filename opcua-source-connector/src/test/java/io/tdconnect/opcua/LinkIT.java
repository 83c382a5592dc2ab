// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tdconnect.common.contract.StoredOffsets;
import io.tdconnect.common.source.RecordBuffer;
import io.tdconnect.opcua.node.KnownPoints;
import io.tdconnect.opcua.point.PointShares;
import io.tdconnect.opcua.read.OpcuaMetrics;
import io.tdconnect.opcua.read.PointReader;
import io.tdconnect.opcua.read.ReadPosition;
import io.tdconnect.opcua.read.Reading;
import io.tdconnect.opcua.record.ReadingConverter;
import io.tdconnect.opcua.session.ServerLimits;
import io.tdconnect.opcua.session.ServerSession;
import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections, sessions and subscriptions that break while the server runs. */
@Timeout(120)
class LinkIT {
    @AutoClose
    private static final OpcUaTestServer server = OpcUaTestServer.start();

    @Test
    void whatChangesWhileTheLinkIsCutArrivesFromTheQueueOfTheServer() throws Exception {
        try (TcpProxy proxy = TcpProxy.to("127.0.0.1", server.port());
                RunningTask task = new RunningTask(queued(proxy.port()))) {
            task.awaitRecords(records -> records.size() >= 1);
            proxy.stop();
            for (int i = 1; i <= 30; i++) {
                server.set("Double", 100.0 + i);
            }
            Thread.sleep(3_000);
            server.set("Double", 131.0);
            proxy.resume();
            task.awaitValue("Double", 131.0);

            assertThat(task.values("Double"))
                    .containsAll(IntStream.rangeClosed(1, 31)
                            .mapToObj(i -> (100 + i) + ".0")
                            .toList());
            assertThat(task.metrics().overflows.sum()).isZero();
        }
    }

    // The length of an interruption matters only compared with the time for which the server keeps session and
    // subscriptions: the one above is shorter, and this one is longer.
    @Test
    void whatChangesWhileTheLinkIsAwayForLongerThanTheSessionIsFilledOrCounted() throws Exception {
        Set<Object> others = server.sessionIds();
        try (TcpProxy proxy = TcpProxy.to("127.0.0.1", server.port());
                RunningTask task = new RunningTask(impatient(proxy.port(), "Counter", "Double"))) {
            server.set("Counter", 0.5);
            task.awaitValue("Counter", 0.5);
            Set<Object> own = server.sessionIds();
            own.removeAll(others);
            proxy.stop();
            await().until(() -> Collections.disjoint(server.sessionIds(), own));
            for (int i = 1; i <= 30; i++) {
                server.set("Counter", 100.0 + i);
                server.set("Double", 100.0 + i);
            }
            proxy.resume();
            task.awaitValue("Double", 130.0);
            // Double has no history.
            task.awaitRecords(records -> task.metrics().gaps.sum() == 1
                    && task.values("Counter")
                            .containsAll(IntStream.rangeClosed(1, 30)
                                    .mapToObj(i -> (100 + i) + ".0")
                                    .toList()));

            assertThat(task.metrics().reconnects.sum()).isPositive();
        }
    }

    @Test
    void aLinkThatIsSilentlyDeadIsNoticed() throws Exception {
        try (TcpProxy proxy = TcpProxy.to("127.0.0.1", server.port());
                RunningTask task = new RunningTask(impatient(proxy.port(), "Double"))) {
            task.awaitRecords(records -> records.size() >= 1);
            proxy.freeze();
            server.set("Double", 8.0);
            task.awaitRecords(records -> !task.connected());
            proxy.thaw();

            task.awaitValue("Double", 8.0);
        }
    }

    @Test
    void aSubscriptionThatTheServerForgotIsMadeAnew() throws Exception {
        try (RunningTask task = new RunningTask(impatient(server.port(), "Double"))) {
            task.awaitRecords(records -> records.size() >= 1);
            server.dropSubscriptions();
            server.set("Double", 9.0);

            task.awaitValue("Double", 9.0);
            assertThat(task.metrics().reconnects.sum()).isEqualTo(1);
        }
    }

    @Test
    void aThreadThatDiesFailsTheTask() throws Exception {
        OpcuaSourceConfig config = new OpcuaSourceConfig(RunningTask.properties(server, "Double"));
        OpcuaMetrics metrics = new OpcuaMetrics();
        RecordBuffer<Reading> inbox = new RecordBuffer<>(10);
        ReadingConverter broken = new ReadingConverter() {
            @Override
            public void connected(KnownPoints known) {
                throw new IllegalArgumentException("a defect");
            }

            @Override
            public List<SourceRecord> convert(List<Reading> readings, ReadPosition.SourceOffset position) {
                return List.of();
            }
        };
        ReadPosition progress = ReadPosition.of(server.url(), new PointShares(1, 0), 0, StoredOffsets.ofEvery(null));
        try (SessionKeeper keeper = new SessionKeeper(
                OpcuaWiring.sessions(config),
                OpcuaWiring.plan(config, broken, progress, inbox, metrics),
                config.retry(),
                inbox,
                metrics)) {
            keeper.start();

            assertThatThrownBy(() -> inbox.poll(1, Duration.ofSeconds(30)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("a defect");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "poll"})
    void aReaderThatCannotHandOverSaysSo(String mode) throws Exception {
        Map<String, String> properties = RunningTask.properties(server, "Double");
        properties.put("mode", mode);
        OpcuaSourceConfig config = new OpcuaSourceConfig(properties);
        RecordBuffer<Reading> closed = new RecordBuffer<>(10);
        closed.close();
        OpcuaMetrics metrics = new OpcuaMetrics();
        ReadPosition progress = ReadPosition.of(server.url(), new PointShares(1, 0), 0, StoredOffsets.ofEvery(null));
        SessionKeeper.Plan plan =
                OpcuaWiring.plan(config, OpcuaWiring.converter(config, metrics), progress, closed, metrics);
        try (ServerSession session = OpcuaWiring.sessions(config).open();
                PointReader reader = plan.readers().open(session, ServerLimits.of(session.client(), plan.profile()))) {
            reader.readPoints(plan.catalog().points(session.client()));

            await().until(() -> reader.fault() != null);
        }
    }

    @Test
    void aTaskStopsWhileItIsConnecting() throws Exception {
        try (TcpProxy proxy = TcpProxy.to("127.0.0.1", server.port())) {
            proxy.freeze();
            RunningTask task = new RunningTask(RunningTask.properties("opc.tcp://127.0.0.1:" + proxy.port(), "Double"));
            task.poll();
            Thread closing = new Thread(task::close);
            closing.start();
            closing.join(Duration.ofSeconds(4).toMillis());

            assertThat(closing.isAlive()).isFalse();
        }
    }

    /** The server ends a session after two seconds, and the connector notices silence after four. */
    private static Map<String, String> impatient(int port, String... variables) {
        Map<String, String> properties = RunningTask.properties("opc.tcp://127.0.0.1:" + port, variables);
        properties.put("session.timeout.ms", "2000");
        properties.put("request.timeout.ms", "1000");
        properties.put("connect.timeout.ms", "1000");
        return properties;
    }

    private static Map<String, String> queued(int port) {
        Map<String, String> properties = RunningTask.properties("opc.tcp://127.0.0.1:" + port, "Double");
        properties.put("queue.size", "100");
        return properties;
    }
}
