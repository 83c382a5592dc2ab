// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import io.tdconnect.tdengine.gateway.QueryConnection;
import io.tdconnect.tdengine.rest.RestConnection;
import io.tdconnect.tdengine.tmq.TmqClient;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An unreachable gateway while tasks retry. */
@Timeout(120)
class RefusedConnectsTest {
    // By three clients each.
    private static final int ATTEMPTS = 334;

    @Test
    void refusedConnectsLeaveThreadsAndDescriptorsWhereTheyWere() throws Exception {
        Gateway away = away();
        connectAll(away, 2);
        long threads = selectors();
        long descriptors = descriptors();

        connectAll(away, ATTEMPTS);

        assertThat(selectors()).as("threads").isLessThanOrEqualTo(threads);
        // Each client of its own has at least three.
        assertThat(descriptors()).as("descriptors").isLessThan(descriptors + ATTEMPTS / 2);
    }

    @Test
    void thereIsOneClientForEachKindOfEncryption() {
        for (Encryption kind : List.of(Encryption.NONE, Encryption.TLS, Encryption.TLS_UNVERIFIED)) {
            assertThat(kind.http()).isSameAs(kind.http());
        }
        assertThat(Encryption.TLS.http()).isNotSameAs(Encryption.TLS_UNVERIFIED.http());
    }

    private static void connectAll(Gateway away, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> TmqClient.connect(away)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> QueryConnection.connect(away)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> RestConnection.connect(away)).isInstanceOf(SQLException.class);
        }
    }

    private static Gateway away() throws Exception {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Gateway(
                    List.of("127.0.0.1:" + closed.getLocalPort()),
                    Encryption.NONE,
                    new Gateway.Login("root", new Password("secret")),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5));
        }
    }

    private static long selectors() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager"))
                .count();
    }

    private static long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }
}
