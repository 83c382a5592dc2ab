// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import io.tdconnect.emulator.TdengineEmulator;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * TDengine for tests: the server of {@code TDENGINE_URL} if set, else with {@code -Pdocker} the official image, else
 * the emulator. Only databases made through {@link #uniqueDatabase()} and {@link #createDatabase} are ever dropped.
 */
public final class TdengineServer implements AutoCloseable {
    private static final String URL_PREFIX = "jdbc:TAOS-WS://";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int NO_BLOCK_IN_TIME = 0x231e;
    private static final int MOST_READS = 3;
    private static final String READ_LIMIT_MILLIS = "20000";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String host;
    private final int port;
    private final String user;
    private final String password;
    private final @Nullable TdengineEmulator emulator;
    private final List<String> databases = new ArrayList<>();

    private TdengineServer(String jdbcUrl, @Nullable TdengineEmulator emulator) {
        if (!jdbcUrl.startsWith(URL_PREFIX)) {
            throw new IllegalArgumentException(
                    "TDENGINE_URL: expected " + URL_PREFIX + "host:6041/?user=...&password=...");
        }
        URI uri = URI.create("ws://" + jdbcUrl.substring(URL_PREFIX.length()));
        Map<String, String> parameters = parameters(uri.getRawQuery());
        host = uri.getHost();
        port = uri.getPort() == -1 ? 6041 : uri.getPort();
        user = parameters.getOrDefault("user", "root");
        password = parameters.getOrDefault("password", "taosdata");
        this.emulator = emulator;
    }

    /** Starts or finds a server and returns when it accepts the login. */
    public static TdengineServer start() {
        return start(TdengineEmulator.PASSWORD);
    }

    /** The same; if it is the emulator, with this password for its user. */
    public static TdengineServer start(String emulatorPassword) {
        String url = Docker.setting("TDENGINE_URL");
        TdengineServer server = url == null ? startEmulator(emulatorPassword) : new TdengineServer(url, null);
        Waiting.until(
                START_LIMIT,
                () -> server.loginProblem().isEmpty(),
                () -> "TDengine at " + server.address() + " does not answer: " + server.loginProblem());
        return server;
    }

    /** Starts the emulator even if a real server is configured, for tests that break connections. */
    public static TdengineServer startEmulator() {
        return startEmulator(TdengineEmulator.PASSWORD);
    }

    /**
     * For measurements: the server of {@code TDENGINE_URL} if set, else an emulator that counts the rows of inserts
     * instead of storing them, see {@link #discardedRows()}.
     */
    public static TdengineServer startForMeasurement() {
        boolean real = Docker.setting("TDENGINE_URL") != null;
        return real ? start() : startEmulator(TdengineEmulator::startDiscarding);
    }

    private static TdengineServer startEmulator(String password) {
        return startEmulator(port -> TdengineEmulator.start(port, TdengineEmulator.USER, password));
    }

    private static TdengineServer startEmulator(IntFunction<TdengineEmulator> starter) {
        TdengineEmulator emulator = Ports.startOnFreePorts(() -> {
            try {
                return starter.apply(Ports.free());
            } catch (UncheckedIOException e) {
                throw new StartFailedException("The TDengine emulator did not start:", String.valueOf(e.getMessage()));
            }
        });
        return new TdengineServer(emulator.jdbcUrl(), emulator);
    }

    /** The URL for the JDBC driver with user and password and without database. */
    public String jdbcUrl() {
        return jdbcUrl("");
    }

    /** The URL for the JDBC driver with this database. */
    public String jdbcUrl(String database) {
        return URL_PREFIX + address() + "/" + database + "?user=" + encoded(user) + "&password=" + encoded(password);
    }

    /** The host of the WebSocket gateway. */
    public String host() {
        return host;
    }

    /** The port of the WebSocket gateway. */
    public int port() {
        return port;
    }

    /** The user that may create databases. */
    public String user() {
        return user;
    }

    /** The password of that user. */
    public String password() {
        return password;
    }

    /** Whether this is the emulator. */
    public boolean isEmulator() {
        return emulator != null;
    }

    /** Drops all connections and keeps the data, as a crash of the gateway does; only the emulator can. */
    public void restart() {
        emulator().restart();
    }

    /** Rows that an emulator of {@link #startForMeasurement()} has decoded and not stored. */
    public long discardedRows() {
        return emulator().discardedRows();
    }

    /** Drops all connections, while the gateway accepts new ones; only the emulator can. */
    public void dropConnections() {
        emulator().dropConnections();
    }

    /**
     * Removes everything written so far from the logs of subscriptions, as if WAL_RETENTION_PERIOD had passed; only the
     * emulator can.
     */
    public void expireLogs() {
        emulator().expireLogs();
    }

    /** Returns the name of a database that does not exist; it is dropped at {@link #close()}. */
    public String uniqueDatabase() {
        String name = "t" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "_"
                + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet();
        databases.add(name);
        return name;
    }

    /** Creates a database with precision {@code ms}, {@code us} or {@code ns}; it is dropped at {@link #close()}. */
    public String createDatabase(String precision) {
        String name = uniqueDatabase();
        execute("CREATE DATABASE " + name + " PRECISION '" + precision + "' BUFFER 16 KEEP 36500");
        return name;
    }

    /** Opens a connection without database, on which VARCHAR values are strings; the caller closes it. */
    public Connection connect() throws SQLException {
        return connect(Map.of());
    }

    private Connection connect(Map<String, String> settings) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("varcharAsString", "true");
        properties.setProperty("httpConnectTimeout", "5000");
        properties.putAll(settings);
        return DriverManager.getConnection(jdbcUrl(), properties);
    }

    /** Runs a statement that returns no rows; names need their database. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw refused(sql, e);
        }
    }

    /** Returns the rows of a query, each a list of column values; names need their database. */
    public List<List<Object>> query(String sql) {
        for (int attempt = 1; ; attempt++) {
            try {
                return read(sql);
            } catch (SQLException e) {
                // The driver (3.7.9) may stop requesting blocks of a result with more than five, and then waits in
                // vain.
                if (e.getErrorCode() != NO_BLOCK_IN_TIME || attempt == MOST_READS) {
                    throw refused(sql, e);
                }
            }
        }
    }

    private List<List<Object>> read(String sql) throws SQLException {
        try (Connection connection = connect(Map.of("messageWaitTimeout", READ_LIMIT_MILLIS));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(plain(result.getObject(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The bytes of a blob, which can be compared; any other value unchanged. */
    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (!(value instanceof Blob blob)) {
            return value;
        }
        try {
            return blob.getBytes(1, (int) blob.length());
        } catch (NullPointerException e) {
            // For NULL the driver (3.7.9) returns an object without bytes.
            return null;
        }
    }

    private static IllegalStateException refused(String sql, SQLException e) {
        return new IllegalStateException("TDengine refused: " + sql + ": " + e.getMessage(), e);
    }

    /** Returns the number of rows of a table, named with its database; 0 while it does not exist. */
    public long count(String table) {
        try {
            List<List<Object>> rows = query("SELECT COUNT(*) FROM " + table);
            return rows.isEmpty() ? 0 : ((Number) rows.get(0).get(0)).longValue();
        } catch (IllegalStateException e) {
            String reason = String.valueOf(e.getCause());
            if (reason.contains("not exist") || reason.contains("in creating status")) {
                return 0;
            }
            throw e;
        }
    }

    /** Drops the databases that this object named, and stops the emulator. */
    @Override
    public void close() {
        if (emulator != null) {
            emulator.close();
            return;
        }
        databases.forEach(name -> execute("DROP DATABASE IF EXISTS " + name));
    }

    /**
     * The emulator, for what only it can do.
     *
     * @throws IllegalStateException on a real server; see {@link #isEmulator()}
     */
    public TdengineEmulator emulator() {
        if (emulator == null) {
            throw new IllegalStateException("Only the emulator's connections can be dropped; see isEmulator()");
        }
        return emulator;
    }

    private String address() {
        return host + ":" + port;
    }

    /** Why a connection cannot be made; empty when it can. */
    private String loginProblem() {
        try (Connection connection = connect()) {
            return connection.isClosed() ? "it closed the connection" : "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : query == null ? new String[0] : query.split("&", -1)) {
            String[] pair = part.split("=", 2);
            parameters.put(pair[0], pair.length == 1 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
