// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds back the end of a connection until the first byte is written to it.
 *
 * <p>Paho starts its threads one by one, and then sends CONNECT. If the broker hangs up before, the starting thread waits
 * for ever for one that has already ended (github.com/eclipse-paho/paho.mqtt.java/issues/850).
 */
final class ConnectGate {
    private static final int BUFFER_BYTES = 32 * 1024;

    private final CountDownLatch opened = new CountDownLatch(1);

    private volatile @Nullable IOException readFailure;
    private volatile boolean connected;

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

    /** A stream whose end waits for the gate; buffered, since Paho reads byte by byte. */
    InputStream guard(InputStream in) {
        return new BufferedInputStream(guarded(in), BUFFER_BYTES);
    }

    private InputStream guarded(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                return held(super::read);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return held(() -> super.read(bytes, offset, length));
            }
        };
    }

    /** A stream whose first write opens the gate. */
    OutputStream guard(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int b) throws IOException {
                opening(() -> out.write(b));
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
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

    private interface Read {
        int run() throws IOException;
    }

    private interface Write {
        void run() throws IOException;
    }
}
