// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.driver;

import com.taosdata.jdbc.rs.ConnectionParam;
import com.taosdata.jdbc.utils.Utils;
import com.taosdata.jdbc.ws.WSClient;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslHandler;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Secures a connection of the driver with our own context.
 *
 * <p>The driver (3.7.9) uses the trust store of Java and no client certificate, and has no option for either. So this
 * class puts {@link DriverLoops} into its private field; they replace its TLS handler before the channel connects. If
 * that is not possible nothing is sent: the driver connects only after a check that it uses these loops.
 */
final class DriverTls {
    private static final String EXPECTED =
            "Expected a JDBC driver of TDengine that lets certificates be set (3.7.9), found ";

    private final String host;
    private final int port;
    private final SSLContext context;
    private volatile @Nullable SslHandler handler;

    private DriverTls(String host, int port, SSLContext context) {
        this.host = host;
        this.port = port;
        this.context = context;
    }

    /** Lets the driver connect. */
    @FunctionalInterface
    interface Connecting {
        /** Connects on the thread that calls it. */
        Connection connect() throws SQLException;
    }

    /**
     * A connection of the driver, secured by the context, which also decides about the check of the host.
     *
     * @param endpoint {@code host:port} to which it connects
     * @throws SQLException if it cannot connect, or not with this context
     */
    static Connection open(String endpoint, SSLContext context, Connecting driver) throws SQLException {
        int colon = endpoint.lastIndexOf(':');
        String host = endpoint.substring(0, colon).replaceAll("^\\[|]$", "");
        DriverTls tls = new DriverTls(host, Integer.parseInt(endpoint.substring(colon + 1)), context);
        checkUsed(installed());
        Connection connection = DriverLoops.during(tls::secure, driver);
        SslHandler handler = tls.handler;
        if (handler == null || !handler.handshakeFuture().isSuccess()) {
            DriverLink.cut(connection);
            throw refusal("one that connects by other means", null);
        }
        return connection;
    }

    private void secure(Channel channel) {
        channel.pipeline().addLast(new Exchange());
    }

    private SslHandler newHandler() {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return new SslHandler(engine);
    }

    /** Runs after the driver's initializer and removes itself. */
    private final class Exchange extends ChannelHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            SslHandler ofDriver = ctx.pipeline().get(SslHandler.class);
            if (ofDriver == null || ctx.channel().isActive()) {
                ChannelFuture unused = ctx.close();
                return;
            }
            SslHandler ours = newHandler();
            ctx.pipeline().replace(ofDriver, null, ours);
            ctx.pipeline().remove(this);
            handler = ours;
        }
    }

    private static synchronized DriverLoops installed() throws SQLException {
        try {
            // Creates the loops.
            Class.forName(WSClient.class.getName(), true, WSClient.class.getClassLoader());
            EventLoopGroup loops = Utils.getEventLoopGroup();
            if (loops instanceof DriverLoops ours) {
                return ours;
            }
            if (loops == null) {
                throw refusal("one with its loops elsewhere", null);
            }
            DriverLoops ours = new DriverLoops(loops);
            Field field = Utils.class.getDeclaredField("eventLoopGroup");
            field.setAccessible(true);
            field.set(null, ours);
            return ours;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw refusal("one whose loops cannot be set", e);
        }
    }

    private static void checkUsed(DriverLoops loops) throws SQLException {
        Properties nowhere = new Properties();
        nowhere.putAll(Map.of("host", "localhost", "port", "1", "user", "nobody", "password", "nothing"));
        EventLoopGroup used;
        try {
            WSClient client = new WSClient(URI.create("wss://localhost:1/ws"), ConnectionParam.getParamWs(nowhere));
            Method bootstrap = WSClient.class.getDeclaredMethod("createBootstrap");
            bootstrap.setAccessible(true);
            used = ((Bootstrap) bootstrap.invoke(client)).config().group();
        } catch (SQLException | ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw refusal("one that does not show how it connects", e);
        }
        if (used != loops) {
            throw refusal("one that uses other loops", null);
        }
    }

    private static SQLException refusal(String found, @Nullable Throwable cause) {
        return new SQLException(
                EXPECTED + found
                        + "; without tls.* the trust store of the worker's Java (javax.net.ssl.trustStore) is used",
                cause);
    }
}
