// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A server, and databases with topics that are dropped at the end. */
public final class Source implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TdengineServer server;
    private final List<String> databases = new ArrayList<>();

    public Source(TdengineServer server) {
        this.server = server;
    }

    public TdengineServer server() {
        return server;
    }

    /** A database of one vgroup, in which rows have one order. */
    public String database(String precision) {
        return database(precision, 1);
    }

    public String database(String precision, int vgroups) {
        String name = server.uniqueDatabase();
        databases.add(name);
        server.execute("CREATE DATABASE " + name + " PRECISION '" + precision + "' KEEP 36500 VGROUPS " + vgroups
                + " BUFFER 16 WAL_RETENTION_PERIOD 3600");
        return name;
    }

    /** A database with the supertable m of a column v and a tag g, and its subtable d. */
    public String meters() {
        String database = database("ms");
        execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        execute("CREATE TABLE " + database + ".d USING " + database + ".m TAGS (1)");
        return database;
    }

    /** Writes rows with these values of v to the subtable d in one statement. */
    public void insert(String database, int first, int count) {
        StringBuilder sql = new StringBuilder("INSERT INTO " + database + ".d VALUES");
        for (int v = first; v < first + count; v++) {
            sql.append(" (")
                    .append(1_700_000_000_000L + v)
                    .append(", ")
                    .append(v)
                    .append(')');
        }
        execute(sql.toString());
    }

    /** Writes a row to each of these subtables of m in one statement, with ascending values of v. */
    void insertTables(String database, int tables, int first) {
        StringBuilder sql = new StringBuilder("INSERT INTO");
        for (int i = 0; i < tables; i++) {
            sql.append(" " + database + ".d" + i + " USING " + database + ".m TAGS (1) VALUES ("
                    + (1_700_000_000_000L + first) + ", " + (first + i) + ")");
        }
        execute(sql.toString());
    }

    public void execute(String sql) {
        server.execute(sql);
    }

    /** Names of the topics of a database. */
    List<String> topics(String database) {
        return server
                .query("SELECT topic_name FROM information_schema.ins_topics WHERE db_name = '" + database + "'")
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    /** Drops databases and topics; the server keeps topics for a while after their consumers have gone. */
    @Override
    public void close() {
        for (String database : databases) {
            for (String topic : topics(database)) {
                dropTopic(topic);
            }
        }
        server.close();
    }

    void dropTopic(String topic) {
        Awaitility.await().atMost(LIMIT).ignoreExceptions().until(() -> {
            server.execute("DROP TOPIC IF EXISTS `" + topic + "`");
            return true;
        });
    }
}
