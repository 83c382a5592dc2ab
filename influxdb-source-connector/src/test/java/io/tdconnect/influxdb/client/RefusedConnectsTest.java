// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tdconnect.common.contract.OpenResources;
import io.tdconnect.influxdb.InfluxSourceConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is away while a task tries again and again. */
@Timeout(120)
class RefusedConnectsTest {
    private static final int ATTEMPTS = 1_000;

    @Test
    void refusedConnectsLeaveThreadsAndDescriptorsWhereTheyWere() throws IOException {
        InfluxSourceConfig away = new InfluxSourceConfig(Map.of(
                "name", "n",
                "url", "http://127.0.0.1:" + closedPort(),
                "bucket", "plant",
                "begin.time", "2024-01-01T00:00:00Z"));
        connect(away, 10);
        OpenResources before = OpenResources.now();

        connect(away, ATTEMPTS);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(before::assertStillThese);
    }

    private static void connect(InfluxSourceConfig away, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> {
                        try (InfluxClient client =
                                new HttpInfluxClient(ConnectionOptions.from(away), SelectionOptions.from(away))) {
                            client.version();
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }
}
