// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.driver.DriverLink;
import io.tdconnect.tdengine.driver.TdengineConnections;
import io.tdconnect.tdengine.sink.table.SqlLiteral;
import io.tdconnect.tdengine.sink.table.TableAccess;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection and its prepared statements; it is opened when needed, and again after {@link #reset}. */
public final class SinkConnection implements TableAccess, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SinkConnection.class);
    // Each statement takes memory on the gateway; a supertable rarely has more than a few column sets.
    private static final int MAX_STATEMENTS = 256;
    private static final Column TABLE_NAME = new Column("tbname", ColumnType.VARCHAR, Identifiers.MAX_TABLE);

    private final TdengineConnections connections;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);
    private final Lock definitions;
    private final SinkMetrics metrics;
    private volatile @Nullable Connection connection;

    /**
     * Does not connect yet.
     *
     * @param definitions held while a definition is changed, so that the connections of a task do so one after the other
     */
    public SinkConnection(TdengineConnections connections, Lock definitions, SinkMetrics metrics) {
        this.metrics = metrics;
        this.connections = connections;
        this.definitions = definitions;
    }

    @Override
    public TableMetadata readTable(String database, String table) throws SQLException {
        return TableMetadata.read(connection(), database, table);
    }

    @Override
    public Map<String, List<@Nullable Object>> readTags(
            String database, String stable, List<Column> tags, List<String> subtables) throws SQLException {
        // TAGS finds subtables without rows, too.
        StringBuilder sql = new StringBuilder("SELECT TAGS tbname");
        tags.forEach(tag -> sql.append(", ").append(Identifiers.column(tag.name())));
        sql.append(" FROM ").append(Identifiers.table(database, stable)).append(" WHERE tbname IN (");
        for (int i = 0; i < subtables.size(); i++) {
            sql.append(i == 0 ? "" : ", ");
            SqlLiteral.append(sql, TABLE_NAME, subtables.get(i).getBytes(StandardCharsets.UTF_8));
        }
        Map<String, List<@Nullable Object>> found = new HashMap<>();
        try (Statement statement = connection().createStatement();
                ResultSet rows = statement.executeQuery(sql.append(')').toString())) {
            while (rows.next()) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = 0; i < tags.size(); i++) {
                    Object value = rows.getObject(i + 2);
                    values.add(value instanceof Timestamp time ? time.toInstant() : value);
                }
                found.put(rows.getString(1), values);
            }
        }
        return found;
    }

    @Override
    public void execute(String sql) throws SQLException {
        definitions.lock();
        try (Statement statement = connection().createStatement()) {
            statement.setQueryTimeout(connections.requestSeconds());
            statement.execute(sql);
            metrics.defined();
        } finally {
            definitions.unlock();
        }
    }

    /**
     * Executes an insert; unlike {@link #execute}, in parallel with other connections.
     *
     * @throws SQLException if the server refuses it or cannot be reached
     */
    public void insert(String sql) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.setQueryTimeout(connections.requestSeconds());
            long begin = System.nanoTime();
            int rows = statement.executeUpdate(sql);
            metrics.written(rows, sql.length(), Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    /** The prepared statement for an SQL text; it stays open until {@link #reset} or {@link #forget}. */
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known != null) {
            return known;
        }
        if (statements.size() >= MAX_STATEMENTS) {
            forget(statements.keySet().iterator().next());
        }
        PreparedStatement statement = connection().prepareStatement(sql);
        statement.setQueryTimeout(connections.requestSeconds());
        statements.put(sql, statement);
        return statement;
    }

    /** Closes a prepared statement: it has failed, or its table has changed. */
    void forget(String sql) {
        PreparedStatement statement = statements.remove(sql);
        if (statement != null) {
            close(statement);
        }
    }

    /** Closes all prepared statements: tables may have changed. */
    void forgetStatements() {
        statements.values().forEach(SinkConnection::close);
        statements.clear();
    }

    /** Drops the connection, which has failed. */
    public void reset() {
        statements.clear();
        abort();
        connection = null;
    }

    /** Whether the network has reported the loss of the connection; for any thread. */
    public boolean isLost() {
        Connection opened = connection;
        return opened != null && DriverLink.isLost(opened);
    }

    /** Cuts the connection, so that a thread that waits for an answer fails; for any thread. */
    public void abort() {
        Connection cut = connection;
        if (cut != null) {
            try {
                DriverLink.cut(cut);
            } catch (SQLException e) {
                log.debug("Cutting failed", e);
            }
        }
    }

    @Override
    public void close() {
        Connection closed = connection;
        statements.clear();
        if (closed != null) {
            close(closed);
        }
        connection = null;
    }

    private Connection connection() throws SQLException {
        Connection opened = connection;
        if (opened == null) {
            opened = connections.open();
            connection = opened;
            log.info("Connected to TDengine at {}", connections.endpoints());
        }
        return opened;
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            log.debug("Closing failed", e);
        }
    }
}
