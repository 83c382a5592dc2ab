// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void findsDifferentPorts() {
        assertThat(Ports.free(20)).doesNotHaveDuplicates().allMatch(port -> port > 1024);
    }

    @Test
    void tellsWhetherAServerListens() throws IOException {
        int port = Ports.free();
        assertThat(Ports.accepts(port)).isFalse();

        try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.accepts(server.getLocalPort())).isTrue();
        }
    }

    @Test
    void startsAgainWhenAPortWasTaken() {
        AtomicInteger starts = new AtomicInteger();

        String server = Ports.startOnFreePorts(() -> {
            if (starts.incrementAndGet() < 3) {
                throw new StartFailedException("no", "java.net.BindException: Address already in use");
            }
            return "started";
        });

        assertThat(server).isEqualTo("started");
    }

    @Test
    void doesNotStartAgainAfterAnotherProblem() {
        AtomicInteger starts = new AtomicInteger();

        assertThatThrownBy(() -> Ports.startOnFreePorts(() -> {
                    starts.incrementAndGet();
                    throw new StartFailedException("bad setting", "unknown option");
                }))
                .hasMessageContainingAll("bad setting", "unknown option");
        assertThat(starts).hasValue(1);
    }
}
