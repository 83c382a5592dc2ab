// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.driver;

import com.taosdata.jdbc.ws.Transport;
import com.taosdata.jdbc.ws.WSClient;
import com.taosdata.jdbc.ws.WSConnection;
import com.taosdata.jdbc.ws.WSConnectionManager;
import io.netty.channel.Channel;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The network connection below a connection of the driver.
 *
 * <p>In the driver (3.7.9) a request waits for its time-out even if the network has reported the loss of the connection,
 * and {@code close} waits without limit while the other side does not read. It has no method against either, so this
 * class reads its private fields; if they are missing, only the time-out notices a loss.
 */
public final class DriverLink {
    private static final long CUT_LIMIT_MILLIS = 1_000;

    private static final @Nullable Field TRANSPORT = field(WSConnection.class, "transport");
    private static final @Nullable Field CONNECTIONS = field(Transport.class, "connectionManager");
    private static final @Nullable Field CHANNEL = field(WSClient.class, "channel");

    private DriverLink() {}

    /** Whether the network has reported the loss of the connection; sends nothing. */
    public static boolean isLost(Connection connection) {
        return read(TRANSPORT, connection) instanceof Transport transport && transport.isConnectionLost();
    }

    /**
     * Cuts a connection without a closing handshake; waiting requests fail. For any thread.
     *
     * @throws SQLException if the driver fails to close it
     */
    public static void cut(Connection connection) throws SQLException {
        if (!(read(TRANSPORT, connection) instanceof Transport transport)) {
            connection.close();
            return;
        }
        if (read(CONNECTIONS, transport) instanceof WSConnectionManager connections
                && read(CHANNEL, connections.getCurrentClient()) instanceof Channel channel) {
            channel.close().awaitUninterruptibly(CUT_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        }
        transport.close();
    }

    private static @Nullable Field field(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static @Nullable Object read(@Nullable Field field, Object owner) {
        try {
            return field != null && field.getDeclaringClass().isInstance(owner) ? field.get(owner) : null;
        } catch (IllegalAccessException e) {
            return null;
        }
    }
}
