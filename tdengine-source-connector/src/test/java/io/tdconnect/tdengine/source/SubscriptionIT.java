// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.record.Routing;
import io.tdconnect.tdengine.tmq.MetadataEvent;
import io.tdconnect.testing.TdengineServer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SubscriptionIT {
    private static final String ALL_TYPES = "bo BOOL, ti TINYINT, si SMALLINT, it INT, bi BIGINT, fl FLOAT, do DOUBLE,"
            + " vc VARCHAR(20), tm TIMESTAMP, nc NCHAR(10), ut TINYINT UNSIGNED, us SMALLINT UNSIGNED, ui INT UNSIGNED,"
            + " ub BIGINT UNSIGNED, vb VARBINARY(20), ge GEOMETRY(100)";

    private static Source source;

    @BeforeAll
    static void start() {
        source = new Source(TdengineServer.start());
    }

    @AfterAll
    static void stop() {
        if (source != null) {
            source.close();
        }
    }

    @Test
    void everyTypeWithItsNullsAndTags() throws InterruptedException {
        String database = source.database("us");
        source.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, " + ALL_TYPES + ")"
                + " TAGS (g INT, loc NCHAR(10), big BIGINT, ok BOOL, raw VARBINARY(4), gub BIGINT UNSIGNED)");
        source.execute("INSERT INTO " + database + ".d1 USING " + database
                + ".m TAGS (1, '北京', 9007199254740993, true, '\\x01FF', 18446744073709551615)"
                + " VALUES (1700000000000001, true, -128, -32768, -2147483648, -9223372036854775807, 1.5, 2.25, 'text',"
                + " 1700000000000002, '电表', 255, 65535, 4294967295, 18446744073709551615, '\\x00FF', 'POINT(1 2)')"
                + " (1700000000000003, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
                + " NULL, NULL, NULL)");

        try (SourceRun run = new SourceRun(SourceRun.properties(source.server(), "database", database))) {
            List<SourceRecord> records = run.take(2);

            SourceRecord record = records.get(0);
            assertThat(record.topic()).isEqualTo(database + ".m");
            assertThat(record.key()).isEqualTo("d1");
            assertThat(Routing.read(record.headers()))
                    .isEqualTo(new Routing(database, "m", "d1", List.of("g", "loc", "big", "ok", "raw", "gub"), "ts"));
            Struct row = (Struct) record.value();
            row.validate();
            assertColumns(row);
            assertThat(DeclaredType.of(row.schema().field("nc").schema())).isEqualTo("NCHAR(10)");
            assertThat(DeclaredType.of(row.schema().field("loc").schema())).isEqualTo("NCHAR(10)");
            assertThat(DeclaredType.of(row.schema().field("vb").schema())).isEqualTo("VARBINARY(20)");
            assertThat(row.schema().field("ts").schema().parameters()).containsEntry("unit", "us");

            assertNulls((Struct) records.get(1).value(), row.schema());
        }
    }

    private static void assertColumns(Struct row) {
        assertThat(row.getInt64("ts")).isEqualTo(1_700_000_000_000_001L);
        assertThat(row.getBoolean("bo")).isTrue();
        assertThat(row.getInt8("ti")).isEqualTo((byte) -128);
        assertThat(row.getInt16("si")).isEqualTo((short) -32768);
        assertThat(row.getInt32("it")).isEqualTo(Integer.MIN_VALUE);
        assertThat(row.getInt64("bi")).isEqualTo(-9223372036854775807L);
        assertThat(row.getFloat32("fl")).isEqualTo(1.5f);
        assertThat(row.getFloat64("do")).isEqualTo(2.25);
        assertThat(row.getString("vc")).isEqualTo("text");
        assertThat(row.getInt64("tm")).isEqualTo(1_700_000_000_000_002L);
        assertThat(row.getString("nc")).isEqualTo("电表");
        assertThat(row.getInt16("ut")).isEqualTo((short) 255);
        assertThat(row.getInt32("us")).isEqualTo(65535);
        assertThat(row.getInt64("ui")).isEqualTo(4294967295L);
        assertThat(row.get("ub")).isEqualTo(new BigDecimal("18446744073709551615"));
        assertThat(row.getBytes("vb")).isEqualTo(new byte[] {0, (byte) 0xff});
        assertThat(row.getBytes("ge")).hasSizeGreaterThan(20);
        assertThat(List.of(row.get("g"), row.get("loc"), row.get("big"), row.get("ok"), row.get("gub")))
                .containsExactly(1, "北京", 9007199254740993L, true, new BigDecimal("18446744073709551615"));
        assertThat(row.getBytes("raw")).isEqualTo(new byte[] {1, (byte) 0xff});
    }

    private static void assertNulls(Struct nulls, Schema schema) {
        nulls.validate();
        assertThat(nulls.schema()).isSameAs(schema);
        for (String column : List.of("bo", "ti", "si", "it", "bi", "fl", "do", "vc", "tm", "nc", "ut", "ub", "vb")) {
            assertThat(nulls.get(column)).as(column).isNull();
        }
        assertThat(nulls.get("g")).isEqualTo(1);
    }

    @Test
    void schemaFollowsTheTable() throws InterruptedException {
        String database = source.database("ms");
        source.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, v INT, s VARCHAR(4)) TAGS (g INT)");
        source.execute(
                "INSERT INTO " + database + ".d1 USING " + database + ".m TAGS (1) VALUES (1700000000001, 1, 'a')");
        Map<String, String> properties = SourceRun.properties(source.server(), "database", database, "stables", "m");

        try (SourceRun run = new SourceRun(properties)) {
            assertThat(names(run.take(1))).containsExactly("ts", "v", "s", "g");

            source.execute("ALTER STABLE " + database + ".m ADD COLUMN w DOUBLE");
            source.execute("ALTER STABLE " + database + ".m MODIFY COLUMN s VARCHAR(40)");
            source.execute("INSERT INTO " + database + ".d1 VALUES (1700000000002, 2, 'b', 2.5)");
            List<SourceRecord> wider = run.take(1);
            assertThat(names(wider)).containsExactly("ts", "v", "s", "w", "g");
            assertThat(DeclaredType.of(
                            ((Struct) wider.get(0).value()).schema().field("s").schema()))
                    .isEqualTo("VARCHAR(40)");

            source.execute("ALTER STABLE " + database + ".m DROP COLUMN v");
            source.execute("INSERT INTO " + database + ".d1 VALUES (1700000000003, 'c', 3.5)");
            assertThat(names(run.take(1))).containsExactly("ts", "s", "w", "g");

            source.execute("ALTER TABLE " + database + ".d1 SET TAG g = 7");
            source.execute("INSERT INTO " + database + ".d1 VALUES (1700000000004, 'd', 4.5)");
            assertThat(SourceRun.column(run.take(1), "g")).containsExactly(7);

            source.execute("INSERT INTO " + database + ".d1 (ts, w) VALUES (1700000000005, 5.5)");
            assertThat(names(run.take(1))).containsExactly("ts", "w", "g");
        }
    }

    @Test
    void normalTablesAndSubtablesThatComeLater() throws InterruptedException {
        String database = source.database("ns");
        source.execute("CREATE TABLE " + database + ".log (ts TIMESTAMP, line NCHAR(50))");
        source.execute("INSERT INTO " + database + ".log VALUES (1700000000000000001, 'x')");

        try (SourceRun run = new SourceRun(SourceRun.properties(source.server(), "database", database))) {
            SourceRecord record = run.take(1).get(0);
            assertThat(record.topic()).isEqualTo(database + ".log");
            assertThat(Routing.read(record.headers())).isEqualTo(new Routing(database, "", "log", null, "ts"));

            source.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
            source.execute(
                    "INSERT INTO " + database + ".d1 USING " + database + ".m TAGS (1) VALUES (1700000000000000002, 1)"
                            + " " + database + ".d2 USING " + database + ".m TAGS (2) VALUES (1700000000000000003, 2)");
            assertThat(SourceRun.column(run.take(2), "g")).containsExactlyInAnyOrder(1, 2);
        }
    }

    @Test
    void resultOfAQuery() throws InterruptedException {
        String database = source.database("ms");
        source.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, v INT, w INT) TAGS (g INT)");
        source.execute("INSERT INTO " + database + ".d1 USING " + database
                + ".m TAGS (1) VALUES (1700000000001, 1, 1) (1700000000002, 20, 2)");
        Map<String, String> properties = SourceRun.properties(
                source.server(),
                "topic.query",
                "SELECT ts, v FROM " + database + ".m WHERE v > 10",
                "kafka.topic",
                "{database}-big");

        try (SourceRun run = new SourceRun(properties)) {
            SourceRecord record = run.take(1).get(0);
            assertThat(record.topic()).isEqualTo(database + "-big");
            assertThat(((Struct) record.value()).getInt32("v")).isEqualTo(20);
            assertThat(record.headers()).isEmpty();
            assertThat(record.key()).isNull();
        }
    }

    @Test
    void severalRowsInARecord() throws InterruptedException {
        String database = source.database("ms");
        source.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        source.execute("INSERT INTO " + database + ".d1 USING " + database
                + ".m TAGS (1) VALUES (1700000000001, 1) (1700000000002, 2) (1700000000003, 3)");
        Map<String, String> properties =
                SourceRun.properties(source.server(), "database", database, "rows.per.record", "2");

        try (SourceRun run = new SourceRun(properties)) {
            List<SourceRecord> records = run.take(2);
            assertThat(records.get(0).valueSchema().type()).isEqualTo(Schema.Type.ARRAY);
            assertThat(records)
                    .extracting(record -> ((List<?>) record.value()).size())
                    .containsExactly(2, 1);
        }
    }

    @Test
    void metadataEventsGoToTheirTopic() throws InterruptedException {
        String database = source.database("ms");
        source.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        source.execute("INSERT INTO " + database + ".d1 USING " + database + ".m TAGS (1) VALUES (1700000000001, 1)");
        source.execute("ALTER STABLE " + database + ".m ADD COLUMN w INT");
        source.execute("DELETE FROM " + database + ".d1 WHERE ts = 1700000000001");
        source.execute("DROP TABLE " + database + ".d1");
        Map<String, String> properties =
                SourceRun.properties(source.server(), "database", database, "metadata.topic", "{database}-metadata");

        try (SourceRun run = new SourceRun(properties)) {
            List<SourceRecord> events = run
                    .takeUntil(records -> metadata(records).contains("drop"))
                    .stream()
                    .filter(record -> record.topic().equals(database + "-metadata"))
                    .toList();

            assertThat(metadata(events)).contains("create", "alter", "delete", "drop");
            assertThat(events).allSatisfy(event -> {
                assertThat(event.key()).isEqualTo(database);
                assertThat(event.valueSchema()).isEqualTo(Schema.STRING_SCHEMA);
                assertThat(Routing.read(event.headers()).database()).isEqualTo(database);
            });
            assertThat(events.get(0).value().toString()).contains("\"tableName\":\"m\"");
        }
    }

    @Test
    void severalVgroupsWithPositionsOfTheirOwn() throws InterruptedException {
        String database = source.database("ms", 3);
        source.execute("CREATE STABLE " + database + ".m (ts TIMESTAMP, v INT) TAGS (g INT)");
        StringBuilder insert = new StringBuilder("INSERT INTO");
        for (int i = 0; i < 60; i++) {
            insert.append(" " + database + ".d" + i + " USING " + database + ".m TAGS (" + i
                    + ") VALUES (1700000000001, " + i + ")");
        }
        source.execute(insert.toString());
        Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();

        try (SourceRun run = new SourceRun(SourceRun.properties(source.server(), "database", database), offsets)) {
            List<SourceRecord> records = run.take(60);
            assertThat(records).hasSize(60);
            assertThat(SourceRun.column(records, "v")).doesNotHaveDuplicates();
            assertThat(records).allSatisfy(record -> {
                Struct row = (Struct) record.value();
                assertThat(row.get("g")).isEqualTo(row.get("v"));
            });
        }
        assertThat(offsets).hasSizeGreaterThan(1);
    }

    @Test
    void snapshotBeginsWithAllRowsAndGoesOnWithNewOnes() throws InterruptedException {
        String database = source.meters();
        source.insert(database, 1, 3);
        source.execute("FLUSH DATABASE " + database);
        Map<String, String> properties =
                SourceRun.properties(source.server(), "database", database, "snapshot", "true");

        try (SourceRun run = new SourceRun(properties)) {
            assertThat(SourceRun.column(run.take(3), "v")).contains(1, 2, 3);
            source.insert(database, 4, 1);
            List<SourceRecord> later =
                    run.takeUntil(records -> SourceRun.column(records, "v").contains(4));
            assertThat(later.get(later.size() - 1).sourceOffset()).isNotNull();
        }
    }

    private static List<String> names(List<SourceRecord> records) {
        return ((Struct) records.get(0).value())
                .schema().fields().stream().map(field -> field.name()).toList();
    }

    private static List<String> metadata(List<SourceRecord> records) {
        return records.stream()
                .map(record -> record.headers().lastWithName(MetadataEvent.HEADER))
                .filter(header -> header != null)
                .map(header -> String.valueOf(header.value()))
                .toList();
    }
}
