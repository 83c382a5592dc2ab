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
 * Hides the end of a connection until the first byte is written, and reports when the reading or the writing thread
 * dies.
 *
 * <p>Paho starts its threads one by one, and then sends CONNECT. If the broker closes the connection before that, the
 * starting thread waits forever for a thread that has already ended
 * (github.com/eclipse-paho/paho.mqtt.java/issues/850). An exception that Paho does not expect ends its threads, and
 * Paho does not notice.
 */
final class HandshakeGuard {
    private final Consumer<Throwable> onDeath;
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile @Nullable IOException readFailure;
    private volatile boolean connected;
    private volatile long lastRead = System.nanoTime();

    /**
     * A guard that still hides the end of the connection.
     *
     * @param onDeath called with what has ended a thread of the client library, on that thread
     */
    HandshakeGuard(Consumer<Throwable> onDeath) {
        this.onDeath = onDeath;
    }

    /** Records that the network connection is established, including TLS. */
    void connected() {
        connected = true;
    }

    /** Whether the network connection was established. */
    boolean isConnected() {
        return connected;
    }

    /** How long nothing has come from the broker. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastRead);
    }

    /** Stops hiding the end: something was written, or the connection is closed. */
    void release() {
        released.countDown();
    }

    /** Waits until the end is no longer hidden; stops hiding it after {@code limit}. */
    void await(Duration limit) {
        if (!await(released, limit)) {
            release();
        }
    }

    /**
     * Waits until the broker has closed the connection, at most for {@code limit}; the client library has to go on reading
     * meanwhile. A socket that is closed while bytes wait to be read sends a reset, and then the broker may not read what
     * was written last.
     */
    void awaitEnd(Duration limit) {
        await(ended, limit);
    }

    private static boolean await(CountDownLatch latch, Duration limit) {
        try {
            return latch.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A stream whose end is hidden until the release. */
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

    /** A stream whose first write is the release. */
    OutputStream guarded(OutputStream out) {
        Watch watch = new Watch();
        return new FilterOutputStream(out) {
            @Override
            public void write(int b) throws IOException {
                watch.enter();
                releasing(() -> out.write(b));
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                watch.enter();
                releasing(() -> out.write(bytes, offset, length));
            }
        };
    }

    /** Why nothing can be written: the failure of a read, such as a TLS alert, or else that of the write. */
    IOException reason(IOException writeFailure) {
        IOException reason = readFailure;
        return reason == null ? writeFailure : reason;
    }

    private int held(Read read) throws IOException {
        int result;
        try {
            result = read.run();
            lastRead = System.nanoTime();
        } catch (IOException e) {
            readFailure = e;
            ended.countDown();
            awaitRelease();
            throw e;
        }
        if (result < 0) {
            ended.countDown();
            awaitRelease();
        }
        return result;
    }

    private void releasing(Write write) throws IOException {
        try {
            write.run();
        } catch (IOException e) {
            throw reason(e);
        } finally {
            release();
        }
    }

    private void awaitRelease() throws IOException {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before anything was sent");
        }
    }

    /** Watches the thread that uses a stream. */
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
