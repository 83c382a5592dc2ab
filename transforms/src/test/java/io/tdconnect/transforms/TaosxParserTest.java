// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.record.Routing;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents and messages are those of the taosX documentation. */
class TaosxParserTest {
    private static final long ARRIVED = 1_700_000_000_123L;
    private static final String METERS = """
            {
              "parse": {"payload": {"json": [
                {"name": "ts", "alias": "ts", "cast": "TIMESTAMP"},
                {"name": "id", "alias": "id", "cast": "INT"},
                {"name": "voltage", "alias": "voltage", "cast": "INT"},
                {"name": "phase", "alias": "phase", "cast": "FLOAT"},
                {"name": "current", "alias": "current", "cast": "FLOAT"},
                {"name": "groupid", "alias": "groupid", "cast": "INT"},
                {"name": "location", "alias": "location", "cast": "VARCHAR(20)"}
              ]}},
              "model": {
                "name": "d{id}",
                "using": "meters",
                "columns": ["ts", "id", "current", "voltage", "phase"],
                "tags": ["groupid", "location"]
              }
            }
            """;
    private static final String METER_MESSAGE = """
            {"id": 1, "current": 10.77, "voltage": 222, "phase": 0.77, "groupid": 7, "location": "California.SanDiego"}
            """;
    private static final String KAFKA_RAW =
            "{\"parse\":{\"ts\":{\"as\":\"timestamp(ms)\"},\"topic\":{\"as\":\"varchar\",\"alias\":\"t\"},"
                    + "\"partition\":{\"as\":\"int\",\"alias\":\"p\"},\"offset\":{\"as\":\"bigint\",\"alias\":\"o\"},"
                    + "\"key\":{\"as\":\"binary\",\"alias\":\"k\"},\"value\":{\"as\":\"binary\",\"alias\":\"v\"}},"
                    + "\"model\":[{\"name\":\"t_{t}\",\"using\":\"kafka_data\",\"tags\":[\"t\",\"p\"],"
                    + "\"columns\":[\"ts\",\"o\",\"k\",\"v\"]}]}";
    private static final String KAFKA_JSON =
            "{\"parse\":{\"ts\":{\"as\":\"timestamp(ms)\"},\"topic\":{\"as\":\"varchar\",\"alias\":\"t\"},"
                    + "\"partition\":{\"as\":\"int\",\"alias\":\"p\"},\"offset\":{\"as\":\"bigint\",\"alias\":\"o\"},"
                    + "\"value\":{\"json\":[\"id::int\",\"message::binary\"]}},\"model\":[{\"name\":\"t_{t}\","
                    + "\"using\":\"kafka_data\",\"tags\":[\"t\",\"p\"],\"columns\":[\"ts\",\"o\",\"id\",\"message\"]}]}";

    @Test
    void mapsTheMqttMessageOfTheDocumentation() {
        SinkRecord row = apply(METERS, METER_MESSAGE);

        assertThat(Routing.read(row.headers()))
                .isEqualTo(new Routing(null, "meters", "d1", List.of("groupid", "location"), "ts"));
        assertThat(fields(row)).containsExactly("ts", "id", "current", "voltage", "phase", "groupid", "location");
        assertThat(row.valueSchema().fields())
                .extracting(Field::schema)
                .containsExactly(
                        Timestamp.optionalSchema(Precision.MS),
                        Schema.OPTIONAL_INT32_SCHEMA,
                        Schema.OPTIONAL_FLOAT32_SCHEMA,
                        Schema.OPTIONAL_INT32_SCHEMA,
                        Schema.OPTIONAL_FLOAT32_SCHEMA,
                        Schema.OPTIONAL_INT32_SCHEMA,
                        DeclaredType.schema(Schema.Type.STRING, "VARCHAR(20)"));
        // The message in the documentation has no ts: the time of its arrival replaces it.
        assertThat(Records.text(row.value()))
                .isEqualTo("{ts=1700000000123, id=1, current=10.77, voltage=222, phase=0.77, groupid=7,"
                        + " location=California.SanDiego}");
    }

    @Test
    void prefersTheTimeInTheMessage() {
        SinkRecord row = apply(METERS, METER_MESSAGE.replace("{\"id\"", "{\"ts\": 1700000000999000, \"id\""));

        assertThat(row.valueSchema().field("ts").schema()).isEqualTo(Timestamp.optionalSchema(Precision.US));
        assertThat(Records.text(row.value())).startsWith("{ts=1700000000999000, id=1,");
    }

    @Test
    void mapsTheKafkaMessageWithoutParsingItsValue() {
        SinkRecord row = apply(KAFKA_RAW, "{\"id\": 1, \"message\": \"hello\"}");

        assertThat(Routing.read(row.headers()))
                .isEqualTo(new Routing(null, "kafka_data", "t_tp1", List.of("t", "p"), "ts"));
        assertThat(row.valueSchema().fields())
                .extracting(Field::schema)
                .containsExactly(
                        Timestamp.optionalSchema(Precision.MS),
                        Schema.OPTIONAL_INT64_SCHEMA,
                        DeclaredType.schema(Schema.Type.STRING, "VARCHAR"),
                        DeclaredType.schema(Schema.Type.STRING, "VARCHAR"),
                        DeclaredType.schema(Schema.Type.STRING, "VARCHAR"),
                        Schema.OPTIONAL_INT32_SCHEMA);
        assertThat(Records.text(row.value()))
                .isEqualTo("{ts=1700000000123, o=42, k=null, v={\"id\": 1, \"message\": \"hello\"}, t=tp1, p=3}");
    }

