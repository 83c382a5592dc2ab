// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A server that takes connections, reads what is sent, and never answers. */
public final class SilentServer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final ServerSocket socket;

    /** Something that may block. */
    @FunctionalInterface
    public interface Call {
        void run() throws Exception;
    }

    /** Listens at any free port. */
    public SilentServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::accept, "silent-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Its port. */
    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        try (Socket connection = socket.accept()) {
            while (connection.getInputStream().read() >= 0) {
                asked.countDown();
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    /** Interrupts a call once it waits for the answer, and checks that its thread ends with an interruption. */
    public void assertFreesItsThread(Call call) throws InterruptedException {
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                call.run();
            } catch (Throwable e) {
                end.set(e);
            }
        });
        caller.setDaemon(true);
        caller.start();
        assertThat(asked.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                .as("a request; the call ended with %s", end)
                .isTrue();

        caller.interrupt();

        caller.join(LIMIT.toMillis());
        assertThat(caller.isAlive()).as("still waits").isFalse();
        assertThat(end.get()).isInstanceOf(InterruptedException.class);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
