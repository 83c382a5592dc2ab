// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.gateway;

import io.tdconnect.tdengine.block.Cursor;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Assembles the gateway's answers from their parts, on a thread of the HTTP client, for the waiting thread. */
final class ResponseAssembler implements WebSocket.Listener {
    private static final int FIRST_BUFFER = 16 * 1024;
    private static final int LARGEST_FIRST_BUFFER = 4 * 1024 * 1024;
    /** There is one request at a time, and the next one while an answer is processed. */
    private static final int MOST_UNREAD = 4;

    private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
    private final int maxBytes;
    private final StringBuilder text = new StringBuilder();
    private byte[] binary = new byte[FIRST_BUFFER];
    private int length;
    private volatile @Nullable Loss loss;
    private volatile long lastData = System.nanoTime();
    private volatile long lastSign = lastData;

    /** Accepts messages of up to {@code maxBytes}. */
    ResponseAssembler(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Why no more answers will come.
     *
     * @param permanent whether another connection would fail in the same way
     */
    record Loss(String reason, boolean permanent) {}

    /** A binary answer. */
    static final class Frame {
        private final byte[] bytes;
        private final int length;

        Frame(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        /** The answer, at its first byte. */
        Cursor cursor() {
            return new Cursor(bytes, 0, length);
        }
    }

    /** The next answer, as String or {@link Frame}, or the {@link Loss}; null if none comes in time. */
    @Nullable
    Object poll(long nanos) throws InterruptedException {
        return queue.poll(nanos, TimeUnit.NANOSECONDS);
    }

    /** Why the connection was lost; null if it was not. */
    @Nullable
    Loss loss() {
        return loss;
    }

    /** When a part of an answer came last, by {@link System#nanoTime}. */
    long lastData() {
        return lastData;
    }

    /** When anything came last. */
    long lastSign() {
        return lastSign;
    }

    /** Ends the wait for an answer; false if the connection was lost before. */
    synchronized boolean lose(Loss reason) {
        if (loss != null) {
            return false;
        }
        loss = reason;
        queue.add(reason);
        return true;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        heardData();
        if (part.length() > maxBytes - text.length()) {
            return tooLong(socket);
        }
        text.append(part);
        if (last) {
            String whole = text.toString();
            text.setLength(0);
            return take(socket, whole);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
        heardData();
        int size = part.remaining();
        if (size > maxBytes - length) {
            return tooLong(socket);
        }
        if (size > binary.length - length) {
            int doubled = (int) Math.min(maxBytes, 2L * binary.length);
            binary = Arrays.copyOf(binary, Math.max(doubled, length + size));
        }
        part.get(binary, length, size);
        length += size;
        if (last) {
            Frame whole = new Frame(binary, length);
            // The next message probably has a similar length.
            binary = new byte[Math.min(LARGEST_FIRST_BUFFER, Math.max(FIRST_BUFFER, length))];
            length = 0;
            return take(socket, whole);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
        return heardSign(socket);
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        return heardSign(socket);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        lose(new Loss("the gateway closed it with status " + code + (reason.isEmpty() ? "" : ", " + reason), false));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        Throwable cause = error;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        lose(new Loss(cause.getMessage() == null ? cause.toString() : cause.getMessage(), false));
    }

    private @Nullable CompletionStage<?> take(WebSocket socket, Object answer) {
        if (queue.size() >= MOST_UNREAD) {
            lose(new Loss("Expected one answer of the gateway for each request, found more", true));
            socket.abort();
        } else {
            queue.add(answer);
            socket.request(1);
        }
        return null;
    }

    private @Nullable CompletionStage<?> tooLong(WebSocket socket) {
        lose(new Loss(
                "Expected a message that fits into the memory of this Java, found more than " + maxBytes
                        + " bytes: raise -Xmx",
                true));
        socket.abort();
        return null;
    }

    private void heardData() {
        lastSign = System.nanoTime();
        lastData = lastSign;
    }

    private @Nullable CompletionStage<?> heardSign(WebSocket socket) {
        lastSign = System.nanoTime();
        socket.request(1);
        return null;
    }
}
