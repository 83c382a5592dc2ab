// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.driver;

import com.taosdata.jdbc.ws.WebSocketDriver;
import io.tdconnect.tdengine.Encryption;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.GatewayProbe;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.TdengineOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Opens WebSocket connections to TDengine.
 *
 * <p>Connections do not reconnect by themselves: after a failure that is {@link ErrorClass#RETRIABLE} the owner closes
 * its connection and opens a new one. Names in SQL contain their database, since a connection has no current one.
 * Thread-safe, but a connection is not.
 */
public final class TdengineConnections {
    private static final String MASK = "****";
    private static final Pattern PASSWORD_IN_JSON = Pattern.compile("(\"password\":\")(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern CODE = Pattern.compile("0x[0-9a-fA-F]{1,8}");
    // The driver's code for a gateway that cannot be reached.
    private static final int CANNOT_CONNECT = 0x231d;

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);

    private final List<String> endpoints;
    private final @Nullable Password token;
    /** Index of the endpoint that was last reached. */
    private final AtomicInteger current = new AtomicInteger();

    private final String user;
    private final Password password;
    private final Duration connectTimeout;
    private final Duration requestTimeout;
    private final Encryption tls;
    private final Map<String, String> driverProperties;

    TdengineConnections(Gateway gateway, Map<String, String> driverProperties) {
        this.endpoints = gateway.endpoints();
        this.user = gateway.login().user();
        this.password = gateway.login().password();
        this.token = gateway.login().token();
        this.connectTimeout = gateway.connectTimeout();
        this.requestTimeout = gateway.requestTimeout();
        this.tls = gateway.tls();
        this.driverProperties = Map.copyOf(driverProperties);
    }

    /**
     * Opens connections as the options say.
     *
     * @throws ConfigException on the option whose certificate or key cannot be used
     */
    public static TdengineConnections from(AbstractConfig config) {
        return new TdengineConnections(TdengineOptions.gateway(config), TdengineOptions.driverProperties(config));
    }

    /** The hosts and ports, several separated by commas. */
    public String endpoints() {
        return String.join(",", endpoints);
    }

    /** How long an answer to a statement may take, in seconds; to be set on every statement that may take long. */
    public int requestSeconds() {
        return (int) Math.max(1, (requestTimeout.toMillis() + 999) / 1000);
    }

    /**
     * Opens a connection to the endpoint that was last reached, or else to the next one that accepts it. Requests fail
     * after the time-out for connecting unless their statement has another.
     *
     * @throws SQLException if no gateway answers in time, or one refuses the user; its message contains no secret
     */
    public Connection open() throws SQLException {
        int first = current.get();
        SQLException failure = null;
        for (int i = 0; i < endpoints.size(); i++) {
            int index = (first + i) % endpoints.size();
            try {
                Connection connection = open(endpoints.get(index));
                current.set(index);
                return connection;
            } catch (SQLException e) {
                if (TdengineErrors.classify(e) != ErrorClass.RETRIABLE) {
                    throw e;
                }
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure == null ? new SQLException("No endpoint is configured") : failure;
    }

    private Connection open(String endpoint) throws SQLException {
        // Netty and the driver look up services with the thread's context class loader, which is the worker's.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(TdengineConnections.class.getClassLoader());
        try {
            SSLContext context = tls.context();
            return context == null ? connect(endpoint) : DriverTls.open(endpoint, context, () -> connect(endpoint));
        } catch (SQLException e) {
            throw masked(TdengineErrors.code(e) == CANNOT_CONNECT ? unreachable(endpoint, e) : e);
        } catch (RuntimeException e) {
            // The driver's handshake fails with various exceptions if the other side closes the connection meanwhile.
            throw masked(unreachable(endpoint, e));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Connection connect(String endpoint) throws SQLException {
        Driver driver = new WebSocketDriver();
        Connection connection = driver.connect("jdbc:TAOS-WS://" + endpoint + "/", properties());
        if (connection == null) {
            throw new SQLException("The driver does not accept " + endpoint);
        }
        return connection;
    }

    /** The driver reports neither the address nor the cause. */
    private SQLException unreachable(String endpoint, Exception cause) {
        return new SQLException(
                "Expected the gateway taosAdapter at " + endpoint + ", found "
                        + GatewayProbe.cause(endpoint, tls, probeLimit()),
                null,
                CANNOT_CONNECT,
                cause);
    }

    // The whole check of a configuration has ten seconds.
    private Duration probeLimit() {
        return connectTimeout.compareTo(PROBE_LIMIT) < 0 ? connectTimeout : PROBE_LIMIT;
    }

    /** The failure without the password in its message; the same if the message does not contain it. */
    public SQLException masked(SQLException failure) {
        String secret = password.value();
        String message = String.valueOf(failure.getMessage());
        // A time-out of the driver repeats the request that logs in.
        String safe = PASSWORD_IN_JSON.matcher(message).replaceAll("$1" + MASK + "\"");
        safe = replaced(safe, secret);
        if (token != null) {
            safe = replaced(safe, token.value());
        }
        if (safe.equals(message)) {
            return failure;
        }
        // The cause is dropped, since its message also contains the password.
        SQLException masked = new SQLException(safe, failure.getSQLState(), TdengineErrors.code(failure));
        masked.setStackTrace(failure.getStackTrace());
        return masked;
    }

    /** The text without the secret. Its first error code is kept, even if a short password is a part of it. */
    private static String replaced(String text, String secret) {
        if (secret.isEmpty()) {
            return text;
        }
        Matcher code = CODE.matcher(text);
        boolean found = code.find() && !code.group().equals(secret);
        int start = found ? code.start() : 0;
        int end = found ? code.end() : 0;
        return text.substring(0, start).replace(secret, MASK)
                + text.substring(start, end)
                + text.substring(end).replace(secret, MASK);
    }

    public Properties properties() {
        Properties properties = new Properties();
        properties.putAll(driverProperties);
        // The driver decodes both like parts of a URL.
        properties.setProperty("user", URLEncoder.encode(user, StandardCharsets.UTF_8));
        properties.setProperty("password", URLEncoder.encode(password.value(), StandardCharsets.UTF_8));
        if (token != null) {
            properties.setProperty("token", token.value());
        }
        properties.setProperty("httpConnectTimeout", String.valueOf(connectTimeout.toMillis()));
        // Also for the requests that log in: the driver does not notice when the connection is lost meanwhile.
        properties.setProperty("messageWaitTimeout", String.valueOf(connectTimeout.toMillis()));
        properties.setProperty("useSSL", String.valueOf(tls.on()));
        properties.setProperty("disableSSLCertValidation", "false");
        properties.setProperty("varcharAsString", "true");
        properties.setProperty("enableAutoReconnect", "false");
        // Tries, not repetitions.
        properties.setProperty("retryTimes", "1");
        return properties;
    }
}
