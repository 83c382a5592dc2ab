// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import com.taosdata.jdbc.ws.WebSocketDriver;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.types.Password;

/**
 * Opens WebSocket connections to TDengine.
 *
 * <p>They do not reconnect by themselves: after a failure that is {@link ErrorClass#RETRIABLE} the owner closes its
 * connection and opens a new one. Names in SQL carry their database, since a connection has none. Safe for use by several
 * threads; a connection is not.
 */
public final class TdengineConnections {
    private static final String MASK = "****";

    private final String endpoints;
    private final String user;
    private final Password password;
    private final Duration connectTimeout;
    private final Duration requestTimeout;
    private final Map<String, String> driverProperties;

    TdengineConnections(
            String endpoints,
            String user,
            Password password,
            Duration connectTimeout,
            Duration requestTimeout,
            Map<String, String> driverProperties) {
        this.endpoints = endpoints;
        this.user = user;
        this.password = password;
        this.connectTimeout = connectTimeout;
        this.requestTimeout = requestTimeout;
        this.driverProperties = Map.copyOf(driverProperties);
    }

    /** The hosts and ports, several separated by commas. */
    public String endpoints() {
        return endpoints;
    }

    /**
     * Opens a connection.
     *
     * @throws SQLException if no gateway answers in time or it refuses the user; its message holds no secret
     */
    public Connection open() throws SQLException {
        // Netty and the driver look up services with the context class loader, which is the worker's.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(TdengineConnections.class.getClassLoader());
        try {
            Driver driver = new WebSocketDriver();
            Connection connection = driver.connect("jdbc:TAOS-WS://" + endpoints + "/", properties());
            if (connection == null) {
                throw new SQLException("The driver does not accept " + endpoints);
            }
            return connection;
        } catch (SQLException e) {
            throw masked(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The failure with the password replaced in its message; the same if the message does not hold it. */
    SQLException masked(SQLException failure) {
        String secret = password.value();
        String message = String.valueOf(failure.getMessage());
        if (secret.isEmpty() || !message.contains(secret)) {
            return failure;
        }
        // The cause is dropped: its message holds the password too.
        SQLException safe =
                new SQLException(message.replace(secret, MASK), failure.getSQLState(), failure.getErrorCode());
        safe.setStackTrace(failure.getStackTrace());
        return safe;
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.putAll(driverProperties);
        // The driver decodes both as parts of a URL.
        properties.setProperty("user", URLEncoder.encode(user, StandardCharsets.UTF_8));
        properties.setProperty("password", URLEncoder.encode(password.value(), StandardCharsets.UTF_8));
        properties.setProperty("httpConnectTimeout", String.valueOf(connectTimeout.toMillis()));
        properties.setProperty("messageWaitTimeout", String.valueOf(requestTimeout.toMillis()));
        properties.setProperty("varcharAsString", "true");
        properties.setProperty("enableAutoReconnect", "false");
        // Tries, not repetitions.
        properties.setProperty("retryTimes", "1");
        return properties;
    }
}
