// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.gateway;

import io.tdconnect.tdengine.Encryption;
import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.GatewayProbe;
import io.tdconnect.tdengine.MalformedMessageException;
import io.tdconnect.tdengine.TlsCause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket connection with one request at a time.
 *
 * <p>A request fails when no part of its answer has come within the request time-out, and when the other side has not
 * answered pings within it. Any failure closes the connection. For use by one thread, except {@link #close}.
 */
final class GatewaySocket implements AutoCloseable {
    private static final long CLOSE_SECONDS = 1;
    private static final int PINGS_IN_TIMEOUT = 3;
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int AUTHENTICATION = 0x357;

    private final WebSocket socket;
    private final ResponseAssembler answers;
    private final String address;
    private final long timeoutNanos;
    private final AtomicBoolean closed = new AtomicBoolean();

    private GatewaySocket(WebSocket socket, ResponseAssembler answers, String address, Duration requestTimeout) {
        this.socket = socket;
        this.answers = answers;
        this.address = address;
        this.timeoutNanos = requestTimeout.toNanos();
    }

    /**
     * Connects.
     *
     * @param address of the other side, for messages; without secrets
     * @param maxBytes longest message to accept
     */
    static GatewaySocket open(Encryption tls, URI uri, String address, Timeouts timeouts, int maxBytes)
            throws GatewayException, InterruptedException {
        ResponseAssembler answers = new ResponseAssembler(maxBytes);
        CompletableFuture<WebSocket> opening = tls.http()
                .newWebSocketBuilder()
                .connectTimeout(timeouts.connect())
                .buildAsync(uri, answers);
        try {
            return new GatewaySocket(opening.get(), answers, address, timeouts.request());
        } catch (ExecutionException e) {
            throw refused(uri, address, tls, e.getCause(), timeouts.connect());
        } catch (InterruptedException e) {
            CompletableFuture<Void> unused = opening.thenAccept(WebSocket::abort);
            throw e;
        }
    }

    /** Limits of waiting. */
    record Timeouts(Duration connect, Duration request) {}

    /**
     * Sends a request and waits for its answer.
     *
     * @param atServer how long the server may take beyond the request time-out
     * @return the answer as String or {@link ResponseAssembler.Frame}
     */
    Object exchange(String request, Duration atServer) throws GatewayException, InterruptedException {
        try {
            send(socket.sendText(request, true));
            return await(atServer.toNanos());
        } catch (GatewayException | InterruptedException e) {
            close();
            throw e;
        }
    }

    /** Sends a request without an answer. */
    void sendOnly(String request) throws GatewayException, InterruptedException {
        try {
            send(socket.sendText(request, true));
        } catch (GatewayException | InterruptedException e) {
            close();
            throw e;
        }
    }

    /** Sends a request, so that the server can work on it until {@link #answer} takes the answer. */
    void begin(byte[] request) throws GatewayException, InterruptedException {
        try {
            send(socket.sendBinary(ByteBuffer.wrap(request), true));
        } catch (GatewayException | InterruptedException e) {
            close();
            throw e;
        }
    }

    /** Waits for the answer to {@link #begin}. */
    Object answer() throws GatewayException, InterruptedException {
        try {
            return await(0);
        } catch (GatewayException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private void send(CompletableFuture<WebSocket> sending) throws GatewayException, InterruptedException {
        try {
            sending.get(timeoutNanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            ResponseAssembler.Loss loss = answers.loss();
            throw loss == null ? lost(String.valueOf(e.getCause())) : failure(loss);
        } catch (TimeoutException e) {
            throw silent("does not take a request");
        }
    }

    private Object await(long atServer) throws GatewayException, InterruptedException {
        long asked = System.nanoTime();
        while (true) {
            Object answer = answers.poll(Math.min(timeoutNanos / PINGS_IN_TIMEOUT, LONGEST_PAUSE_NANOS));
            if (answer instanceof ResponseAssembler.Loss loss) {
                throw failure(loss);
            }
            if (answer != null) {
                return answer;
            }
            long now = System.nanoTime();
            long waited = now - asked;
            if (Math.min(waited - atServer, now - answers.lastData()) > timeoutNanos) {
                throw silent("does not answer");
            }
            if (Math.min(waited, now - answers.lastSign()) > timeoutNanos) {
                throw silent("gives no sign of life");
            }
            ping();
        }
    }

    // The client of Java 17 sometimes does not report that the other side closed the connection in the middle of a
    // message.
    private void ping() {
        CompletableFuture<WebSocket> unused = socket.sendPing(ByteBuffer.allocate(0))
                .whenComplete((sent, failure) -> {
                    if (failure instanceof IOException) {
                        answers.lose(new ResponseAssembler.Loss("it is broken: " + failure.getMessage(), false));
                    }
                });
    }

    /** Closes the connection; a request on which another thread waits fails. */
    @Override
    public void close() {
        // The waiting thread also closes, and must not interrupt the closing handshake of the thread that freed it.
        if (closed.getAndSet(true)) {
            return;
        }
        if (answers.lose(new ResponseAssembler.Loss("it was closed here", false))) {
            try {
                socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(CLOSE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                // The other side is gone or does not read.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        socket.abort();
    }

    private GatewayException failure(ResponseAssembler.Loss loss) {
        return loss.permanent() ? new MalformedMessageException(loss.reason()) : lost(loss.reason());
    }

    private GatewayException lost(String reason) {
        return new GatewayException(
                "Connection to " + address + " is lost: " + reason, GatewayException.CONNECTION, null);
    }

    private GatewayException silent(String what) {
        return new GatewayException(
                "Gateway " + address + ' ' + what + " within " + TimeUnit.NANOSECONDS.toMillis(timeoutNanos) + " ms",
                GatewayException.TIMEOUT,
                null);
    }

    private static GatewayException refused(
            URI uri, String address, Encryption tls, @Nullable Throwable failure, Duration timeout) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        int code = GatewayException.CONNECTION;
        String reason;
        if (cause instanceof WebSocketHandshakeException handshake) {
            int status = handshake.getResponse().statusCode();
            code = status == 401 || status == 403 ? AUTHENTICATION : code;
            reason = "expected a WebSocket, found HTTP status " + status;
        } else if (cause instanceof HttpTimeoutException) {
            reason = "no answer within " + timeout.toMillis() + " ms";
        } else {
            reason = reason(uri, tls, cause, timeout);
        }
        return new GatewayException("Cannot connect to " + address + ": " + reason, code, null);
    }

    private static String reason(URI uri, Encryption tls, @Nullable Throwable cause, Duration timeout) {
        String problem = TlsCause.of(cause, tls);
        if (problem == null && tls.on() && !(cause instanceof ConnectException)) {
            // A server that refuses the client's certificate may just close the connection.
            problem = GatewayProbe.cause(uri.getAuthority(), tls, timeout);
        }
        String message = cause == null ? null : cause.getMessage();
        return problem != null ? "found " + problem : message == null ? String.valueOf(cause) : message;
    }
}
