// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static io.tdconnect.influxdb.Influxd.SECOND;
import static io.tdconnect.influxdb.Influxd.T0;
import static io.tdconnect.influxdb.Influxd.header;
import static io.tdconnect.influxdb.Influxd.struct;
import static io.tdconnect.influxdb.TaskRun.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tdconnect.testing.InfluxdServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WindowedReadIT {
    @AutoClose
    private static InfluxdServer server;

    @BeforeAll
    static void startServer() {
        server = Influxd.start();
    }

    @BeforeEach
    void createDatabase() {
        server.createDatabase("db");
    }

    @Test
    void keepsTypesNanosecondsAndMissingFields() throws Exception {
        server.write(
                "db",
                "m,host=a f=3,g=1e300,i=9223372036854775807i,s=\"quote \\\" 温度 \\\\\",b=true 1600000000123456789",
                "m,host=a f=-0.1,i=-9223372036854775808i 1600000000123456790",
                "m s=\"\" 1600000000123456791");

        List<SourceRecord> records = read("m");

        Schema schema = records.get(0).valueSchema();
        assertThat(schema.fields()).extracting(Field::name).containsExactly("time", "host", "b", "f", "g", "i", "s");
        assertThat(schema.field("f").schema()).isEqualTo(Schema.OPTIONAL_FLOAT64_SCHEMA);
        assertThat(schema.field("i").schema()).isEqualTo(Schema.OPTIONAL_INT64_SCHEMA);
        assertThat(schema.field("time").schema().name()).isEqualTo("io.tdconnect.Timestamp");
        assertThat(records.stream().map(this::texts))
                .containsExactlyInAnyOrder(
                        "1600000000123456789 a true 3.0 1.0E300 9223372036854775807 quote \" 温度 \\",
                        "1600000000123456790 a null -0.1 null -9223372036854775808 null",
                        "1600000000123456791 null null null null null ");
        assertThat(records.get(0).topic()).isEqualTo("db.m");
        // Kafka would delete records with a time of the past at once.
        assertThat(records).extracting(SourceRecord::timestamp).containsOnlyNulls();
    }

    @Test
    void readsNamesWithUnicodeQuotesSpacesAndSlashes() throws Exception {
        String name = "température \"x\" 'y' a/b\\c, 温度";
        server.write("db", "température\\ \"x\"\\ 'y'\\ a/b\\c\\,\\ 温度,ta\\ g\"é=v\"'\\ /w fi\\ eld\"ü=1,o/k=2i " + T0);

        List<SourceRecord> records = read(name);

        assertThat(records).hasSize(1);
        Struct value = struct(records.get(0));
        assertThat(value.getString("ta g\"é")).isEqualTo("v\"' /w");
        assertThat(value.getFloat64("fi eld\"ü")).isEqualTo(1.0);
        assertThat(value.getInt64("o/k")).isEqualTo(2L);
        assertThat(records.get(0).topic()).matches("db\\.[A-Za-z0-9._-]+_[0-9a-f]{16}");
    }

    @Test
    void keepsTagAndFieldOfTheSameNameApart() throws Exception {
        server.write("db", "m,x=tag,host=a x=1,y=2 " + T0);

        SourceRecord record = read("m").get(0);

        assertThat(struct(record).getFloat64("x")).isEqualTo(1.0);
        assertThat(struct(record).getString("x_tag")).isEqualTo("tag");
        assertThat(header(record, "td.tags")).isEqualTo("host,x_tag");
        assertThat(header(record, "td.stable")).isEqualTo("m");
        assertThat(header(record, "td.table")).isEqualTo("m_host_a_x_tag").isEqualTo(record.key());
        assertThat(header(record, "td.timestamp")).isEqualTo("time");
    }

    @Test
    void pointsOnWindowBordersAndOfEqualTimeComeOnce() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
            for (long around = -1; around <= 1; around++) {
                for (int host = 0; host < 3; host++) {
                    lines.add("m,host=h" + host + " value=" + lines.size() + "i "
                            + (T0 + minute * 60L * SECOND + around));
                }
            }
        }
        server.write("db", lines);
        List<SourceRecord> records = take(properties(
                server,
                "db",
                List.of("m"),
                "begin.time",
                String.valueOf(T0 - 1),
                "read.window",
                "M",
                "batch.size",
                "7"));

        assertThat(Influxd.values(records))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, lines.size()).boxed().toList());
    }

    @Test
    void endIsExclusiveAndBeginInclusive() throws Exception {
        server.write(
                "db",
                "m value=0i " + (T0 - 1),
                "m value=1i " + T0,
                "m value=2i " + (T0 + 9),
                "m value=3i " + (T0 + 10));

        List<SourceRecord> records = take(properties(
                server, "db", List.of("m"), "begin.time", String.valueOf(T0), "end.time", String.valueOf(T0 + 10)));

        assertThat(Influxd.values(records)).containsExactly(1L, 2L);
    }

    @Test
    void skipsEmptyYearsWithFewQueries() throws Exception {
        server.write("db", "m value=1i 631152000000000000", "m value=2i 1262304000000000000", "m value=3i " + T0);

        try (TaskRun run = new TaskRun(properties(server, "db", List.of("m"), "read.window", "M"))) {
            assertThat(Influxd.values(run.takeAll())).containsExactly(1L, 2L, 3L);
            // Windows of a minute would be 29 million.
            assertThat((Long) run.metric("windows")).isLessThan(20);
        }
    }

    @Test
    void measurementWithoutPointsIsNoProblem() throws Exception {
        server.write("db", "m value=1i " + T0);

        assertThat(take(properties(server, "db", List.of("none", "m")))).hasSize(1);
    }

    @Test
    void readsChosenFieldsOfChosenTags() throws Exception {
        server.write(
                "db",
                "m,host=a,site=x value=1i,other=1 " + T0,
                "m,host=b,site=x value=2i,other=1 " + T0,
                "m,host=c,site=y value=3i,other=1 " + T0,
                "m,host=a,site=x other=1 " + (T0 + 1));

        List<SourceRecord> records = take(properties(
                server, "db", List.of("m"), "fields", "value", "tag.conditions", "site=x,host=~^[ac]$,host!=c"));

        assertThat(Influxd.values(records)).containsExactly(1L);
        assertThat(records.get(0).valueSchema().field("other")).isNull();
    }

    @Test
    void readsWithGzip() throws Exception {
        Influxd.fill(server, "db", "m", 10, 2_000);

        List<SourceRecord> records = take(properties(server, "db", List.of("m"), "gzip", "true"));

        assertThat(records).hasSize(20_000);
        assertThat(Influxd.duplicates(Influxd.values(records))).isZero();
    }

    @Test
    void readsARetentionPolicyThatIsNotTheDefault() throws Exception {
        server.query("CREATE RETENTION POLICY \"raw data\" ON db DURATION INF REPLICATION 1");
        server.query("CREATE RETENTION POLICY other ON db DURATION INF REPLICATION 1 DEFAULT");
        server.write("db", "m value=1i " + T0);

        assertThat(take(properties(server, "db", List.of("m"), "retention.policy", "other")))
                .hasSize(1);
        assertThat(take(properties(server, "db", List.of("m"), "retention.policy", "raw data")))
                .isEmpty();
    }

    @Test
    void failsWhereAFieldHasSeveralTypesAndThePolicySaysSo() throws Exception {
        writeConflict();

        assertThatThrownBy(() -> take(properties(server, "db", List.of("m"), "field.type.conflict", "fail")))
                .hasMessageContaining("float, integer for field n")
                .hasMessageContaining("field.type.conflict");
    }

    @Test
    void widensAFieldOfSeveralTypes() throws Exception {
        writeConflict();

        assertThat(take(properties(server, "db", List.of("m"), "field.type.conflict", "widen")))
                .extracting(
                        record -> struct(record).get("v"),
                        record -> struct(record).get("n"))
                .containsExactly(
                        tuple("2.5", 1.5), tuple("9007199254740993", 7.0), tuple("text", null), tuple("true", null));
    }

    @Test
    void givesEachTypeAFieldOfItsOwn() throws Exception {
        writeConflict();

        assertThat(take(properties(server, "db", List.of("m"), "field.type.conflict", "suffix")).stream()
                        .map(this::texts))
                .containsExactly(
                        "1600000000000000000 1.5 null null 2.5 null null",
                        "1601000000000000000 null 7 null null 9007199254740993 null",
                        "1602500000000000000 null null null null null text",
                        "1603500000000000000 null null true null null null");
    }

    @Test
    void makesTextOfAFieldOfSeveralTypes() throws Exception {
        writeConflict();

        assertThat(take(properties(server, "db", List.of("m"), "field.type.conflict", "string")))
                .extracting(record -> struct(record).get("n"))
                .containsExactly("1.5", "7", null, null);
    }

    /** Four shards, each with another type of field v; InfluxDB's SELECT * shows the first two only. */
    private static void writeConflict() {
        server.write("db", "m v=2.5,n=1.5 1600000000000000000");
        server.write("db", "m v=9007199254740993i,n=7i 1601000000000000000");
        server.write("db", "m v=\"text\" 1602500000000000000");
        server.write("db", "m v=true 1603500000000000000");
    }

    private static List<SourceRecord> read(String measurement) throws InterruptedException {
        return take(properties(server, "db", List.of(measurement)));
    }

    private static List<SourceRecord> take(Map<String, String> properties) throws InterruptedException {
        try (TaskRun run = new TaskRun(properties)) {
            return run.takeAll();
        }
    }

    private String texts(SourceRecord record) {
        Struct value = struct(record);
        return String.join(
                " ",
                value.schema().fields().stream()
                        .map(f -> String.valueOf(value.get(f)))
                        .toList());
    }
}