    @Test
    void mapsTheKafkaMessageWithItsJson() {
        SinkRecord row = apply(KAFKA_JSON, "{\"id\": 1, \"message\": \"hello\"}");

        assertThat(fields(row)).containsExactly("ts", "o", "id", "message", "t", "p");
        assertThat(row.valueSchema().field("id").schema()).isEqualTo(Schema.OPTIONAL_INT32_SCHEMA);
        assertThat(Records.text(row.value())).isEqualTo("{ts=1700000000123, o=42, id=1, message=hello, t=tp1, p=3}");
        assertThat(Routing.read(row.headers()).table()).isEqualTo("t_tp1");
    }

    @Test
    void splitsFiltersAndMapsAsTheUserInterfaceDoes() {
        String document = """
                {"parse": {"value": {"json": ""}},
                 "mutate": [{"extract": {"message": {"split": "-", "number": 2}}}, {"filter": ["id != 1"]}],
                 "model": {"name": "t_{id}", "using": "messages", "columns": ["ts", "message_0", "message_1"],
                           "tags": ["id"]}}
                """;

        assertThat(apply(document, "{\"id\": 1, \"message\": \"hello-word\"}")).isNull();
        SinkRecord rows = apply(
                document,
                "{\"id\": 1, \"message\": \"hello-word\"}{\"id\": 2, \"message\": \"hello-word\"}"
                        + "{\"id\": 3, \"message\": \"hello-word\"}");
        assertThat((List<?>) rows.value())
                .extracting(Records::text)
                .containsExactly(
                        "{ts=1700000000123, message_0=hello, message_1=word, id=2}",
                        "{ts=1700000000123, message_0=hello, message_1=word, id=3}");
        assertThat(Routing.readRows(rows.headers(), 2))
                .extracting(Routing::table)
                .containsExactly("t_2", "t_3");
    }

    @Test
    void computesFieldsByTheRulesOfMap() {
        String document = """
                {"parse": {"value": {"json": ""}},
                 "mutate": [{"map": {"ts": {"cast": "t", "as": "TIMESTAMP(ms)"}, "b": {"cast": "a", "as": "VARCHAR"},
                                     "g": {"value": "1", "as": "INT"}, "s": {"sum": ["x", "y"], "as": "INT"},
                                     "j": {"join": ["x", "y"], "with": "&&"}}}],
                 "model": {"name": "cc_${g}", "using": "cc", "tags": ["g"], "columns": ["ts", "b", "s", "j"]}}
                """;

        SinkRecord row = apply(document, "{\"t\": 1700000000999, \"a\": 5, \"x\": 1, \"y\": 2}");

        assertThat(Records.text(row.value())).isEqualTo("{ts=1700000000999, b=5, s=3, j=1&&2, g=1}");
        assertThat(Routing.read(row.headers()).table()).isEqualTo("cc_1");
        assertThat(row.valueSchema().field("g").schema()).isEqualTo(Schema.OPTIONAL_INT32_SCHEMA);
    }

    @Test
    void makesRowOfEachModel() {
        String document = """
                {"parse": {"payload": {"json": ["ts::timestamp(ms)", "id::int", "a::double", "b::double"]}},
                 "model": [{"name": "a{id}", "using": "as", "columns": ["ts", "a"], "tags": ["id"]},
                           {"name": "b{id}", "using": "bs", "columns": ["ts", "b"], "tags": ["id"]}]}
                """;

        SinkRecord rows = apply(document, "{\"ts\": 1700000000001, \"id\": 1, \"a\": 1.5, \"b\": 2}");

        assertThat((List<?>) rows.value())
                .extracting(Records::text)
                .containsExactly("{ts=1700000000001, a=1.5, id=1}", "{ts=1700000000001, b=2.0, id=1}");
        assertThat(Routing.readRows(rows.headers(), 2))
                .containsExactly(
                        new Routing(null, "as", "a1", List.of("id"), "ts"),
                        new Routing(null, "bs", "b1", List.of("id"), "ts"));
    }

