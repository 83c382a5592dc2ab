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
 * Whether something listens at one of several addresses, before a client of the protocol tries it: clients report a name
 * that is not known, a refused port and a silent host in the same words, or as a time-out.
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
     * Nothing is tried yet.
     *
     * @param option that holds the addresses
     * @param limit of all tries together
     */
    Reachability(String option, List<URI> addresses, Duration limit) {
        this.option = option;
        this.addresses = List.copyOf(addresses);
        this.each = limit.dividedBy(addresses.size() + 1L);
    }

    /** What the check waits for, to be said when its time is over. */
    String waitingFor() {
        return waitingFor;
    }

    /**
     * Returns if one of the addresses accepts a connection, or is reached by a proxy.
     *
     * @throws OptionException with the cause for the first address
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
     * Connects without a word.
     *
     * @param host name or address; of version 6 in brackets or without
     * @param limit how long connecting may take; it does not bound the search for the name
     * @throws UnreachableException which says why nothing is reached
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
