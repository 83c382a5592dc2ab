// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds back the end of a connection until the first byte is written to it, and reports when a thread ends that reads from
 * it or writes to it.
 *
 * <p>Paho starts its threads one by one, and then sends CONNECT. If the broker hangs up before, the starting thread waits
 * for ever for one that has already ended (github.com/eclipse-paho/paho.mqtt.java/issues/850). An exception that Paho does
 * not expect ends its threads, and it does not notice.
 */
final class HandshakeGuard {
    private final Consumer<Throwable> onDeath;
    private final CountDownLatch opened = new CountDownLatch(1);

    private volatile @Nullable IOException readFailure;
    private volatile boolean connected;

    /**
     * A gate that is closed.
     *
     * @param onDeath takes what has ended a thread of the client library, on that thread
     */
    HandshakeGuard(Consumer<Throwable> onDeath) {
        this.onDeath = onDeath;
    }

    /** Notes that the network connection is made, with its TLS handshake. */
    void connected() {
        connected = true;
    }

    /** Whether the network connection was made. */
    boolean isConnected() {
        return connected;
    }

    /** Lets the end through: something was written, or the connection is closed. */
    void open() {
        opened.countDown();
    }

    /** Waits until the gate is open, or for {@code limit}. */
    void await(Duration limit) {
        try {
            if (!opened.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                open();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A stream whose end waits for the gate. */
    InputStream guarded(InputStream in) {
        Watch watch = new Watch();
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                watch.enter();
                return held(super::read);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                watch.enter();
                return held(() -> super.read(bytes, offset, length));
            }
        };
    }

    /** A stream whose first write opens the gate. */
    OutputStream guarded(OutputStream out) {
        Watch watch = new Watch();
        return new FilterOutputStream(out) {
            @Override
            public void write(int b) throws IOException {
                watch.enter();
                opening(() -> out.write(b));
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                watch.enter();
                opening(() -> out.write(bytes, offset, length));
            }
        };
    }

    /** Why nothing can be written: what was read, such as a TLS alert, or else the failure of the write. */
    IOException reason(IOException writeFailure) {
        IOException reason = readFailure;
        return reason == null ? writeFailure : reason;
    }

    private int held(Read read) throws IOException {
        int result;
        try {
            result = read.run();
        } catch (IOException e) {
            readFailure = e;
            awaitOpen();
            throw e;
        }
        if (result < 0) {
            awaitOpen();
        }
        return result;
    }

    private void opening(Write write) throws IOException {
        try {
            write.run();
        } catch (IOException e) {
            throw reason(e);
        } finally {
            open();
        }
    }

    private void awaitOpen() throws IOException {
        try {
            opened.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before anything was sent");
        }
    }

    /** Stands by the thread that uses a stream. */
    private final class Watch {
        private @Nullable Thread watched;

        private void enter() {
            Thread current = Thread.currentThread();
            if (current != watched) {
                watched = current;
                current.setUncaughtExceptionHandler((thread, failure) -> onDeath.accept(failure));
            }
        }
    }

    private interface Read {
        int run() throws IOException;
    }

    private interface Write {
        void run() throws IOException;
    }
}