    @Test
    void readsJsonPathsTimePatternsAndTheMqttTopic() {
        String document = """
                {"parse": {"payload": {"json": [{"name": "$.data.city", "alias": "city", "cast": "NCHAR(10)"},
                                                {"name": "a.b", "alias": "v", "cast": "DOUBLE", "default": 7}]},
                           "topic": {"as": "varchar", "alias": "place"}, "qos": {"as": "tinyint"},
                           "ts": {"as": "timestamp(us)"}},
                 "model": {"name": "{place}", "using": "cities", "columns": ["ts", "v", "qos"], "tags": ["city"]}}
                """;
        SinkRecord message = message("{\"data\": {\"city\": \"Paris\"}}");
        message.headers().addString("mqtt.topic", "eu/paris").addString("mqtt.qos", "1");

        SinkRecord row = transform("parser", document).apply(message);

        assertThat(Records.text(row.value())).isEqualTo("{ts=1700000000123000, v=7.0, qos=1, city=Paris}");
        assertThat(Routing.read(row.headers()).table()).isEqualTo("eu/paris");
    }

    @Test
    void readsThePlaceThatTheKafkaSourceHasNoted() {
        String document = """
                {"parse": {"ts": {"as": "timestamp(ms)"}, "topic": {"as": "varchar", "alias": "t"},
                           "partition": {"as": "int", "alias": "p"}, "offset": {"as": "bigint", "alias": "o"},
                           "value": {"as": "binary", "alias": "v"}},
                 "model": [{"name": "t_{t}", "using": "kafka_data", "tags": ["t", "p"], "columns": ["ts", "o", "v"]}]}
                """;
        SinkRecord message = message("x");
        message.headers().addString("kafka.topic", "tp1").addString("kafka.partition", "4");
        message.headers().addString("kafka.offset", "99");

        SinkRecord row = transform("parser", document).apply(message);

        assertThat(Records.text(row.value())).isEqualTo("{ts=1700000000123, o=99, v=x, t=tp1, p=4}");
        assertThat(Routing.read(row.headers()).table()).isEqualTo("t_tp1");
    }

    @Test
    void readsTheTimeOfTheRecordAsNumberAndRefusesAqosThatIsNone() {
        String document = "{\"parse\":{\"ts\":{\"as\":\"bigint\"},\"qos\":{\"as\":\"int\"}},"
                + "\"model\":{\"name\":\"t\",\"using\":\"s\",\"columns\":[\"ts\",\"qos\"]}}";
        SinkRecord message = message("{}");
        message.headers().addString("mqtt.qos", "one");

        assertThat(Records.text(apply(document, "{}").value())).isEqualTo("{ts=1700000000123, qos=null}");
        assertThatThrownBy(() -> transform("parser", document).apply(message))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("expected INT");
    }

    @Test
    void readsTimesByPatternAndZone() {
        String document =
                "{\"parse\":{\"value\":{\"as\":\"timestamp(ns)\",\"with\":\"%F %T%.f\",\"tz\":\"Asia/Shanghai\"}},"
                        + "\"model\":{\"name\":\"t\",\"using\":\"s\",\"columns\":[\"value\"]}}";

        assertThat(Records.text(apply(document, "2023-11-15 06:13:20.123456789").value()))
                .isEqualTo("{value=1700000000123456789}");
        assertThatThrownBy(() -> apply(document, "15.11.2023"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("/parse/value: expected a time written as %F %T%.f");
    }

    @Test
    void followsThePoliciesForMissingTimesAndNames() {
        String document = """
                {"global": {"primary_timestamp_null": "archive",
                            "variable_not_exist_in_table_name_template": {"replace_to": "NULL"}},
                 "parse": {"payload": {"json": ""}},
                 "model": {"name": "d{id}", "using": "meters", "columns": ["ts", "v"]}}
                """;

        assertThat(Routing.read(apply(document, "{\"ts\": 1700000000001, \"v\": 1}")
                                .headers())
                        .table())
                .isEqualTo("dNULL");
        assertThatThrownBy(() -> apply(document, "{\"id\": 1, \"v\": 1}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("field ts");
        assertThatThrownBy(() -> apply(METERS, "{\"ts\": 1700000000001}"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("{id}");
    }

    @Test
    void readsTheDocumentFromFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("parser.json"), "{\"parser\":" + METERS + "}");

        SinkRecord row = transform("parser", "@" + file, "database", "power", "schema", "map")
                .apply(message(METER_MESSAGE));

        assertThat(row.value())
                .hasToString("{ts=2023-11-14T22:13:20.123Z, id=1, current=10.77, voltage=222, phase=0.77, groupid=7,"
                        + " location=California.SanDiego}");
        assertThat(Routing.read(row.headers()).database()).isEqualTo("power");
    }

    private static List<String> fields(SinkRecord row) {
        return row.valueSchema().fields().stream().map(Field::name).toList();
    }

    private static SinkRecord apply(String document, String payload) {
        return transform("parser", document).apply(message(payload));
    }

    private static TaosxParser.Value<SinkRecord> transform(String... options) {
        TaosxParser.Value<SinkRecord> transform = new TaosxParser.Value<>();
        transform.configure(Records.map(options));
        return transform;
    }

    private static SinkRecord message(String payload) {
        byte[] bytes = payload.strip().getBytes(StandardCharsets.UTF_8);
        return new SinkRecord(
                "tp1", 3, null, null, Schema.OPTIONAL_BYTES_SCHEMA, bytes, 42, ARRIVED, TimestampType.CREATE_TIME);
    }
}
