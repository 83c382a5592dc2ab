// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.opcua.OpcuaSourceConnector;
import io.tdconnect.tdengine.sink.TdengineSinkConnector;
import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.TdengineServer;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Values of an OPC UA server, which waits for nobody: what the queue on disk and the server's history have arrives. */
@Timeout(180)
class OpcuaCrashIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int VALUES = 2_000;
    private static final int QUEUED_BYTES = 40_000;

    @AutoClose
    private static final TdengineServer tdengine = TdengineServer.start();

    @AutoClose
    private static final OpcUaTestServer plant = OpcUaTestServer.start();

    @TempDir
    private Path folder;

    private final String database = tdengine.createDatabase("ns");

    @Test
    void everyValueArrivesWhenTheProcessIsKilledWhileTheTargetIsAway() throws Exception {
        try (TcpProxy proxy = TcpProxy.to(tdengine.host(), tdengine.port())) {
            DirectTask task = task(proxy.port());
            CompletableFuture<Void> changed;
            try (EngineProcess engine = EngineProcess.start(task)) {
                // Without a position in the offsets file, a start reads no history.
                awaiting().until(() -> rows() > 0);
                awaiting().until(() -> Files.exists(task.offsets()));
                proxy.stop();
                changed = CompletableFuture.runAsync(OpcuaCrashIT::change);
                awaiting().until(() -> queuedBytes() > QUEUED_BYTES || changed.isDone());
                engine.kill();
            }
            assertThat(changed).as("values change after the end").isNotDone();
            assertThat(rows()).isEqualTo(1);
            proxy.resume();
            try (EngineProcess engine = EngineProcess.start(task)) {
                awaiting().untilAsserted(() -> assertThat(rows()).isEqualTo(VALUES + 1));
                assertThat(engine.alive()).as(engine.log()).isTrue();
            }
            assertThat(changed).isCompleted();
        }
    }

    /** A thread of the client library may end with an error that it does not need: it logs by another version of slf4j. */
    private static ConditionFactory awaiting() {
        return await().dontCatchUncaughtExceptions().atMost(LIMIT);
    }

    /** About one in a millisecond, each once. */
    private static void change() {
        for (int i = 1; i <= VALUES; i++) {
            plant.set("Counter", (double) i);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private DirectTask task(int port) {
        return new DirectTask(
                "opcua-" + database,
                Map.of(
                        "connector.class",
                        OpcuaSourceConnector.class.getName(),
                        "endpoint.url",
                        plant.url(),
                        "nodes",
                        plant.node("Counter") + "::counter",
                        "kafka.topic",
                        "plant",
                        "publishing.interval.ms",
                        "100",
                        "queue.size",
                        String.valueOf(VALUES)),
                Map.of(
                        "connector.class",
                        TdengineSinkConnector.class.getName(),
                        "connection.url",
                        "http://" + tdengine.host() + ":" + port,
                        "connection.user",
                        tdengine.user(),
                        "connection.password",
                        tdengine.password(),
                        "database",
                        database,
                        "retry.timeout.ms",
                        "1000",
                        "retry.backoff.ms",
                        "50"),
                folder.resolve("offsets.json"),
                folder.resolve("queue"),
                1L << 30,
                null,
                1,
                Duration.ofSeconds(5));
    }

    private int rows() {
        return (int) tdengine.count(database + ".counter");
    }

    private long queuedBytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("queue"))) {
            return files.map(Path::toFile).mapToLong(file -> file.length()).sum();
        }
    }
}
