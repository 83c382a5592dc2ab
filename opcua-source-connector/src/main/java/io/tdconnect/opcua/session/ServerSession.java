// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.session;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;

/** A session with a server. The protocol library reconnects by itself; {@link #away} is how long it has been trying. */
public final class ServerSession implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final OpcUaClient client;
    private final ExecutorService threads;
    private volatile long inactiveSince;
    private volatile long activeSince = System.nanoTime();

    private ServerSession(OpcUaClient client, ExecutorService threads) {
        this.client = client;
        this.threads = threads;
        client.addSessionActivityListener(new SessionActivityListener() {
            @Override
            public void onSessionActive(UaSession session) {
                activeSince = System.nanoTime();
                inactiveSince = 0;
            }

            @Override
            public void onSessionInactive(UaSession session) {
                inactiveSince = System.nanoTime();
            }
        });
    }

    /**
     * Starts the session of a client that is not connected.
     *
     * @param threads run the client, and end with the session
     */
    static ServerSession start(OpcUaClient client, ExecutorService threads, Duration limit)
            throws UaException, InterruptedException {
        ServerSession session = new ServerSession(client, threads);
        try {
            answer(client.connectAsync(), limit);
            answer(client.readNamespaceTableAsync(), limit);
            return session;
        } catch (UaException | InterruptedException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Waits for an answer. */
    public static <T> T answer(CompletableFuture<T> request, Duration limit) throws UaException, InterruptedException {
        try {
            return request.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw UaException.extract(e).orElseGet(() -> new UaException(StatusCodes.Bad_UnexpectedError, e));
        } catch (TimeoutException e) {
            throw new UaException(StatusCodes.Bad_Timeout, "no answer within " + limit.toMillis() + " ms", e);
        }
    }

    public OpcUaClient client() {
        return client;
    }

    /** How long the session has been disconnected; zero while it is connected. */
    public Duration away() {
        long since = inactiveSince;
        return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    /** How long the session has been connected since its last interruption. */
    public Duration present() {
        return connected() ? Duration.ofNanos(System.nanoTime() - activeSince) : Duration.ZERO;
    }

    /** Whether the session is connected. */
    public boolean connected() {
        return inactiveSince == 0;
    }

    /** Ends the session with all of its subscriptions. */
    @Override
    public void close() {
        try {
            answer(client.disconnectAsync(), CLOSE_LIMIT);
        } catch (UaException e) {
            // The server ends a session whose client has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    /** The timeout of a client's requests. */
    public static Duration requestTimeout(OpcUaClient client) {
        return Duration.ofMillis(client.getConfig().getRequestTimeout().longValue());
    }

    /** Milliseconds in the type of the protocol library. */
    static UInteger millis(Duration duration) {
        return uint(duration.toMillis());
    }
}
