// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, readable while it arrives, with a limit for each wait. A slow reader slows the server down. For
 * one reader; {@link #close} is for any thread.
 */
final class BodyStream extends InputStream implements HttpResponse.BodySubscriber<BodyStream> {
    private static final int AHEAD = 2;

    private final Duration timeout;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;
    private boolean ended;

    /** A part of the body, or its end, which may be a failure. */
    private record Event(
            List<ByteBuffer> data, boolean end, @Nullable Throwable failure) {}

    BodyStream(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    public CompletionStage<BodyStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
        subscription = made;
        if (closed) {
            made.cancel();
        } else {
            made.request(AHEAD);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> data) {
        events.add(new Event(data, false, null));
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new Event(List.of(), true, failure));
    }

    @Override
    public void onComplete() {
        events.add(new Event(List.of(), true, null));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        while (true) {
            ByteBuffer next = buffers.peek();
            if (next != null && next.hasRemaining()) {
                int count = Math.min(most, next.remaining());
                next.get(into, from, count);
                return count;
            }
            if (next != null) {
                buffers.remove();
            } else if (ended) {
                return -1;
            } else {
                take();
            }
        }
    }

    private void take() throws IOException {
        Event event;
        try {
            event = events.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        if (event == null) {
            throw new HttpTimeoutException("nothing came within " + timeout.toMillis() + " ms");
        }
        if (event.failure != null) {
            throw new IOException(String.valueOf(event.failure.getMessage()), event.failure);
        }
        ended = event.end;
        buffers.addAll(event.data);
        Flow.Subscription current = subscription;
        if (!ended && current != null) {
            current.request(1);
        }
    }

    /** Drops the rest of the body; a waiting reader fails. */
    @Override
    public void close() {
        closed = true;
        Flow.Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
        onError(new IOException("it was closed here"));
    }
}
