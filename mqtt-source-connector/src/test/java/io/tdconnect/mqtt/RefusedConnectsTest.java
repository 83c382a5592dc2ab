// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tdconnect.common.contract.OpenResources;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.session.MqttFailure;
import io.tdconnect.mqtt.session.MqttSession;
import io.tdconnect.mqtt.session.PahoSessions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker that is away while a task tries again and again. */
@Timeout(120)
class RefusedConnectsTest {
    private static final int ATTEMPTS = 500;

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5.0"})
    void refusedConnectsLeaveThreadsAndDescriptorsWhereTheyWere(String version) throws IOException {
        URI broker = away();
        MqttSession.Factory sessions = PahoSessions.of(new Wiring(new MqttSourceConfig(Map.of(
                        "name", "n",
                        "broker.urls", broker.toString(),
                        "protocol.version", version,
                        "topics", "a::1",
                        "kafka.topic", "t")))
                .connection());
        connect(sessions, broker, 10);
        OpenResources before = OpenResources.now();

        connect(sessions, broker, ATTEMPTS);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(before::assertStillThese);
    }

    private static void connect(MqttSession.Factory sessions, URI broker, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> {
                        try (MqttSession session = sessions.create(broker, new Nobody())) {
                            session.connect();
                        }
                    })
                    .isInstanceOf(MqttFailure.class);
        }
    }

    private static URI away() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("tcp://127.0.0.1:" + closed.getLocalPort());
        }
    }

    private record Nobody() implements MqttSession.Listener {
        @Override
        public void received(MqttMessage message) {
            throw new IllegalStateException("Nobody is connected");
        }

        @Override
        public void lost(MqttFailure cause) {
            // The request that waits for an answer reports it.
        }
    }
}
