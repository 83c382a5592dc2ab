// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Configurations of kafka-connect-tdengine, and the complaints of its users. */
class MigrationIT {
    private static final String NS = "1626006833639000123";

    private static TdengineServer server;

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void createsTheDatabaseAndWritesTheLineOfTheQuickstart() {
        String database = server.uniqueDatabase();
        try (RunningSink sink = sink("connection.database", database, "db.schemaless", "line")) {
            sink.put("st,t1=3i64,t2=4f64,t3=\"t3\" c1=3i64,c3=L\"passit\",c2=false,c4=4f64 " + NS);
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.query("SELECT CAST(_ts AS BIGINT), c1, c3, c2, c4, t1 FROM " + database
                        + ".t_d82f9398e130675624affc543fe60c02"))
                .containsExactly(List.of(Long.valueOf(NS), 3L, "passit", false, 4.0, "3i64"));
    }

    /** There, a batch was cut wherever the topic changed, and each write created the database again. */
    @Test
    void recordsInterleavedOverTopicsGoToTheDatabaseOfTheirTopic() {
        String prefix = server.uniqueDatabase() + "_";
        try (RunningSink sink = sink("connection.database.prefix", prefix, "db.schemaless", "telnet")) {
            SinkRecord[] records = new SinkRecord[20];
            for (int i = 0; i < records.length; i++) {
                records[i] = Records.of(
                        new TopicPartition(i % 2 == 0 ? "a" : "b", 0), i, "m " + (1700000000 + i) + " " + i + " t=x");
            }
            sink.context.assignment.add(new TopicPartition("a", 0));
            sink.context.assignment.add(new TopicPartition("b", 0));
            sink.putRecords(records);
            // Creating databases takes longer than the time for which the sink lets a commit wait.
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
                sink.putRecords();
                assertThat(server.count("`" + prefix + "a`.m")).isEqualTo(10);
                assertThat(server.count("`" + prefix + "b`.m")).isEqualTo(10);
            });
            assertThat(sink.context.reported).isEmpty();
        } finally {
            server.execute("DROP DATABASE IF EXISTS `" + prefix + "a`");
            server.execute("DROP DATABASE IF EXISTS `" + prefix + "b`");
        }
    }

    /** Issues 19 and 53 there: the batch was thrown away, or failed with nothing in the log. */
    @Test
    void oneBadLineIsReportedAndTheOthersAreWrittenInTheirPrecision() {
        String database = server.createDatabase("ns");
        try (RunningSink sink =
                sink("connection.database", database, "db.schemaless", "line", "data.precision", "ms")) {
            sink.put("m,t=a v=1 1700000000001", "broken line", "m,t=a v=2 1700000000002", "m,t=a v=3\n1700000000003");
            sink.writeAll();
            assertThat(sink.context.reported)
                    .extracting(bad -> bad.reason().getMessage())
                    .hasSize(2)
                    .allMatch(reason -> reason.contains("line "));
        }

        assertThat(server.query("SELECT CAST(_ts AS BIGINT), v FROM " + database + ".m WHERE v < 3 ORDER BY _ts"))
                .containsExactly(List.of(1700000000001000000L, 1.0), List.of(1700000000002000000L, 2.0));
    }

    /** There, retrying the records of a batch one by one forgot the precision and the database. */
    @Test
    void rowsBesideOneThatTheServerRefusesKeepTheirPrecision() {
        String database = server.uniqueDatabase();
        server.execute("CREATE DATABASE " + database + " PRECISION 'us' BUFFER 16 KEEP 3650");
        try (RunningSink sink =
                sink("connection.database", database, "db.schemaless", "line", "data.precision", "ms")) {
            sink.put("m,t=a v=1 1780000000001", "m,t=a v=2 1000", "m,t=a v=3 1780000000003");
            sink.writeAll();
            assertThat(sink.context.reported).hasSize(1);
        }

        assertThat(server.query("SELECT CAST(_ts AS BIGINT), v FROM " + database + ".m ORDER BY _ts"))
                .containsExactly(List.of(1780000000001000L, 1.0), List.of(1780000000003000L, 3.0));
    }

    /** Issue 58 there. */
    @Test
    void aTagValueMayHoldASpace() {
        String database = server.createDatabase("ms");
        try (RunningSink sink = sink("connection.database", database, "db.schemaless", "line")) {
            sink.put("m,t=two\\ words v=1 " + NS);
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.query("SELECT t FROM " + database + ".m")).containsExactly(List.of("two words"));
    }

    /** There, the native library read a record as one line. */
    @Test
    void writesAllLinesOfARecordAndSkipsNullValues() {
        String database = server.createDatabase("ms");
        try (RunningSink sink = sink("connection.database", database, "db.schemaless", "line")) {
            sink.put("m,t=a v=1 1700000000001000000\nm,t=a v=2 1700000000002000000\n", null);
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.count(database + ".m")).isEqualTo(2);
    }

    @Test
    void nanosecondsInJsonKeepTheirDigits() {
        String database = server.createDatabase("ns");
        try (RunningSink sink = sink("connection.database", database, "db.schemaless", "json")) {
            sink.put("{\"metric\":\"m\",\"timestamp\":{\"value\":" + NS + ",\"type\":\"ns\"},\"value\":"
                    + "{\"value\":9007199254740993,\"type\":\"bigint\"},\"tags\":{\"t\":\"a\"}}");
            sink.writeAll();
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.query("SELECT CAST(_ts AS BIGINT), _value FROM " + database + ".m"))
                .containsExactly(List.of(Long.valueOf(NS), 9007199254740993L));
    }

    private static RunningSink sink(String... namesAndValues) {
        Map<String, String> config = new HashMap<>();
        config.put("connection.url", "jdbc:TAOS-RS://" + server.host() + ":" + server.port());
        config.put("connection.user", server.user());
        config.put("connection.password", server.password());
        return RunningSink.of(config, namesAndValues);
    }
}
