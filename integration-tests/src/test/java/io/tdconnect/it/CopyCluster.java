// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.TdengineServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A worker that copies between databases of one TDengine; at the end it drops the topics of these databases. */
final class CopyCluster implements AutoCloseable {
    final TdengineServer tdengine = TdengineServer.start();
    private final List<String> origins = new ArrayList<>();
    private final ConnectCluster connect;

    CopyCluster() {
        try {
            connect = ConnectCluster.start();
        } catch (RuntimeException | Error e) {
            tdengine.close();
            throw e;
        }
    }

    ConnectCluster connect() {
        return connect;
    }

    /** A database to be copied. */
    String origin(String precision) {
        String origin = tdengine.createDatabase(precision);
        origins.add(origin);
        return origin;
    }

    /** A database to be copied with one vgroup, and so with one order of all changes. */
    String orderedOrigin() {
        String origin = tdengine.uniqueDatabase();
        origins.add(origin);
        tdengine.execute("CREATE DATABASE " + origin
                + " PRECISION 'us' VGROUPS 1 BUFFER 16 KEEP 36500 WAL_RETENTION_PERIOD 3600");
        return origin;
    }

    /** A configuration of the page about copying, with the address of the server. */
    Map<String, String> config(String name, String database, String topic) throws IOException {
        Map<String, String> config = DocumentedExample.of("copying-tdengine.md").config(name);
        config.computeIfPresent("topics", (key, value) -> topic);
        config.put("database", database);
        config.putAll(connection());
        return config;
    }

    /** The options with the address of TDengine. */
    Map<String, String> connection() {
        return Map.of(
                "connection.url", "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port(),
                "connection.user", tdengine.user(),
                "connection.password", tdengine.password());
    }

    /** Runs statements in which {@code %s} is the database. */
    void execute(String database, String... statements) {
        Arrays.stream(statements).forEach(sql -> tdengine.execute(sql.replace("%s", database)));
    }

    /** The rows of a query in which {@code %s} is the database, bytes in hexadecimal digits and decimals without exponent. */
    List<String> rows(String database, String query) {
        List<String> rows = new ArrayList<>();
        for (List<Object> row : tdengine.query(query.replace("%s", database))) {
            rows.add(row.stream().map(CopyCluster::text).toList().toString());
        }
        return rows;
    }

    /** Names, types, lengths and kinds of columns and tags. */
    List<List<Object>> definition(String database, String table) {
        return tdengine.query("DESCRIBE " + database + "." + table).stream()
                .map(column -> column.subList(0, 4))
                .toList();
    }

    /** Deletes the connectors of a database, whose names begin with its name. */
    void delete(String database, String... suffixes) {
        Arrays.stream(suffixes).forEach(suffix -> connect.rest().deleteConnector(database + suffix));
    }

    private static String text(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }

    @Override
    public void close() {
        connect.close();
        origins.forEach(database -> TdengineTopics.drop(tdengine, database));
        tdengine.close();
    }
}
