// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.backup.format.BackupFolder;
import io.tdconnect.backup.format.Manifest;
import io.tdconnect.backup.format.Segment;
import io.tdconnect.engine.DirectEngine;
import io.tdconnect.engine.DirectTask;
import io.tdconnect.engine.EngineResult;
import io.tdconnect.testing.TdengineServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a database into files and from there into another one, without Kafka. */
@Timeout(300)
class BackupRestoreIT {
    private static final Duration LIMIT = Duration.ofSeconds(100);
    private static final List<String> TABLES = List.of("m1", "m2", "j1", "money1", "files1", "n", "late");

    private static TdengineServer server;
    private static final List<String> origins = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        for (String origin : origins) {
            // A database with topics cannot be dropped.
            server.query("SELECT topic_name FROM information_schema.ins_topics WHERE db_name = '" + origin + "'")
                    .forEach(row -> await().atMost(LIMIT).ignoreExceptions().until(() -> {
                        server.execute("DROP TOPIC IF EXISTS `" + row.get(0) + "`");
                        return true;
                    }));
        }
        server.close();
    }

    @Test
    void everyTypeEveryTableAndWhatHappensLaterComesBack() throws InterruptedException {
        String origin = origin();
        fill(origin);
        Path backup = directory.resolve("backup");
        Path offsets = directory.resolve("offsets");

        try (DirectEngine engine = DirectEngine.start(EngineRuns.backup(server, origin, backup, offsets))) {
            awaitRows(backup, origin, 14);
            execute(
                    origin,
                    "DELETE FROM %s.n WHERE ts = 1700000000000000002",
                    "INSERT INTO %s.late VALUES (1700000000000000009, 1)",
                    "ALTER STABLE %s.j ADD COLUMN late DOUBLE",
                    "INSERT INTO %s.j1 VALUES (1700000000000000005, 5, 0.5)",
                    "DROP TABLE %s.gone",
                    "INSERT INTO %s.n VALUES (1700000000000000009, 'last')");
            awaitRows(backup, origin, 17);
            assertThat(engine.figures().failures()).isZero();
        }
        // A second run continues, and what it has again does no harm.
        execute(origin, "INSERT INTO %s.n VALUES (1700000000000000010, 'later')");
        try (DirectEngine engine = DirectEngine.start(EngineRuns.backup(server, origin, backup, offsets))) {
            awaitRows(backup, origin, 18);
        }
        String copy = server.uniqueDatabase();
        restore(backup, copy, 1);

        assertSame(origin, copy);
    }

    @Test
    void aSupertableOrATableIsRestoredAlone() throws InterruptedException {
        String origin = origin();
        fill(origin);
        Path backup = directory.resolve("backup");
        try (DirectEngine engine =
                DirectEngine.start(EngineRuns.backup(server, origin, backup, directory.resolve("offsets")))) {
            awaitRows(backup, origin, 14);
        }

        String stable = server.uniqueDatabase();
        restore(backup, stable, 1, "tables", "m");
        String tables = server.uniqueDatabase();
        restore(backup, tables, 1, "tables", "m1,n");

        assertThat(tables(stable)).containsExactly("[m1, m]", "[m2, m]", "[m_empty, m]");
        assertThat(content(stable, "m2")).isEqualTo(content(origin, "m2"));
        assertThat(tables(tables)).containsExactly("[m1, m]", "[n, null]");
        assertThat(content(tables, "m1")).isEqualTo(content(origin, "m1"));
        assertThat(content(tables, "n")).isEqualTo(content(origin, "n"));
    }

    @Test
    void queriesBackUpOneTable() throws InterruptedException {
        String origin = origin();
        fill(origin);
        Path backup = directory.resolve("backup");
        DirectTask task = EngineRuns.backup(
                server,
                origin,
                backup,
                directory.resolve("offsets"),
                "read.mode",
                "query",
                "mode",
                "history",
                "tables",
                "m.m1");
        try (DirectEngine engine = DirectEngine.start(task)) {
            awaitRows(backup, origin, 2);
        }
        String copy = server.uniqueDatabase();
        restore(backup, copy, 1);

        assertThat(tables(copy)).containsExactly("[m1, m]");
        assertThat(content(copy, "m1")).isEqualTo(content(origin, "m1"));
    }

    @Test
    void nothingIsLostWhenBackupAndRestoreAreKilled() throws InterruptedException, IOException {
        String origin = origin();
        execute(origin, "CREATE STABLE %s.m (ts TIMESTAMP, v INT) TAGS (g INT)");
        int total = 40_000;
        insert(origin, 0, total / 2);
        Path backup = directory.resolve("backup");
        DirectTask task = EngineRuns.backup(server, origin, backup, directory.resolve("offsets"));
        Process first = EngineProcess.start(task, directory.resolve("first"));
        awaitRows(backup, origin, 1);
        first.destroyForcibly().waitFor();
        insert(origin, total / 2, total);
        Process second = EngineProcess.start(task, directory.resolve("second"));
        awaitRows(backup, origin, total);
        // What came twice is counted twice.
        await().atMost(LIMIT)
                .until(() -> manifest(backup, origin).segments().stream()
                        .map(Segment::last)
                        .anyMatch(last -> java.time.Instant.ofEpochSecond(1_700_000_000L, total - 1)
                                .toString()
                                .equals(last)));
        second.destroyForcibly().waitFor();

        String copy = server.uniqueDatabase();
        DirectTask restore =
                EngineRuns.restore(server, backup, copy, directory.resolve("restored"), 1, "rows.per.record", "3");
        Process killed = EngineProcess.start(restore, directory.resolve("third"));
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .ignoreExceptions()
                .until(() -> count(copy) > 0);
        killed.destroyForcibly().waitFor();
        assertThat(count(copy)).as("killed in the middle").isLessThan(total);
        assertThat(EngineProcess.start(restore, directory.resolve("fourth")).waitFor())
                .isZero();

        String rows = "SELECT tbname, COUNT(*), SUM(v) FROM %s.m GROUP BY tbname ORDER BY tbname";
        assertThat(rows(String.format(rows, copy))).isEqualTo(rows(String.format(rows, origin)));
        assertThat(count(copy)).isEqualTo(total);
    }

    private static void assertSame(String origin, String copy) {
        assertThat(tables(copy)).isEqualTo(tables(origin)).contains("[m_empty, m]", "[n_empty, null]");
        assertThat(rows("SELECT stable_name FROM information_schema.ins_stables WHERE db_name = '" + copy
                        + "' ORDER BY stable_name"))
                .contains("[nothing]");
        assertThat(rows("SELECT `precision` FROM information_schema.ins_databases WHERE name = '" + copy + "'"))
                .containsExactly("[ns]");
        for (String table : List.of("m", "j", "money", "files", "n", "late", "nothing", "n_empty")) {
            assertThat(rows("DESCRIBE " + copy + "." + table))
                    .as(table)
                    .isEqualTo(rows("DESCRIBE " + origin + "." + table));
        }
        for (String table : TABLES) {
            assertThat(content(copy, table))
                    .as(table)
                    .isEqualTo(content(origin, table))
                    .isNotEmpty();
        }
        for (String tags : List.of("tbname, g, loc FROM %s.m", "tbname, info FROM %s.j")) {
            assertThat(rows("SELECT TAGS " + String.format(tags, copy)))
                    .containsExactlyInAnyOrderElementsOf(rows("SELECT TAGS " + String.format(tags, origin)));
        }
        assertThat(content(copy, "n")).hasSize(4);
    }

    private static void restore(Path backup, String database, int tasks, String... options)
            throws InterruptedException {
        DirectTask task = EngineRuns.restore(
                server, backup, database, backup.resolveSibling("offsets-" + database), tasks, options);
        try (DirectEngine engine = DirectEngine.start(task)) {
            EngineResult result = engine.await();
            assertThat(result.cause()).isNull();
            assertThat(result.outcome()).isEqualTo(EngineResult.Outcome.FINISHED);
            assertThat(result.figures().failures()).isZero();
            assertThat(result.figures().shareDone()).isEqualTo(1);
        }
    }

    private static String origin() {
        String name = server.createDatabase("ns");
        origins.add(name);
        return name;
    }

    private static void fill(String database) {
        execute(
                database,
                "CREATE STABLE %s.m (ts TIMESTAMP, k INT PRIMARY KEY, b BOOL, i8 TINYINT, i16 SMALLINT, i64 BIGINT,"
                        + " u8 TINYINT UNSIGNED, u16 SMALLINT UNSIGNED, u32 INT UNSIGNED, u64 BIGINT UNSIGNED, f FLOAT,"
                        + " d DOUBLE, vc VARCHAR(40), nc NCHAR(40), vb VARBINARY(40), ge GEOMETRY(100), t2 TIMESTAMP)"
                        + " TAGS (g INT, loc NCHAR(20))",
                "CREATE STABLE %s.j (ts TIMESTAMP, v INT) TAGS (info JSON)",
                "CREATE STABLE %s.money (ts TIMESTAMP, v DECIMAL(10,2), w DECIMAL(38,10)) TAGS (g INT)",
                "CREATE STABLE %s.files (ts TIMESTAMP, b BLOB) TAGS (g INT)",
                "CREATE STABLE %s.nothing (ts TIMESTAMP, v NCHAR(7)) TAGS (g VARCHAR(9))",
                "CREATE TABLE %s.n_empty (ts TIMESTAMP, v DOUBLE)",
                "CREATE TABLE %s.late (ts TIMESTAMP, v INT)",
                "CREATE TABLE %s.m_empty USING %s.m TAGS (NULL, '空')",
                "INSERT INTO %s.m1 USING %s.m TAGS (-7, '电 \"q\"') VALUES (1700000000123456789, 1, true, -128, -32768,"
                        + " -9223372036854775807, 255, 65535, 4294967295, 18446744073709551615, 0.1, -1.7e300, 'a\\'b\\\\',"
                        + " '电流 😀', '\\x00FF27', 'POINT(1 2)', -1)"
                        + " (1700000000123456789, 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                        + " NULL, NULL, NULL)",
                "INSERT INTO %s.m2 USING %s.m TAGS (NULL, NULL) (ts, k, i64) VALUES (1700000000000000001, 1, 9)",
                "INSERT INTO %s.j1 USING %s.j TAGS ('{\"a\":1.5,\"b\":\"x\"}') VALUES (1700000000000000001, 1)"
                        + " (1700000000000000002, NULL)",
                "INSERT INTO %s.money1 USING %s.money TAGS (1) VALUES (1700000000000000001, '-99999999.99',"
                        + " '9999999999999999999999999999.9999999999') (1700000000000000002, NULL, NULL)",
                "INSERT INTO %s.files1 USING %s.files TAGS (1) VALUES (1700000000000000001, '\\x00FF27')"
                        + " (1700000000000000002, NULL)",
                "CREATE TABLE %s.n (ts TIMESTAMP, note VARCHAR(10))",
                "INSERT INTO %s.n VALUES (1700000000000000001, 'first') (1700000000000000002, 'deleted')"
                        + " (1700000000000000003, NULL)",
                "INSERT INTO %s.gone USING %s.j TAGS ('{}') VALUES (1700000000000000001, 1) (1700000000000000002, 2)");
        // 2 + 1 + 2 + 2 + 2 + 3 + 2 rows.
    }

    private static void insert(String database, int from, int to) {
        for (int i = from; i < to; i += 2_000) {
            StringBuilder sql = new StringBuilder("INSERT INTO ");
            for (int table = 0; table < 4; table++) {
                sql.append(database)
                        .append(".d")
                        .append(table)
                        .append(" USING ")
                        .append(database)
                        .append(".m TAGS (")
                        .append(table)
                        .append(") VALUES");
                for (int row = i + table * 500; row < i + table * 500 + 500; row++) {
                    sql.append(" (")
                            .append(1_700_000_000_000_000_000L + row)
                            .append(',')
                            .append(row)
                            .append(')');
                }
                sql.append(' ');
            }
            server.execute(sql.toString());
        }
    }

    private static void awaitRows(Path backup, String database, long rows) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(manifest(backup, database).rows()).isGreaterThanOrEqualTo(rows));
    }

    private static Manifest manifest(Path backup, String database) throws IOException {
        return BackupFolder.of(backup, database).manifest().orElseThrow();
    }

    private static long count(String database) {
        return server.count(database + ".m");
    }

    private static List<String> tables(String database) {
        return rows("SELECT table_name, stable_name FROM information_schema.ins_tables WHERE db_name = '" + database
                + "' ORDER BY table_name");
    }

    private static List<String> content(String database, String table) {
        return rows("SELECT * FROM " + database + "." + table + " ORDER BY ts");
    }

    private static List<String> rows(String query) {
        return server.query(query).stream()
                .map(row -> Arrays.deepToString(row.toArray()))
                .toList();
    }

    private static void execute(String database, String... statements) {
        for (String sql : statements) {
            server.execute(sql.replace("%s", database));
        }
    }
}
