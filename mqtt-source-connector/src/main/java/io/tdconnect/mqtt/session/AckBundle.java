// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Sends acknowledgements in bundles: those that are requested while the client library is about to write a packet
 * follow that packet in the same write.
 *
 * <p>Paho makes a system call for each acknowledgement, on a thread of its own. It still sends the first one of a
 * bundle, so that it stays in control of threads, flow and failures. Thread-safe.
 */
final class AckBundle {
    private static final byte PUBACK = 0x40;
    private static final int BYTES = 4;
    private static final int LARGEST = 65_536 * BYTES;

    private byte[] bytes = new byte[256 * BYTES];
    private int length;
    private boolean writeExpected;
    private boolean writing;

    /**
     * Adds the acknowledgement of a message of QoS 1.
     *
     * @return false if it was not added: the caller then sends it through the client library
     */
    synchronized boolean bundle(int packetId) {
        if (!writeExpected || length == LARGEST) {
            writeExpected = true;
            return false;
        }
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        // The same bytes in all versions: in MQTT 5 a missing reason code means success.
        bytes[length++] = PUBACK;
        bytes[length++] = 2;
        bytes[length++] = (byte) (packetId >> 8);
        bytes[length++] = (byte) packetId;
        return true;
    }

    /**
     * Waits until all acknowledgements are written to the network, at most for {@code limit}.
     *
     * @return whether they are written
     */
    synchronized boolean awaitWritten(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (writeExpected || writing) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A stream that appends the bundle to what was written since the last flush; Paho flushes at the end of each packet. */
    OutputStream appendTo(OutputStream out) {
        return new Bundled(out);
    }

    private synchronized void writeTo(ByteArrayOutputStream written) {
        writeExpected = false;
        writing = true;
        written.write(bytes, 0, length);
        length = 0;
    }

    private synchronized void written() {
        writing = false;
        notifyAll();
    }

    private final class Bundled extends OutputStream {
        private final OutputStream out;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        private Bundled(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            written.write(b);
        }

        @Override
        public void write(byte[] packet, int offset, int count) {
            written.write(packet, offset, count);
        }

        @Override
        public void flush() throws IOException {
            writeTo(written);
            try {
                written.writeTo(out);
                written.reset();
                out.flush();
            } finally {
                written();
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
