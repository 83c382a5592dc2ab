// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.ConnectCluster;
import io.tdconnect.testing.TdengineServer;
import java.io.IOException;
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
        Map<String, String> config = DocumentedExample.of("copying-tdengine.md").config(name);
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
