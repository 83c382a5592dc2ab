// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.driver;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The driver's event loops, which show the channels that a thread registers with them.
 *
 * <p>Netty registers a channel on the thread that connects, after the driver's initializer is in its pipeline.
 */
final class DriverLoops extends AbstractEventExecutorGroup implements EventLoopGroup {
    private static final ThreadLocal<@Nullable Consumer<Channel>> VIEWER = new ThreadLocal<>();

    private final EventLoopGroup loops;

    DriverLoops(EventLoopGroup loops) {
        this.loops = loops;
    }

    /** Connects, and shows each channel that this thread registers meanwhile, before its registration. */
    static Connection during(Consumer<Channel> viewer, DriverTls.Connecting driver) throws SQLException {
        VIEWER.set(viewer);
        try {
            return driver.connect();
        } finally {
            VIEWER.remove();
        }
    }

    @Override
    public ChannelFuture register(Channel channel) {
        show(channel);
        return loops.register(channel);
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        show(promise.channel());
        return loops.register(promise);
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        show(channel);
        return loops.register(channel, promise);
    }

    private static void show(Channel channel) {
        Consumer<Channel> viewer = VIEWER.get();
        if (viewer != null) {
            viewer.accept(channel);
        }
    }

    @Override
    public EventLoop next() {
        return loops.next();
    }

    @Override
    public Iterator<EventExecutor> iterator() {
        return loops.iterator();
    }

    @Override
    public boolean isShuttingDown() {
        return loops.isShuttingDown();
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        return loops.shutdownGracefully(quietPeriod, timeout, unit);
    }

    @Override
    public Future<?> terminationFuture() {
        return loops.terminationFuture();
    }

    @Override
    @Deprecated
    public void shutdown() {
        loops.shutdown();
    }

    @Override
    public boolean isShutdown() {
        return loops.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return loops.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return loops.awaitTermination(timeout, unit);
    }
}
