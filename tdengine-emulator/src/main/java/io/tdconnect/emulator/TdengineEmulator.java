// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.tdconnect.emulator.engine.Engine;
import io.tdconnect.emulator.engine.Hold;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Emulates TDengine and its gateway, on 127.0.0.1 only, and writes nothing to disk.
 *
 * <p>It speaks the WebSocket protocol of the JDBC driver ({@code jdbc:TAOS-WS}) and {@code POST /rest/sql}. It is not a
 * database: it knows only the statements that tests and the quickstart need.
 */
public final class TdengineEmulator implements AutoCloseable {
    /** The user of a new emulator. */
    public static final String USER = "root";

    /** The password of a new emulator. */
    public static final String PASSWORD = "taosdata";

    private static final int REBIND_ATTEMPTS = 1000;
    private static final long REBIND_PAUSE_NANOS = 10_000_000;
    private static final String HOST = "127.0.0.1";

    // A request is handled on its connection's own loop: handing it to another thread and back costs more than most
    // requests
    // take. There are enough loops for the connections of a test, so that one's heavy query does not hold up another.
    private static final int LOOPS = 16;

    private final EventLoopGroup acceptor = group(1, "emulator-accept");
    private final EventLoopGroup loops = group(LOOPS, "emulator");
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ServerBootstrap bootstrap = new ServerBootstrap();
    private final LongAdder discarded = new LongAdder();
    private final Engine engine;
    private final String login;
    private Channel listener;

    private TdengineEmulator(int port, String user, String password, Engine engine, boolean discarding) {
        this.engine = engine;
        login = "user=" + encoded(user) + "&password=" + encoded(password);
        bootstrap
                .group(acceptor, loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Gateway(engine, connections, discarding ? discarded : null));
        listener = listen(port);
    }

    /**
     * Starts an emulator with no databases and the user {@value #USER}.
     *
     * @param port to listen on, or 0 for any free port
     * @throws UncheckedIOException if the port is taken
     */
    public static TdengineEmulator start(int port) {
        return start(port, USER, PASSWORD);
    }

    /**
     * Starts an emulator with no databases.
     *
     * @param port to listen on, or 0 for any free port
     * @param user the only user at the start
     * @param password of the user
     * @throws UncheckedIOException if the port is taken
     */
    public static TdengineEmulator start(int port, String user, String password) {
        return start(port, user, password, Release.V3_3_7);
    }

    /**
     * Starts an emulator with no databases.
     *
     * @param port to listen on, or 0 for any free port
     * @param user the only user at the start
     * @param password of the user
     * @param release to imitate; the other methods use {@link Release#V3_3_7}
     * @throws UncheckedIOException if the port is taken
     */
    public static TdengineEmulator start(int port, String user, String password, Release release) {
        return new TdengineEmulator(port, user, password, new Engine(release, user, password), false);
    }

    /**
     * Starts an emulator that decodes inserts, bound or as text, and counts their rows instead of storing them, so that
     * a benchmark measures the client and not the emulator.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public static TdengineEmulator startDiscarding(int port) {
        return new TdengineEmulator(port, USER, PASSWORD, new Engine(Release.V3_3_7, USER, PASSWORD), true);
    }

    /**
     * Starts an emulator that answers as this version of the gateway.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public static TdengineEmulator startAsVersion(int port, String version) {
        Engine engine = new Engine(Release.V3_3_7, USER, PASSWORD, version);
        return new TdengineEmulator(port, USER, PASSWORD, engine, false);
    }

    /** Rows that were decoded and not stored. */
    public long discardedRows() {
        return discarded.sum();
    }

    private static EventLoopGroup group(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Channel listen(int port) {
        ChannelFuture bound = bootstrap
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .awaitUninterruptibly();
        if (bound.cause() instanceof IOException e) {
            throw new UncheckedIOException("Port " + port + " of " + HOST + " cannot be used: " + e.getMessage(), e);
        }
        return bound.syncUninterruptibly().channel();
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** The URL for the JDBC driver, with user and password and no database. */
    public String jdbcUrl() {
        return "jdbc:TAOS-WS://" + HOST + ":" + port() + "/?" + login;
    }

    /** Drops every connection, as a crash of the gateway would, and accepts new ones. */
    public void dropConnections() {
        connections.close().awaitUninterruptibly();
    }

    /** Stops accepting, drops every connection and listens again on the same port; the data is kept. */
    public void restart() {
        int port = port();
        listener.close().syncUninterruptibly();
        dropConnections();
        listener = listenAgain(port);
    }

    // The port of the closed listener becomes free when its selector releases it, which is not reported.
    private Channel listenAgain(int port) {
        for (int attempt = 1; ; attempt++) {
            try {
                return listen(port);
            } catch (UncheckedIOException e) {
                if (attempt == REBIND_ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(REBIND_PAUSE_NANOS);
            }
        }
    }

    /**
     * Removes everything written so far from the logs of subscriptions, as if it were older than WAL_RETENTION_PERIOD.
     */
    public void expireLogs() {
        engine.expireLogs();
    }

    /**
     * Keeps a transaction of a supertable open until the hold is closed; meanwhile its ALTERs are refused with 0x3d3.
     *
     * @throws IllegalArgumentException if there is no such supertable
     */
    public Hold holdTransaction(String database, String stable) {
        return held(() -> engine.holdTransaction(database, stable));
    }

    /**
     * Makes the gateway check ALTERs of a supertable against its present definition until the hold is closed: a column
     * that another connection has lengthened meanwhile is refused with 0x36f.
     *
     * @throws IllegalArgumentException if there is no such supertable
     */
    public Hold holdDefinition(String database, String stable) {
        return held(() -> engine.holdDefinition(database, stable));
    }

    private interface Holding {
        Hold begin() throws TdengineException;
    }

    private static Hold held(Holding holding) {
        try {
            return holding.begin();
        } catch (TdengineException e) {
            throw new IllegalArgumentException(e.text(), e);
        }
    }

    /** Stops and forgets all data. */
    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        dropConnections();
        acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
