// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parser documents of taosX, unchanged. */
class TaosxDocumentsTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("tdconnect.root"), "examples", "preview");

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            meters-parser.json     ; {"id":1,"current":10.77,"voltage":222,"phase":0.77,"groupid":7,"location":"California.SanDiego"} ; meters     ; d1   ; groupid,location ; {"ts":"2023-11-14T22:13:20.123Z","id":1,"current":10.77,"voltage":222,"phase":0.77,"groupid":7,"location":"California.SanDiego"}
            kafka-raw-parser.json  ; {"id": 1, "message": "hello"} ; kafka_data ; t_in ; t,p ; {"ts":"2023-11-14T22:13:20.123Z","o":0,"k":"k1","v":"{\\"id\\": 1, \\"message\\": \\"hello\\"}","t":"in","p":0}
            kafka-json-parser.json ; {"id": 1, "message": "hello"} ; kafka_data ; t_in ; t,p ; {"ts":"2023-11-14T22:13:20.123Z","o":0,"id":1,"message":"hello","t":"in","p":0}
            """)
    void documentsOfTheDocumentationMakeTheirRows(
            String document, String message, String stable, String table, String tags, String value) {
        try (TestPipeline pipeline = pipeline("@" + EXAMPLES.resolve(document))) {
            pipeline.send("k1", message, TestPipeline.ARRIVED, new RecordHeaders());

            TestRecord<String, String> row = pipeline.rows().get(0);
            assertThat(row.key()).isEqualTo(table);
            assertThat(row.value()).isEqualTo(value);
            assertThat(TestPipeline.headers(row))
                    .containsEntry("td.stable", stable)
                    .containsEntry("td.table", table)
                    .containsEntry("td.tags", tags)
                    .containsEntry("td.timestamp", "ts");
        }
    }

    @Test
    void splitsFiltersAndMapsEveryObjectOfMessage() {
        String document = """
                {"parse": {"value": {"json": ""}},
                 "mutate": [{"extract": {"message": {"split": "-", "number": 2}}}, {"filter": ["id != 1"]}],
                 "model": {"name": "t_{id}", "using": "messages", "columns": ["ts", "message_0", "message_1"],
                           "tags": ["id"]}}
                """;
        try (TestPipeline pipeline = pipeline(document)) {
            List<TestRecord<String, String>> rows = pipeline.send("{\"id\":1,\"message\":\"hello-word\"}"
                            + "{\"id\":2,\"message\":\"hello-word\"}{\"id\":3,\"message\":\"hello-word\"}")
                    .rows();

            assertThat(rows).extracting(TestRecord::key).containsExactly("t_2", "t_3");
            assertThat(rows.get(0).value())
                    .isEqualTo(
                            "{\"ts\":\"2023-11-14T22:13:20.123Z\",\"message_0\":\"hello\",\"message_1\":\"word\",\"id\":2}");
        }
    }

    @Test
    void threePhasesOfOneTextGoToThreeSubtables() {
        String document = """
                {"parse": {"value": {"json": ["ts::timestamp(ms)", "id::int", "voltage::varchar"]}},
                 "mutate": [{"extract": {"voltage": {"split": ",", "number": 3}}},
                            {"map": {"a": {"cast": "voltage_0", "as": "DOUBLE"}, "b": {"cast": "voltage_1", "as": "DOUBLE"},
                                     "c": {"cast": "voltage_2", "as": "DOUBLE"}}}],
                 "model": [{"name": "d{id}_a", "using": "phase_a", "columns": ["ts", "a"], "tags": ["id"]},
                           {"name": "d{id}_b", "using": "phase_b", "columns": ["ts", "b"], "tags": ["id"]},
                           {"name": "d{id}_c", "using": "phase_c", "columns": ["ts", "c"], "tags": ["id"]}]}
                """;
        try (TestPipeline pipeline = pipeline(document)) {
            List<TestRecord<String, String>> rows = pipeline.send(
                            "{\"ts\":1700000000001,\"id\":1,\"voltage\":\"220.1,220.3,221.1\"}")
                    .rows();

            assertThat(rows).extracting(TestRecord::key).containsExactly("d1_a", "d1_b", "d1_c");
            assertThat(rows)
                    .extracting(row -> TestPipeline.headers(row).get("td.stable"))
                    .containsExactly("phase_a", "phase_b", "phase_c");
            assertThat(rows)
                    .extracting(TestRecord::value)
                    .containsExactly(
                            "{\"ts\":\"2023-11-14T22:13:20.001Z\",\"a\":220.1,\"id\":1}",
                            "{\"ts\":\"2023-11-14T22:13:20.001Z\",\"b\":220.3,\"id\":1}",
                            "{\"ts\":\"2023-11-14T22:13:20.001Z\",\"c\":221.1,\"id\":1}");
        }
    }

    private static TestPipeline pipeline(String document) {
        return new TestPipeline("stages", "taosx", "stages.taosx.type", "TaosxParser", "stages.taosx.parser", document);
    }
}
