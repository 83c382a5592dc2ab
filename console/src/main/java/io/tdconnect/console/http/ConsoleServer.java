// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The HTTP server of the console. */
public final class ConsoleServer implements AutoCloseable {
    private static final int MOST_THREADS = 60;
    private static final long IDLE_MILLIS = 45_000;
    private static final Duration CALL_LIMIT = Duration.ofSeconds(35);

    private final Server server;
    private final ServerConnector connector;
    private final ApiCalls calls;
    private final EventStream events;

    private ConsoleServer(Server server, ServerConnector connector, ApiCalls calls, EventStream events) {
        this.server = server;
        this.connector = connector;
        this.calls = calls;
        this.events = events;
    }

    /**
     * Starts to listen.
     *
     * @param address such as {@code http://127.0.0.1:8086}; port 0 lets the system choose
     * @param tls with the server's certificate, for https; null for http
     * @throws IllegalArgumentException if anybody would be let in from other machines
     * @throws Exception if the port is taken, for instance
     */
    public static ConsoleServer start(
            URI address,
            @Nullable SSLContext tls,
            Login login,
            boolean readOnly,
            List<RouteGroup> groups,
            EventStream events)
            throws Exception {
        if (login.isOpen() && !isLoopback(address.getHost())) {
            throw new IllegalArgumentException("expected tdconnect.console.auth=basic or proxy-header, since"
                    + " tdconnect.console.listeners=" + address
                    + " can be reached by other machines, found none; or listen on 127.0.0.1");
        }
        QueuedThreadPool pool = new QueuedThreadPool(MOST_THREADS, 2);
        pool.setName("tdconnect-console");
        pool.setDaemon(true);
        Server server = new Server(pool);
        Routes routes = new Routes();
        groups.forEach(group -> group.addTo(routes));
        ApiCalls calls = new ApiCalls(routes, readOnly, CALL_LIMIT);
        ServerConnector connector = connector(server, tls);
        connector.setHost(address.getHost().replaceAll("^\\[|]$", ""));
        connector.setPort(address.getPort());
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setHandler(new ConsoleHandler(login, calls, events));
        try {
            server.start();
        } catch (Exception e) {
            server.stop();
            calls.close();
            throw e;
        }
        return new ConsoleServer(server, connector, calls, events);
    }

    private static ServerConnector connector(Server server, @Nullable SSLContext tls) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // Names of connectors are parts of paths and may contain what is ambiguous there; each part is decoded by
        // itself.
        http.setUriCompliance(UriCompliance.DEFAULT.with(
                "names",
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
                UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER));
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        if (tls == null) {
            return new ServerConnector(server, 1, 1, plain);
        }
        http.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setSslContext(tls);
        return new ServerConnector(
                server, 1, 1, new SslConnectionFactory(context, HttpVersion.HTTP_1_1.asString()), plain);
    }

    private static boolean isLoopback(String host) throws UnknownHostException {
        return InetAddress.getByName(host.replaceAll("^\\[|]$", "")).isLoopbackAddress();
    }

    /** The port that it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        events.close();
        server.stop();
        calls.close();
    }
}
