// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.TdengineServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Restores backups of a part of a database, as on the page about copying, into an empty database. */
@Timeout(240)
class BackupIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static TdengineServer tdengine;
    private static ConnectCluster cluster;

    private String origin;

    @BeforeAll
    static void start() {
        tdengine = TdengineServer.start();
        cluster = ConnectCluster.start();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
        tdengine.close();
    }

    @BeforeEach
    void fill() {
        origin = tdengine.createDatabase("us");
        for (String sql : List.of(
                "CREATE STABLE %s.meters (ts TIMESTAMP, v INT UNSIGNED, note NCHAR(10)) TAGS (g TINYINT, loc VARCHAR(20))",
                "CREATE STABLE %s.other (ts TIMESTAMP, w DOUBLE) TAGS (g INT)",
                "INSERT INTO %s.d1 USING %s.meters TAGS (1, 'hall') VALUES (1700000000000001, 4294967295, '电')"
                        + " (1700000000000002, NULL, NULL)",
                "INSERT INTO %s.d2 USING %s.meters TAGS (NULL, 'yard') VALUES (1700000000000001, 3, 'x')",
                "INSERT INTO %s.o1 USING %s.other TAGS (1) VALUES (1700000000000001, 0.5)")) {
            tdengine.execute(sql.replace("%s", origin));
        }
    }

    @AfterEach
    void dropTopics() {
        cluster.rest().connectors().forEach(name -> cluster.rest().deleteConnector(name));
        // A database with topics cannot be dropped.
        tdengine.query("SELECT topic_name FROM information_schema.ins_topics WHERE db_name = '" + origin + "'")
                .forEach(row -> await().atMost(LIMIT).ignoreExceptions().until(() -> {
                    tdengine.execute("DROP TOPIC IF EXISTS `" + row.get(0) + "`");
                    return true;
                }));
    }

    @Test
    void oneSupertable() throws IOException {
        Map<String, String> source = config("replication-source");
        source.put("stables", "meters");

        assertThat(restored(source, 3)).isEqualTo(rows(origin, "SELECT tbname, * FROM %s.meters ORDER BY tbname, ts"));
    }

    @Test
    void oneSubtableAndWhatComesLater() throws IOException {
        Map<String, String> source = config("backup-subtable");
        source.put("tables", "meters.d1");
        tdengine.execute("INSERT INTO " + origin + ".d1 VALUES (NOW, 7, 'now')");

        assertThat(restored(source, 3))
                .isEqualTo(rows(origin, "SELECT tbname, * FROM %s.meters WHERE tbname = 'd1' ORDER BY tbname, ts"));
    }

    /** With the converters of a worker between the connectors, and both directions under the documented names. */
    @Test
    void filesOfTheWholeDatabase(@TempDir Path directory) throws IOException {
        DocumentedExample page = DocumentedExample.of("backup.md");
        tdengine.execute("CREATE TABLE " + origin + ".empty (ts TIMESTAMP, v DOUBLE)");
        String rows = origin + "-rows";
        cluster.topics().create(rows, 1);
        cluster.putConnector(origin + "-backup", addressed(page.config("backup-files-source")));
        Map<String, String> files = page.config("backup-files-sink");
        files.putAll(Map.of("topics", rows, "directory", directory.toString()));
        cluster.putConnector(origin + "-files", files);
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(Files.readString(directory.resolve(origin + "/manifest.json")))
                        .contains("\"rows\": 4,"));

        String restored = origin + "-restored";
        String copy = tdengine.uniqueDatabase();
        cluster.topics().create(restored, 1);
        Map<String, String> source = page.config("restore-files-source");
        source.putAll(Map.of(
                "directory", directory.toString(), "database", origin, "topic", restored, "metadata.topic", restored));
        cluster.putConnector(origin + "-unpack", source);
        Map<String, String> sink = addressed(page.config("restore-files-sink"));
        sink.putAll(Map.of("topics", restored, "database", copy));
        cluster.putConnector(origin + "-restore", sink);

        String all = "SELECT tbname, * FROM %s.meters ORDER BY tbname, ts";
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(rows(copy, all)).isEqualTo(rows(origin, all)));
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(rows(copy, "SELECT * FROM %s.o1")).hasSize(1));
        for (String table : List.of("meters", "other", "empty")) {
            assertThat(rows(copy, "DESCRIBE %s." + table)).isEqualTo(rows(origin, "DESCRIBE %s." + table));
        }
    }

    /** The rows of meters in a new database, which must not contain the other supertable; waits for their number. */
    private List<String> restored(Map<String, String> source, int count) throws IOException {
        String topic = origin + "-rows";
        cluster.topics().create(topic, 1);
        cluster.putConnector(origin + "-backup", source);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(cluster.topics().count(topic)).isEqualTo(count));

        String copy = tdengine.createDatabase("us");
        Map<String, String> sink = config("replication-sink");
        sink.putAll(Map.of("topics", topic, "database", copy));
        cluster.putConnector(origin + "-restore", sink);
        await().atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(tdengine.count(copy + ".meters")).isEqualTo(count));
        assertThat(rows(copy, "DESCRIBE %s.meters")).isEqualTo(rows(origin, "DESCRIBE %s.meters"));
        assertThat(rows(copy, "SELECT stable_name FROM information_schema.ins_stables WHERE db_name = '%s'"))
                .containsExactly("[meters]");
        return rows(copy, "SELECT tbname, * FROM %s.meters ORDER BY tbname, ts");
    }

    private Map<String, String> config(String name) throws IOException {
        return addressed(DocumentedExample.of("copying-tdengine.md").config(name));
    }

    private Map<String, String> addressed(Map<String, String> config) {
        config.computeIfPresent("database", (key, value) -> origin);
        config.put("connection.url", "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port());
        config.put("connection.user", tdengine.user());
        config.put("connection.password", tdengine.password());
        return config;
    }

    private static List<String> rows(String database, String query) {
        return tdengine.query(String.format(query, database)).stream()
                .map(row -> Arrays.deepToString(row.toArray()))
                .toList();
    }
}
