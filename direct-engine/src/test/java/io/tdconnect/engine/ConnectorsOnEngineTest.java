// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tdconnect.common.contract.OpenResources;
import io.tdconnect.csv.CsvSourceConnector;
import io.tdconnect.engine.EngineResult.Outcome;
import io.tdconnect.influxdb.InfluxSourceConnector;
import io.tdconnect.mqtt.MqttSourceConnector;
import io.tdconnect.opcua.OpcuaSourceConnector;
import io.tdconnect.tdengine.sink.TdengineSinkConnector;
import io.tdconnect.tdengine.source.TdengineSourceConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What connectors have to do on the engine as on a worker; their servers do not exist. Those for Kafka and for backups have
 * tests on the engine in their own modules.
 */
@Timeout(60)
class ConnectorsOnEngineTest {
    @TempDir
    private Path folder;

    private static Stream<Arguments> connectors() {
        return Stream.of(
                arguments(MqttSourceConnector.class, Map.of("broker.urls", "tcp://127.0.0.1:1", "topics", "a::1")),
                arguments(
                        InfluxSourceConnector.class,
                        Map.of("url", "http://127.0.0.1:1", "bucket", "b", "measurements", "m", "begin.time", "0")),
                arguments(
                        TdengineSourceConnector.class,
                        Map.of("connection.url", "jdbc:TAOS-WS://127.0.0.1:1", "topics", "t1,t2")),
                arguments(
                        OpcuaSourceConnector.class,
                        Map.of("endpoint.url", "opc.tcp://127.0.0.1:1", "nodes", "ns=2;i=2::a,ns=2;i=3::b")),
                arguments(CsvSourceConnector.class, Map.of("files", "none/*.csv", "watch", "true")),
                arguments(
                        TdengineSinkConnector.class, Map.of("connection.url", "http://127.0.0.1:1", "database", "d")));
    }

    @ParameterizedTest
    @MethodSource("connectors")
    void isFoundByItsNameAndRefusesAnEmptyConfiguration(Class<? extends Connector> type) {
        EngineHarness task = new EngineHarness(folder);
        boolean source = SourceConnector.class.isAssignableFrom(type);
        (source ? task.source : task.sink).put("connector.class", type.getSimpleName());

        assertThatThrownBy(task::start)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining((source ? "source: " : "sink: "))
                .hasMessageNotContaining("connector.class");
    }

    /** Without its server it may fail, but only as connectors fail; and it leaves nothing behind. */
    @ParameterizedTest
    @MethodSource("connectors")
    void stopsAtOnceAndLeavesNothingBehind(Class<? extends Connector> type, Map<String, String> options)
            throws InterruptedException {
        EngineHarness task = new EngineHarness(folder);
        boolean source = SourceConnector.class.isAssignableFrom(type);
        Map<String, String> config = source ? task.source : task.sink;
        config.putAll(options);
        config.computeIfPresent("files", (name, value) -> folder.resolve(value).toString());
        config.put("connector.class", type.getName());
        config.put("validate.connection", "false");
        config.put("validate.unknown.options", "false");
        config.put("retry.timeout.ms", "300");
        config.put("retry.backoff.ms", "50");
        task.stopTimeout = Duration.ofSeconds(1);
        task.trace().count = 0;
        task.trace().ends = false;
        OpenResources before = OpenResources.now();

        try (DirectEngine engine = task.start()) {
            engine.await(Duration.ofMillis(100));
            engine.stop();
            EngineResult result = engine.await();
            assertThat(result.outcome()).isNotEqualTo(Outcome.FINISHED);
            if (result.outcome() == Outcome.FAILED) {
                assertThat(result.cause()).isInstanceOf(KafkaException.class);
            }
        } catch (EngineException | ConfigException e) {
            // It asks its server, or looks for its files, when it starts.
            assertThat(e).hasMessageNotContaining("NullPointerException");
        }
        before.assertStillThese();
    }

    /** The same task on a worker stays idle. */
    @Test
    void aFileThatIsReadToItsEndFinishesTheTask() throws IOException, InterruptedException {
        EngineHarness task = new EngineHarness(folder);
        Path file = folder.resolve("meters.csv");
        Files.write(
                file,
                IntStream.rangeClosed(0, 1_000)
                        .mapToObj(i -> i == 0 ? "ts,v" : i + "," + i)
                        .toList());
        task.source.putAll(Map.of(
                "connector.class", CsvSourceConnector.class.getName(), "files", file.toString(), "watch", "false"));

        try (DirectEngine engine = task.start()) {
            assertThat(engine.await().outcome()).isEqualTo(Outcome.FINISHED);
        }

        assertThat(task.trace().put).hasSize(1_000);
        assertThat(task.trace().put.get(0).value()).isInstanceOfAny(Struct.class, HashMap.class, Map.class);
        Trace again = Trace.restart(task.name);
        try (DirectEngine engine = task.start()) {
            assertThat(engine.await().outcome()).isEqualTo(Outcome.FINISHED);
        }
        assertThat(again.put).isEmpty();
    }
}
