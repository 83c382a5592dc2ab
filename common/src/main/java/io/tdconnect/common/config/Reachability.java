// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a server listens at one of several addresses, before a client of the protocol connects: clients report
 * an unknown host name, a refused port and a silent host with the same message, or as a time-out.
 */
public final class Reachability {
    private static final Map<String, Integer> PORTS = Map.of(
            "http", 80, "ws", 80, "https", 443, "wss", 443, "tcp", 1883, "mqtt", 1883, "ssl", 8883, "mqtts", 8883,
            "opc.tcp", 4840);

    private final String option;
    private final List<URI> addresses;
    private final Duration each;
    private volatile String waitingFor = "no answer";

    /**
     * Does not connect yet.
     *
     * @param option the option with the addresses
     * @param limit time for all attempts together
     */
    Reachability(String option, List<URI> addresses, Duration limit) {
        this.option = option;
        this.addresses = List.copyOf(addresses);
        this.each = limit.dividedBy(addresses.size() + 1L);
    }

    /** What the check is waiting for, for the message when its time has passed. */
    String waitingFor() {
        return waitingFor;
    }

    /**
     * Returns if one of the addresses accepts a connection, or is reached through a proxy.
     *
     * @throws OptionException with the failure of the first address
     */
    void check() throws OptionException {
        OptionException first = null;
        for (URI address : addresses) {
            String problem = problem(address);
            if (problem == null) {
                return;
            }
            first = first == null ? new OptionException(option, problem) : first;
        }
        if (first != null) {
            throw first;
        }
    }

    private @Nullable String problem(URI address) {
        String host = address.getHost();
        if (host == null || byProxy(address)) {
            return null;
        }
        int port = address.getPort() >= 0
                ? address.getPort()
                : PORTS.getOrDefault(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT), 0);
        String place = host + ':' + port;
        try (Socket connected = connect(host, port, each, this::waitFor)) {
            waitFor(place
                    + " accepts connections, but gave no answer of the expected kind; is it another service, or is"
                    + " only one side set to TLS? No answer");
            return null;
        } catch (UnreachableException e) {
            return "Expected a server at " + place + ", found " + e.getMessage();
        } catch (IOException e) {
            return "Expected a server at " + place + ", found a connection that broke (" + e.getMessage() + ')';
        }
    }

    private void waitFor(String what) {
        waitingFor = what;
    }

    /**
     * Connects and sends nothing.
     *
     * @param host name or address; an IPv6 address may be in brackets
     * @param limit how long connecting may take, without the look-up of the name
     * @throws UnreachableException with the reason why no server is reached
     */
    public static Socket connect(String host, int port, Duration limit) throws UnreachableException {
        return connect(host, port, limit, step -> {});
    }

    private static Socket connect(String host, int port, Duration limit, Consumer<String> waitingFor)
            throws UnreachableException {
        Socket socket = new Socket();
        try {
            waitingFor.accept("no answer of the name service about " + host);
            InetAddress resolved = InetAddress.getByName(host.replaceAll("^\\[|]$", ""));
            waitingFor.accept("no answer to a connection at " + host + ':' + port);
            socket.connect(new InetSocketAddress(resolved, port), (int) Math.max(1, limit.toMillis()));
            return socket;
        } catch (IOException e) {
            close(socket);
            throw unreachable(host, limit, e);
        }
    }

    private static UnreachableException unreachable(String host, Duration limit, IOException cause) {
        if (cause instanceof UnknownHostException) {
            return new UnreachableException("no host of the name " + host + " (DNS)", false);
        }
        if (cause instanceof SocketTimeoutException) {
            return new UnreachableException(
                    "no answer to a connection within " + limit.toMillis() + " ms, as where a firewall drops packets",
                    true);
        }
        String what = cause instanceof ConnectException || cause instanceof NoRouteToHostException
                ? "nothing that listens there ("
                : "a connection that broke (";
        return new UnreachableException(what + cause.getMessage() + ')', false);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean byProxy(URI address) {
        if (!String.valueOf(address.getScheme()).startsWith("http")) {
            return false;
        }
        ProxySelector proxies = ProxySelector.getDefault();
        return proxies != null && proxies.select(address).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
    }
}
