// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** Forwards TCP connections to a server, so that a test can cut them independently of server and client. */
public final class TcpProxy implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final InetSocketAddress target;
    private final @Nullable SSLContext tls;
    private final boolean clientCertificates;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object thawed = new Object();
    private volatile ServerSocket listener;
    private volatile Thread acceptor;
    private volatile boolean frozen;
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong received = new AtomicLong();

    private TcpProxy(InetSocketAddress target, @Nullable SSLContext tls, boolean clientCertificates) {
        this.target = target;
        this.tls = tls;
        this.clientCertificates = clientCertificates;
        port = Ports.free();
        listener = listen();
        acceptor = accepting(listener);
    }

    /** Starts a proxy on a free port of 127.0.0.1. */
    public static TcpProxy to(String host, int port) {
        return new TcpProxy(new InetSocketAddress(host, port), null, false);
    }

    /** The same for clients with TLS; the connection to the server is without TLS. */
    public static TcpProxy decrypting(String host, int port, Certificates certificates) {
        return new TcpProxy(new InetSocketAddress(host, port), certificates.serving(), false);
    }

    /** The same for clients that have a certificate of the same authority; others are refused. */
    public static TcpProxy demanding(String host, int port, Certificates certificates) {
        return new TcpProxy(new InetSocketAddress(host, port), certificates.serving(), true);
    }

    /** The port to connect to instead of the server's. */
    public int port() {
        return port;
    }

    /** Cuts every connection without a shutdown; new ones are accepted. */
    public void cut() {
        sockets.forEach(TcpProxy::reset);
        sockets.clear();
    }

    /**
     * Forwards this many more bytes to clients, over all connections, and then cuts once: in the middle of a message.
     */
    public void cutAfter(long bytes) {
        left.set(bytes);
    }

    /** The number of bytes that clients have sent, after decryption if the proxy decrypts. */
    public long received() {
        return received.get();
    }

    /** Accepts connections but forwards nothing, so that nobody gets an answer, until {@link #thaw()}. */
    public void freeze() {
        frozen = true;
    }

    /** Forwards what has arrived meanwhile, and everything after it. */
    public void thaw() {
        synchronized (thawed) {
            frozen = false;
            thawed.notifyAll();
        }
    }

    /** Cuts every connection and refuses new ones until {@link #resume()}. */
    public void stop() {
        close(listener);
        try {
            // Until the thread has left its call, the system still takes connections.
            acceptor.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut();
    }

    /** Accepts connections again after {@link #stop()}. */
    public void resume() {
        listener = listen();
        acceptor = accepting(listener);
    }

    @Override
    public void close() {
        thaw();
        close(listener);
        cut();
    }

    private ServerSocket listen() {
        try {
            ServerSocketFactory sockets = tls == null ? ServerSocketFactory.getDefault() : tls.getServerSocketFactory();
            ServerSocket socket = sockets.createServerSocket(port, 50, InetAddress.getLoopbackAddress());
            if (socket instanceof SSLServerSocket secure) {
                secure.setNeedClientAuth(clientCertificates);
            }
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("Port " + port + " cannot be used", e);
        }
    }

    private Thread accepting(ServerSocket socket) {
        return start("proxy-accept", () -> accept(socket));
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                connect(from.accept(), from);
            } catch (IOException e) {
                // The listener was closed; the loop ends.
            }
        }
    }

    private void connect(Socket client, ServerSocket from) {
        Socket server = new Socket();
        sockets.add(client);
        sockets.add(server);
        try {
            server.connect(target, 5000);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            start("proxy-to-server", () -> copy(client, server, false));
            start("proxy-to-client", () -> copy(server, client, true));
            if (from.isClosed()) {
                reset(client);
                reset(server);
            }
        } catch (IOException e) {
            close(client);
            close(server);
        }
    }

    private void copy(Socket from, Socket to, boolean counted) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                awaitThaw();
                received.addAndGet(counted ? 0 : length);
                long before = counted ? left.getAndAdd(-length) : Long.MAX_VALUE;
                out.write(buffer, 0, (int) Math.max(0, Math.min(length, before)));
                if (before < length) {
                    left.set(Long.MAX_VALUE);
                    cut();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // One side has closed, so the other is closed as well.
        } finally {
            close(from);
            close(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void awaitThaw() throws InterruptedException {
        synchronized (thawed) {
            while (frozen) {
                thawed.wait();
            }
        }
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // closed already
        }
        close(socket);
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
