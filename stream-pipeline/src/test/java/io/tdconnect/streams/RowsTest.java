// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages become one record for each row. */
class RowsTest {
    private static final String[] METERS = {
        "stages", "parse,map",
        "stages.parse.type", "ParseJson",
        "stages.map.type", "MapToTable",
        "stages.map.database", "power",
        "stages.map.stable", "meters",
        "stages.map.table", "d{id}",
        "stages.map.tags", "location",
        "stages.map.timestamp.field", "ts"
    };
    private static final String METER = "{\"ts\":1700000000001,\"id\":1,\"current\":10.77,\"location\":\"n\"}";

    @Test
    void aRowHasItsTableInKeyAndHeadersAndTellsItsParent() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("mqtt.topic", "site/1".getBytes(StandardCharsets.UTF_8));
        try (TestPipeline pipeline = new TestPipeline(METERS)) {
            pipeline.send(METER).rows();

            pipeline.send("k", METER, TestPipeline.ARRIVED, headers);

            TestRecord<String, String> row = pipeline.rows().get(0);
            assertThat(row.key()).isEqualTo("d1");
            assertThat(row.value())
                    .isEqualTo("{\"ts\":\"2023-11-14T22:13:20.001Z\",\"id\":1,\"current\":10.77,\"location\":\"n\"}");
            assertThat(row.getRecordTime()).isEqualTo(TestPipeline.ARRIVED);
            assertThat(TestPipeline.headers(row))
                    .containsExactly(
                            entry("mqtt.topic", "site/1"),
                            entry("td.database", "power"),
                            entry("td.parent.offset", "1"),
                            entry("td.parent.partition", "0"),
                            entry("td.parent.topic", "in"),
                            entry("td.row", "0"),
                            entry("td.stable", "meters"),
                            entry("td.table", "d1"),
                            entry("td.tags", "location"),
                            entry("td.timestamp", "ts"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            [{"ts":1700000000001,"id":1},{"ts":1700000000002,"id":2}]
            {"ts":1700000000001,"id":1}{"ts":1700000000002,"id":2}
            """)
    void everyRowOfArraysAndOfSeveralDocumentsIsRecord(String message) {
        try (TestPipeline pipeline = new TestPipeline(METERS)) {
            List<TestRecord<String, String>> rows = pipeline.send(message).rows();

            assertThat(rows).extracting(TestRecord::key).containsExactly("d1", "d2");
            assertThat(rows)
                    .extracting(row -> TestPipeline.headers(row).get("td.row"))
                    .containsExactly("0", "1");
            assertThat(rows)
                    .extracting(row -> TestPipeline.headers(row).get("td.table"))
                    .containsExactly("d1", "d2");
        }
    }

    @Test
    void nestedArraysBecomeRowsWithTheFieldsAroundThem() {
        try (TestPipeline pipeline = new TestPipeline(with(
                METERS,
                "stages",
                "parse,points,map",
                "stages.parse.nested",
                "keep",
                "stages.parse.schema",
                "map",
                "stages.points.type",
                "Explode",
                "stages.points.field",
                "$.points[*]"))) {
            pipeline.send("{\"id\":7,\"location\":\"n\",\"points\":[{\"ts\":1700000000001,\"v\":1},"
                    + "{\"ts\":1700000000002,\"v\":1.5}]}");

            assertThat(pipeline.values())
                    .containsExactly(
                            "{\"ts\":\"2023-11-14T22:13:20.001Z\",\"id\":7,\"v\":1,\"location\":\"n\"}",
                            "{\"ts\":\"2023-11-14T22:13:20.002Z\",\"id\":7,\"v\":1.5,\"location\":\"n\"}");
        }
    }

    @Test
    void wideMessagesBecomeLongRows() {
        try (TestPipeline pipeline = new TestPipeline(with(
                METERS,
                "stages",
                "parse,long,map",
                "stages.long.type",
                "Unpivot",
                "stages.long.keep",
                "ts,id,location",
                "stages.map.table",
                "{id}_{metric}"))) {
            List<TestRecord<String, String>> rows =
                    pipeline.send(METER.replace("}", ",\"voltage\":220}")).rows();

            assertThat(rows).extracting(TestRecord::key).containsExactly("1_current", "1_voltage");
        }
    }

    @Test
    void phasesOfOneTextGoToSubtablesOfTheirOwn() {
        try (TestPipeline pipeline = new TestPipeline(with(
                METERS,
                "stages",
                "parse,phases,map",
                "stages.phases.type",
                "SplitToRows",
                "stages.phases.field",
                "voltage",
                "stages.phases.labels",
                "a,b,c",
                "stages.phases.label.field",
                "phase",
                "stages.map.table",
                "d{id}_{phase}"))) {
            List<TestRecord<String, String>> rows = pipeline.send(
                            "{\"ts\":1700000000001,\"id\":1,\"voltage\":\"220.1,220.3,221.1\"}")
                    .rows();

            assertThat(rows).extracting(TestRecord::key).containsExactly("d1_a", "d1_b", "d1_c");
        }
    }

    @Test
    void messagesThatStagesDropAndTombstonesMakeNoRows() {
        try (TestPipeline pipeline = new TestPipeline(with(
                METERS,
                "stages",
                "parse,filter,map",
                "stages.filter.type",
                "Filter",
                "stages.filter.condition",
                "id != 1"))) {
            pipeline.send(METER).send(null).send("[]").send(METER.replace("\"id\":1", "\"id\":2"));

            assertThat(pipeline.rows()).extracting(TestRecord::key).containsExactly("d2");
            assertThat(pipeline.metrics.messages()).isEqualTo(4);
            assertThat(pipeline.metric("messages-filtered")).isEqualTo(3);
            assertThat(pipeline.metrics.rows()).isEqualTo(1);
        }
    }

    @Test
    void topicAndKeyAreTemplates() {
        try (TestPipeline pipeline = new TestPipeline(with(
                METERS,
                "output.topic",
                "rows-{header:td.stable}",
                "output.key",
                "{location}/{topic}",
                "parent.headers",
                "false"))) {
            TestRecord<String, String> row =
                    pipeline.send(METER).rows("rows-meters").get(0);

            assertThat(row.key()).isEqualTo("n/in");
            assertThat(TestPipeline.headers(row)).doesNotContainKeys("td.row", "td.parent.topic");
        }
    }

    @Test
    void rowsWithoutTableKeepTheKeyOfTheMessage() {
        try (TestPipeline pipeline = new TestPipeline("stages", "parse", "stages.parse.type", "ParseJson")) {
            pipeline.send("k", "{\"a\":1}", TestPipeline.ARRIVED, new RecordHeaders());

            assertThat(pipeline.rows()).extracting(TestRecord::key).containsExactly("k");
        }
    }

    @Test
    void schemasGoWithTheRowsThatAreToHaveThem() {
        try (TestPipeline pipeline = new TestPipeline(
                with(METERS, "output.format", "json-schema", "stages.map.columns", "ts,current:FLOAT"))) {
            String value = pipeline.send(METER).values().get(0);

            assertThat(value)
                    .contains("\"name\":\"io.tdconnect.Timestamp\"")
                    .contains("\"unit\":\"ms\"")
                    .contains("\"payload\":{\"ts\":1700000000001,\"current\":10.77,\"location\":\"n\"}");
        }
    }

    @Test
    void timestampsKeepTheirDigits() {
        String message = METER.replace("1700000000001", "1700000000123456789");
        try (TestPipeline pipeline = new TestPipeline(METERS)) {
            assertThat(pipeline.send(message).values().get(0)).startsWith("{\"ts\":\"2023-11-14T22:13:20.123456789Z\"");
        }
        try (TestPipeline pipeline = new TestPipeline(with(METERS, "output.timestamps", "number"))) {
            assertThat(pipeline.send(message).values().get(0)).startsWith("{\"ts\":1700000000123456789,");
        }
    }

    @Test
    void inputMayBeTextOrJsonOfConnect() {
        try (TestPipeline pipeline = new TestPipeline(
                "input.format",
                "string",
                "stages",
                "hoist",
                "stages.hoist.type",
                "org.apache.kafka.connect.transforms.HoistField$Value",
                "stages.hoist.field",
                "line")) {
            assertThat(pipeline.send("a;b").values()).containsExactly("{\"line\":\"a;b\"}");
        }
        try (TestPipeline pipeline = new TestPipeline(
                "input.format",
                "json",
                "stages",
                "map",
                "stages.map.type",
                "MapToTable",
                "stages.map.table",
                "d{id}")) {
            assertThat(pipeline.send(METER).send("{").rows()).hasSize(1);
            assertThat(TestPipeline.headers(pipeline.deadLetters().get(0)))
                    .containsEntry("td.error.class", "unreadable");
        }
    }

    static String[] with(String[] options, String... more) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String[] part : List.of(options, more)) {
            for (int i = 0; i < part.length; i += 2) {
                all.put(part[i], part[i + 1]);
            }
        }
        return all.entrySet().stream()
                .flatMap(option -> Stream.of(option.getKey(), option.getValue()))
                .toArray(String[]::new);
    }
}
