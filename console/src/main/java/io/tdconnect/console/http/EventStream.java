// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to all pages that listen. A page that reads slowly gets the newest event only.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
public final class EventStream {
    static final String MEDIA_TYPE = "text/event-stream";

    private static final int MOST = 200;

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String last;

    /**
     * Sends an event to all pages, and to each later one at its start.
     *
     * @param data one line
     */
    public void publish(String name, String data) {
        String event = "event: " + name + "\ndata: " + data + "\n\n";
        last = event;
        listeners.forEach(listener -> listener.send(event));
    }

    /** Lets the pages see that there is a connection. */
    public void ping() {
        listeners.forEach(listener -> listener.send("event: ping\ndata: {}\n\n"));
    }

    /** Whether a page listens. */
    public boolean isHeard() {
        return !listeners.isEmpty();
    }

    /** Sends events to a page until it goes away. */
    void open(Response response, Callback ended) {
        if (listeners.size() >= MOST) {
            throw new ApiException(503, "busy", "Expected at most " + MOST + " open pages");
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, MEDIA_TYPE + "; charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Listener listener = new Listener(response, ended);
        listeners.add(listener);
        String first = last;
        listener.send(first == null ? "event: ping\ndata: {}\n\n" : first);
    }

    /** Ends all connections. */
    void close() {
        listeners.forEach(Listener::end);
    }

    private final class Listener implements Callback {
        private final Response response;
        private final Callback ended;
        private boolean writing;
        private @Nullable String next;

        Listener(Response response, Callback ended) {
            this.response = response;
            this.ended = ended;
        }

        void send(String event) {
            synchronized (this) {
                if (writing) {
                    next = event;
                    return;
                }
                writing = true;
            }
            write(event);
        }

        private void write(String event) {
            response.write(false, ByteBuffer.wrap(event.getBytes(StandardCharsets.UTF_8)), this);
        }

        @Override
        public void succeeded() {
            String following;
            synchronized (this) {
                following = next;
                next = null;
                writing = following != null;
            }
            if (following != null) {
                write(following);
            }
        }

        @Override
        public void failed(Throwable cause) {
            if (listeners.remove(this)) {
                ended.failed(cause);
            }
        }

        void end() {
            if (listeners.remove(this)) {
                ended.succeeded();
            }
        }
    }
}
