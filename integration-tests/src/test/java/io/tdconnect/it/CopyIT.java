// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.TdengineServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the configurations of the page about copying with changed addresses and names. */
@Timeout(300)
class CopyIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int TABLES = 20;
    private static final int ROWS = 100;

    @AutoClose
    private static final CopyCluster copies = new CopyCluster();

    private static final TdengineServer tdengine = copies.tdengine;
    private static final ConnectCluster cluster = copies.connect();

    @Test
    void databaseIsReplicatedAndItsTopicIsABackup() throws IOException {
        String origin = copies.origin("us");
        fill(origin);
        String copy = tdengine.createDatabase("us");
        String topic = origin + "-rows";
        cluster.topics().create(topic, 1);

        cluster.putConnector(origin + "-source", copies.config("replication-source", origin, topic));
        cluster.putConnector(origin + "-sink", copies.config("replication-sink", copy, topic));

        awaitSameRows(origin, copy);
        assertSameDefinitions(origin, copy);

        // A sink with another name restores the backup, since it reads the topic from its beginning.
        String restored = tdengine.createDatabase("us");
        cluster.putConnector(origin + "-restore", copies.config("replication-sink", restored, topic));
        awaitSameRows(origin, restored);
        assertSameDefinitions(origin, restored);

        // Rows continue, also those of a wider table.
        tdengine.execute("ALTER STABLE " + origin + ".meters ADD COLUMN extra INT");
        tdengine.execute("ALTER STABLE " + origin + ".meters MODIFY COLUMN note NCHAR(30)");
        tdengine.execute("INSERT INTO " + origin + ".m1 (ts, note, extra) VALUES (1700000001000000, '" + "长".repeat(25)
                + "', 5)");
        awaitSameRows(origin, copy);
        awaitSameRows(origin, restored);
        copies.delete(origin, "-source", "-sink", "-restore");
    }

    @Test
    void keysAndNamesThatNeedQuotesAreReplicated() throws IOException {
        String origin = copies.origin("ns");
        copies.execute(
                origin,
                "CREATE STABLE %s.events (ts TIMESTAMP, k VARCHAR(10) PRIMARY KEY, v INT) TAGS (g INT)",
                "INSERT INTO %s.e1 USING %s.events TAGS (1) VALUES (1700000000000000001, 'a', 1) (1700000000000000001, 'b', 2)",
                "CREATE TABLE %s.`Log Buch` (`select` TIMESTAMP, `where` INT UNSIGNED PRIMARY KEY, `Value` INT, `value` INT)",
                "INSERT INTO %s.`Log Buch` VALUES (-5, 1, 1, 2) (-5, 4294967295, 3, NULL)",
                "CREATE STABLE %s.`Zähler 1` (ts TIMESTAMP, `Größe m²` DOUBLE) TAGS (`from` INT, `Ort \"x\"` NCHAR(20))",
                "INSERT INTO %s.`Gerät/1:a,b` USING %s.`Zähler 1` TAGS (1, '北京 \\'q\\'') VALUES (1700000000000000001, 1.5)",
                "INSERT INTO %s.D1 USING %s.`Zähler 1` TAGS (2, NULL) VALUES (1700000000000000001, NULL)",
                "INSERT INTO %s.`D1` USING %s.`Zähler 1` TAGS (3, '😀') VALUES (1700000000000000001, 1)");
        String copy = tdengine.createDatabase("ns");
        String topic = origin + "-rows";
        cluster.topics().create(topic, 1);
        cluster.putConnector(origin + "-names-source", copies.config("replication-source", origin, topic));
        cluster.putConnector(origin + "-names-sink", copies.config("replication-sink", copy, topic));

        List<String> queries = List.of(
                "SELECT tbname, CAST(ts AS BIGINT), k, v, g FROM %s.events ORDER BY k",
                "SELECT CAST(`select` AS BIGINT), `where`, `Value`, `value` FROM %s.`Log Buch` ORDER BY `where`",
                "SELECT tbname, * FROM %s.`Zähler 1` ORDER BY `from`");
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
            for (String query : queries) {
                assertThat(copies.rows(copy, query)).as(query).isEqualTo(copies.rows(origin, query));
            }
        });
        assertThat(tdengine.count(copy + ".events")).isEqualTo(2);
        for (String table : List.of("events", "`Log Buch`", "`Zähler 1`")) {
            assertThat(copies.definition(copy, table)).as(table).isEqualTo(copies.definition(origin, table));
        }
        copies.delete(origin, "-names-source", "-names-sink");
    }

    @Test
    void changesOfTablesAndDeletionsAreReplicated() throws IOException {
        String origin = copies.orderedOrigin();
        String copy = tdengine.createDatabase("us");
        String topic = origin + "-events";
        cluster.topics().create(topic, 1);
        Map<String, String> source = copies.config("replication-source", origin, topic);
        source.putAll(Map.of("kafka.topic", topic, "metadata.topic", topic));
        Map<String, String> sink = copies.config("replication-sink", copy, topic);
        sink.putAll(Map.of("apply.metadata", "true", "apply.metadata.drops", "true"));
        cluster.putConnector(origin + "-event-source", source);
        cluster.putConnector(origin + "-event-sink", sink);

        change(origin);
        List<String> queries = List.of(
                "SELECT table_name, stable_name FROM information_schema.ins_tables WHERE db_name = '%s' ORDER BY table_name",
                "SELECT DISTINCT tbname, g, loc FROM %s.m ORDER BY tbname",
                "SELECT TAGS tbname, big, ub, CAST(at AS BIGINT), f, b FROM %s.exact",
                "SELECT tbname, CAST(ts AS BIGINT), w, n FROM %s.m ORDER BY tbname, ts",
                "SELECT * FROM %s.log ORDER BY ts");
        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
            for (String query : queries) {
                assertThat(copies.rows(copy, query)).as(query).isEqualTo(copies.rows(origin, query));
            }
            assertThat(copies.definition(copy, "m")).isEqualTo(copies.definition(origin, "m"));
        });
        assertThat(tdengine.count(copy + ".m")).isEqualTo(3);
        assertThat(copies.rows(copy, queries.get(0))).hasSize(4);
        copies.delete(origin, "-event-source", "-event-sink");
    }

    /** Every kind of event: tables created, a column added, lengthened and dropped, a tag set, rows deleted, a table dropped. */
    private static void change(String database) {
        copies.execute(
                database,
                "CREATE STABLE %s.m (ts TIMESTAMP, v INT, n VARCHAR(10)) TAGS (g INT, loc NCHAR(10))",
                "CREATE TABLE %s.never USING %s.m TAGS (3, 'c')",
                "INSERT INTO %s.d0 USING %s.m TAGS (1, 'a') VALUES (1700000000000001, 1, 'x') (1700000000000002, 2, 'y')",
                "INSERT INTO %s.d1 USING %s.m TAGS (2, 'b') VALUES (1700000000000003, 3, 'z')",
                "ALTER STABLE %s.m ADD COLUMN w BIGINT",
                "ALTER STABLE %s.m MODIFY COLUMN n VARCHAR(30)",
                "INSERT INTO %s.d0 VALUES (1700000000000004, 4, 'twenty characters ..', 40) (1700000000000005, 5, 'e', 50)",
                "ALTER TABLE %s.d0 SET TAG loc = 'elsewhere'",
                "DELETE FROM %s.d0 WHERE ts = 1700000000000002",
                "DROP TABLE %s.d1",
                "ALTER STABLE %s.m DROP COLUMN v",
                "CREATE STABLE %s.exact (ts TIMESTAMP, v INT)"
                        + " TAGS (big BIGINT, ub BIGINT UNSIGNED, at TIMESTAMP, f FLOAT, b VARBINARY(8))",
                "INSERT INTO %s.e1 USING %s.exact TAGS (9007199254740993, 18446744073709551615, 1700000000123457, 1.1,"
                        + " '\\x00FF') VALUES (1700000000000001, 1)",
                "CREATE TABLE %s.log (ts TIMESTAMP, line VARCHAR(50))",
                "INSERT INTO %s.log VALUES (1700000000000001, 'x')");
    }

    private static void fill(String database) {
        tdengine.execute(
                "CREATE STABLE " + database + ".meters (ts TIMESTAMP, bo BOOL, ti TINYINT, si SMALLINT, it INT,"
                        + " bi BIGINT, fl FLOAT, db DOUBLE, vc VARCHAR(20), tm TIMESTAMP, note NCHAR(10), ut TINYINT UNSIGNED,"
                        + " us SMALLINT UNSIGNED, ui INT UNSIGNED, ub BIGINT UNSIGNED, vb VARBINARY(8))"
                        + " TAGS (g INT, loc NCHAR(10), big BIGINT, ok BOOL, code VARCHAR(5), ubig BIGINT UNSIGNED)");
        tdengine.execute("CREATE TABLE " + database + ".log (ts TIMESTAMP, line VARCHAR(50))");
        for (int table = 0; table < TABLES; table++) {
            StringBuilder sql = new StringBuilder("INSERT INTO " + database + ".m" + table + " USING " + database
                    + ".meters TAGS (" + table + ", '地" + table + "', " + (9_007_199_254_740_993L + table) + ", "
                    + (table % 2 == 0) + ", " + (table == 3 ? "NULL" : "'c" + table + "'")
                    + ", 18446744073709551615) VALUES");
            for (int row = 0; row < ROWS; row++) {
                sql.append(row(1_700_000_000_000_000L + row, row));
            }
            tdengine.execute(sql.toString());
        }
        tdengine.execute("INSERT INTO " + database + ".log VALUES (1700000000000001, 'x') (1700000000000002, NULL)");
    }

    private static String row(long time, int row) {
        return row % 10 == 9
                ? " (" + time + ", NULL, NULL, NULL, " + row + ", NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                        + " NULL, NULL)"
                : " (" + time + ", true, -128, -32768, " + row + ", -9223372036854775807, 1.5, " + row + ".25, 'v" + row
                        + "', " + (time + 1) + ", '电" + row
                        + "', 255, 65535, 4294967295, 18446744073709551615, '\\x00FF')";
    }

    private static void awaitSameRows(String origin, String copy) {
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(tdengine.count(copy + ".meters")).isEqualTo(tdengine.count(origin + ".meters")));
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(tdengine.count(copy + ".log")).isEqualTo(tdengine.count(origin + ".log")));
        assertThat(copies.rows(copy, "SELECT tbname, * FROM %s.meters ORDER BY tbname, ts"))
                .isEqualTo(copies.rows(origin, "SELECT tbname, * FROM %s.meters ORDER BY tbname, ts"));
        assertThat(copies.rows(copy, "SELECT * FROM %s.log ORDER BY ts"))
                .isEqualTo(copies.rows(origin, "SELECT * FROM %s.log ORDER BY ts"));
    }

    private static void assertSameDefinitions(String origin, String copy) {
        for (String table : List.of("meters", "log")) {
            assertThat(copies.definition(copy, table)).as(table).isEqualTo(copies.definition(origin, table));
        }
    }
}
