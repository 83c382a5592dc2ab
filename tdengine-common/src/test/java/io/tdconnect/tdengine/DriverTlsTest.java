// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.taosdata.jdbc.utils.Utils;
import com.taosdata.jdbc.ws.WSClient;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A driver that does not let its connections be secured gets none. */
@Timeout(60)
class DriverTlsTest {
    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void aConnectionThatWasMadeByOtherMeansIsCut() {
        assertThatThrownBy(() -> DriverTls.open("localhost:1", SSLContext.getDefault(), this::connection))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("lets certificates be set")
                .hasMessageContaining("one that connects by other means");
        assertThat(closed).hasValue(1);
    }

    @Test
    void aChannelWithoutTlsSendsNothing() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> received = CompletableFuture.supplyAsync(() -> bytes(server));

            assertThatThrownBy(() -> DriverTls.open("localhost:1", SSLContext.getDefault(), () -> {
                        connectPlain(server.getLocalPort());
                        return connection();
                    }))
                    .isInstanceOf(SQLException.class);

            try (Socket last = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
                assertThat(last.isConnected()).isTrue();
            }
            assertThat(received.get(20, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void channelsOfOtherThreadsAreLeftAlone() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> received = CompletableFuture.supplyAsync(() -> bytes(server));

            assertThatThrownBy(() -> DriverTls.open("localhost:1", SSLContext.getDefault(), () -> {
                        CompletableFuture.runAsync(() -> connectPlain(server.getLocalPort()))
                                .join();
                        return connection();
                    }))
                    .hasMessageContaining("by other means");

            assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo(1);
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

    private static void connectPlain(int port) {
        new Bootstrap()
                .group(Utils.getEventLoopGroup())
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        // Without TLS, as a driver that does not heed its options.
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), port)
                .awaitUninterruptibly()
                .channel()
                .writeAndFlush(Unpooled.copiedBuffer(new byte[] {1}))
                .awaitUninterruptibly()
                .channel()
                .close();
    }

    /** What arrives on the first connection. */
    private static int bytes(ServerSocket server) {
        try (Socket client = server.accept()) {
            client.setSoTimeout(5_000);
            return client.getInputStream().readAllBytes().length;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
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
