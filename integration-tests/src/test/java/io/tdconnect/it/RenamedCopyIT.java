// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Copies rows and metadata events with other names and tags. */
@Timeout(300)
class RenamedCopyIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String TABLES =
            "SELECT table_name, stable_name FROM information_schema.ins_tables WHERE db_name = '%s' ORDER BY table_name";

    @AutoClose
    private static final CopyCluster copies = new CopyCluster();

    @Test
    void tablesChangesAndDeletionsArriveUnderTheNewNames() throws IOException {
        String origin = copies.orderedOrigin();
        String copy = copies.tdengine.createDatabase("us");
        start(origin, copy, Map.of(), Map.of());

        copies.execute(
                origin,
                "CREATE STABLE %s.m (ts TIMESTAMP, v INT) TAGS (g INT, loc NCHAR(10))",
                "CREATE TABLE %s.empty1 USING %s.m TAGS (3, 'c')",
                "INSERT INTO %s.t1 USING %s.m TAGS (1, 'a') VALUES (1700000000000001, 1) (1700000000000002, 2)",
                "INSERT INTO %s.t2 USING %s.m TAGS (2, 'b') VALUES (1700000000000003, 3)",
                "ALTER STABLE %s.m ADD COLUMN w BIGINT",
                "INSERT INTO %s.t1 VALUES (1700000000000004, 4, 40)",
                "ALTER TABLE %s.empty1 SET TAG loc = 'else'",
                "DELETE FROM %s.t1 WHERE ts = 1700000000000002",
                "DROP TABLE %s.t2",
                "CREATE TABLE %s.log (ts TIMESTAMP, line VARCHAR(50))",
                "INSERT INTO %s.log VALUES (1700000000000001, 'x')");

        await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
            assertThat(copies.rows(copy, TABLES))
                    .containsExactly("[north_empty1, north_m]", "[north_log, null]", "[north_t1, north_m]");
            assertThat(copies.rows(copy, "SELECT DISTINCT tbname, g, loc, site FROM %s.north_m ORDER BY tbname"))
                    .contains("[north_t1, 1, a, north]");
            assertThat(copies.rows(copy, "SELECT TAGS tbname, g, loc, site FROM %s.north_m ORDER BY tbname"))
                    .containsExactly("[north_empty1, 3, else, north]", "[north_t1, 1, a, north]");
            assertThat(copies.rows(copy, "SELECT CAST(ts AS BIGINT), v, w FROM %s.north_t1 ORDER BY ts"))
                    .containsExactly("[1700000000000001, 1, null]", "[1700000000000004, 4, 40]");
            assertThat(copies.rows(copy, "SELECT line FROM %s.north_log")).containsExactly("[x]");
        });
        assertThat(copies.rows(copy, "SELECT stable_name FROM information_schema.ins_stables WHERE db_name = '%s'"))
                .containsExactly("[north_m]");
        copies.delete(origin, "-source", "-sink");
    }

    @Test
    void copyInTheSameDatabaseLeavesTheOriginAlone() throws IOException {
        String origin = copies.orderedOrigin();
        copies.execute(
                origin,
                "CREATE STABLE %s.m (ts TIMESTAMP, v INT) TAGS (g INT, loc NCHAR(10))",
                "CREATE TABLE %s.log (ts TIMESTAMP, line VARCHAR(50))",
                "INSERT INTO %s.t1 USING %s.m TAGS (1, 'a') VALUES (1700000000000001, 1) (1700000000000002, 2)");
        start(
                origin,
                origin,
                Map.of("stables", "m"),
                Map.of(
                        "transforms.rename.rename", "rename-table:replace_with_regex:^(?<old>m|t[0-9]+)$::north_$old",
                        "transforms.rename.unchanged.events", "drop"));
        awaitRows(origin, "north_t1", "[1700000000000001, 1]", "[1700000000000002, 2]");

        // Rows that were deleted and written again in the origin stay there, however late the deletion is copied.
        copies.execute(
                origin,
                "DELETE FROM %s.t1 WHERE ts = 1700000000000002",
                "INSERT INTO %s.t1 VALUES (1700000000000002, 22)",
                "DELETE FROM %s.t1 WHERE ts = 1700000000000001",
                "CREATE TABLE %s.t9 USING %s.m TAGS (9, 'z')",
                "INSERT INTO %s.t9 VALUES (1700000000000009, 9)");

        awaitRows(origin, "north_t9", "[1700000000000009, 9]");
        awaitRows(origin, "north_t1", "[1700000000000002, 22]");
        awaitRows(origin, "t1", "[1700000000000002, 22]");
        assertThat(copies.rows(origin, TABLES))
                .containsExactly("[log, null]", "[north_t1, north_m]", "[north_t9, north_m]", "[t1, m]", "[t9, m]");
        assertThat(copies.rows(origin, "DESCRIBE %s.m")).noneMatch(column -> column.contains("site"));
        copies.delete(origin, "-source", "-sink");
    }

    private static void awaitRows(String database, String table, String... expected) {
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                copies.rows(database, "SELECT CAST(ts AS BIGINT), v FROM %s." + table + " ORDER BY ts"))
                        .containsExactly(expected));
    }

    private static void start(String origin, String copy, Map<String, String> ofSource, Map<String, String> ofSink)
            throws IOException {
        String topic = origin + "-events";
        copies.connect().topics().create(topic, 1);
        Map<String, String> source = copies.config("replication-source", origin, topic);
        source.putAll(Map.of("kafka.topic", topic, "metadata.topic", topic));
        source.putAll(ofSource);
        Map<String, String> sink = copies.config("renaming-sink", copy, topic);
        sink.putAll(ofSink);
        copies.connect().putConnector(origin + "-source", source);
        copies.connect().putConnector(origin + "-sink", sink);
    }
}
