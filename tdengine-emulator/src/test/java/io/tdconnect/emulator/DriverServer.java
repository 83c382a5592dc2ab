// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The server of TDENGINE_URL, else an emulator, as the JDBC driver sees it. */
final class DriverServer implements AutoCloseable {
    private final @Nullable TdengineEmulator emulator;
    private final String url;

    DriverServer() {
        String given = System.getenv("TDENGINE_URL");
        emulator = given == null ? TdengineEmulator.start(0) : null;
        url = given == null ? emulator.jdbcUrl() : given;
    }

    String url() {
        return url;
    }

    @Nullable
    TdengineEmulator emulator() {
        return emulator;
    }

    int port() {
        return URI.create(url.substring("jdbc:TAOS-WS:".length())).getPort();
    }

    /** Connects to a database, or to none for empty text. */
    Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("httpConnectTimeout", "5000");
        // A statement that is sent while the connection breaks has no answer; the default is a minute.
        properties.setProperty("messageWaitTimeout", "15000");
        return DriverManager.getConnection(url.replaceFirst("/[^/?]*\\?", "/" + database + "?"), properties);
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static List<List<Object>> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return rows(result);
        }
    }

    static List<List<Object>> rows(ResultSet result) throws SQLException {
        List<List<Object>> rows = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<Object> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                row.add(result.getObject(i));
            }
            rows.add(row);
        }
        return rows;
    }

    @Override
    public void close() {
        if (emulator != null) {
            emulator.close();
        }
    }
}
