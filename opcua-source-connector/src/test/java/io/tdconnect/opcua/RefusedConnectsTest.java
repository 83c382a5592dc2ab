// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tdconnect.common.contract.OpenResources;
import io.tdconnect.opcua.session.OpcuaFailure;
import io.tdconnect.opcua.session.SessionFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that cannot be reached while a task tries again and again. */
@Timeout(120)
class RefusedConnectsTest {
    private static final int ATTEMPTS = 1_000;

    @Test
    void refusedConnectsLeaveThreadsAndDescriptorsWhereTheyWere() throws Exception {
        SessionFactory away = OpcuaWiring.sessions(new OpcuaSourceConfig(Map.of(
                "name", "n",
                "endpoint.url", "opc.tcp://127.0.0.1:" + closedPort(),
                "nodes", "ns=2;i=2::a")));
        connect(away, 10);
        OpenResources before = OpenResources.now();

        connect(away, ATTEMPTS);

        // Shorter than the threads of an unfinished attempt would wait for work.
        await().atMost(Duration.ofSeconds(10)).untilAsserted(before::assertStillThese);
    }

    private static void connect(SessionFactory away, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(away::open).isInstanceOf(OpcuaFailure.class);
        }
    }

    private static int closedPort() throws Exception {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }
}
