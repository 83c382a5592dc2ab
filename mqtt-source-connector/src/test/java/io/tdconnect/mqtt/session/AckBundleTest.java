// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AckBundleTest {
    private final AckBundle acks = new AckBundle();
    private final Wire wire = new Wire();
    private final OutputStream library = acks.appendTo(wire);

    @Test
    void theLibrarySendsTheFirstOne() throws IOException {
        assertThat(acks.bundle(1)).isFalse();

        write(0x40, 2, 0, 1);

        assertThat(wire.toByteArray()).containsExactly(0x40, 2, 0, 1);
        assertThat(acks.bundle(2)).isFalse();
    }

    @Test
    void whatPilesUpFollowsThePacketOfTheLibraryInOneWrite() throws IOException {
        acks.bundle(1);
        assertThat(acks.bundle(2)).isTrue();
        assertThat(acks.bundle(0xABCD)).isTrue();

        write(0x40, 2, 0, 1);

        assertThat(wire.toByteArray()).containsExactly(0x40, 2, 0, 1, 0x40, 2, 0, 2, 0x40, 2, (byte) 0xAB, (byte) 0xCD);
        assertThat(wire.writes).isEqualTo(1);
    }

    @Test
    void nothingComesBetweenThePartsOfAPacket() throws IOException {
        acks.bundle(1);
        acks.bundle(2);
        library.write(new byte[] {(byte) 0x82, 2});
        library.write(7);
        assertThat(wire.size()).isZero();
        library.write(8);

        library.flush();

        assertThat(wire.toByteArray()).containsExactly((byte) 0x82, 2, 7, 8, 0x40, 2, 0, 2);
    }

    @Test
    void holdsAWholeWindow() throws IOException {
        acks.bundle(0);
        for (int id = 1; id <= 65_535; id++) {
            assertThat(acks.bundle(id)).isTrue();
        }

        library.flush();

        assertThat(wire.size()).isEqualTo(65_535 * 4);
    }

    @Test
    void reportsWhetherAllAreWritten() throws IOException {
        assertThat(acks.awaitWritten(Duration.ZERO)).isTrue();
        acks.bundle(1);
        acks.bundle(2);
        assertThat(acks.awaitWritten(Duration.ofMillis(1))).isFalse();

        write(0x40, 2, 0, 1);

        assertThat(acks.awaitWritten(Duration.ZERO)).isTrue();
    }

    @Test
    @Timeout(30)
    void waitsForTheWriteOfAnotherThread() throws Exception {
        acks.bundle(1);
        CompletableFuture<Boolean> written = CompletableFuture.supplyAsync(() -> acks.awaitWritten(Duration.ofDays(1)));

        write(0x40, 2, 0, 1);

        assertThat(written.get()).isTrue();
    }

    private void write(int... bytes) throws IOException {
        for (int b : bytes) {
            library.write(b);
        }
        library.flush();
    }

    private static final class Wire extends ByteArrayOutputStream {
        private int writes;

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            writes++;
        }
    }
}
