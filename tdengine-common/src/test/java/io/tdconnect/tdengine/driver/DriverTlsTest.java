// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.taosdata.jdbc.utils.Utils;
import com.taosdata.jdbc.ws.WSClient;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without a driver that lets its TLS be replaced there is no connection. */
@Timeout(60)
class DriverTlsTest {
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicBoolean connected = new AtomicBoolean();

    @Test
    void aConnectionThatWasMadeByOtherMeansIsCut() {
        assertThatThrownBy(() -> DriverTls.open("localhost:1", SSLContext.getDefault(), this::connection))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("lets certificates be set")
                .hasMessageContaining("one that connects by other means");
        assertThat(closed).hasValue(1);
    }

    @Test
    void aChannelWithoutTlsIsNotConnected() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> DriverTls.open("localhost:1", SSLContext.getDefault(), () -> {
                        connected.set(connectsPlain(server.getLocalPort()));
                        return connection();
                    }))
                    .hasMessageContaining("by other means");

            assertThat(connected).isFalse();
        }
    }

    @Test
    void channelsOfOtherThreadsAreLeftAlone() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> DriverTls.open("localhost:1", SSLContext.getDefault(), () -> {
                        connected.set(CompletableFuture.supplyAsync(() -> connectsPlain(server.getLocalPort()))
                                .join());
                        return connection();
                    }))
                    .hasMessageContaining("by other means");

            assertThat(connected).isTrue();
        }
    }

    @Test
    void aDriverWithItsLoopsElsewhereIsNotAskedToConnect() throws Exception {
        Field field = Utils.class.getDeclaredField("eventLoopGroup");
        field.setAccessible(true);
        Class.forName(WSClient.class.getName());
        EventLoopGroup before = Utils.getEventLoopGroup();
        try {
            field.set(null, null);

            assertThatThrownBy(() -> DriverTls.open("localhost:1", SSLContext.getDefault(), () -> {
                        closed.set(99);
                        return connection();
                    }))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("lets certificates be set")
                    .hasMessageContaining("tls.*");
            assertThat(closed).hasValue(0);
        } finally {
            field.set(null, before);
        }
    }

    /** Whether a channel without TLS, as of a driver that does not heed its options, is connected. */
    private static boolean connectsPlain(int port) {
        ChannelFuture connecting = new Bootstrap()
                .group(Utils.getEventLoopGroup())
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        // Nothing to add.
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), port);
        boolean connected = connecting.awaitUninterruptibly(20_000) && connecting.isSuccess();
        connecting.channel().close().awaitUninterruptibly(20_000);
        return connected;
    }

    private Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                DriverTlsTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        closed.incrementAndGet();
                    }
                    return null;
                });
    }
}
