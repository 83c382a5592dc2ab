// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.opcua.OpcUaServerOptions;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PollIT {
    private OpcUaTestServer server;

    @BeforeEach
    void start() {
        server = OpcUaTestServer.start(OpcUaServerOptions.defaults().withLimits(10, 7));
        server.addDoubles("p", 50);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyPointIsReadAtEachIntervalChangedOrNot() throws Exception {
        String[] names = IntStream.range(0, 50).mapToObj(i -> "p" + i).toArray(String[]::new);
        Map<String, String> properties = polling(server.url(), names);
        properties.put("poll.concurrent", "3");
        try (RunningTask task = new RunningTask(properties)) {
            task.awaitRecords(records -> records.size() >= 200);
            server.set("p49", 3.0);
            task.awaitValue("p49", 3.0);

            for (String name : names) {
                assertThat(task.values(name)).hasSizeGreaterThan(3);
            }
            assertThat(server.monitoredItems()).isZero();
        }
    }

    @Test
    void readingGoesOnAfterALinkLossAndAfterARestart() throws Exception {
        try (TcpProxy proxy = TcpProxy.to("127.0.0.1", server.port());
                RunningTask task = new RunningTask(polling("opc.tcp://127.0.0.1:" + proxy.port(), "p1"))) {
            task.awaitRecords(records -> records.size() >= 1);
            proxy.cut();
            server.set("p1", 1.0);
            task.awaitValue("p1", 1.0);

            server.stop();
            server.restart();
            server.set("p1", 2.0);
            task.awaitValue("p1", 2.0);
        }
    }

    private static Map<String, String> polling(String url, String... names) {
        Map<String, String> properties = RunningTask.properties(url, names);
        properties.put("mode", "poll");
        properties.put("poll.interval.ms", "50");
        return properties;
    }
}
