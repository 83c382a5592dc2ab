// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.streams.message.PipelineMetrics;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that remember rows. */
class StateTest {
    private static final long START = 1_700_000_000_000L;
    private static final String[] METERS = {
        "stages", "parse,map",
        "stages.parse.type", "ParseJson",
        "stages.map.type", "MapToTable",
        "stages.map.stable", "meters",
        "stages.map.table", "d{id}",
        "stages.map.tags", "id",
        "stages.map.timestamp.field", "ts"
    };

    @Test
    void aRowThatCameBeforeIsDroppedWithinTheWindow() {
        try (TestPipeline pipeline = new TestPipeline(RowsTest.with(METERS, "deduplicate.window.ms", "60000"))) {
            Instant first = TestPipeline.ARRIVED;
            pipeline.send(row(1, 0, "1"), first)
                    .send(row(1, 0, "2"), first.plusSeconds(50))
                    .send(row(2, 0, "3"), first.plusSeconds(50))
                    .send(row(1, 1, "4"), first.plusSeconds(50))
                    .send(row(1, 0, "5"), first.plusSeconds(61));

            assertThat(pipeline.rows())
                    .extracting(written -> written.key() + "=" + v(written))
                    .containsExactly("d1=1", "d2=3", "d1=4", "d1=5");
            assertThat(pipeline.metric("rows-duplicate")).isEqualTo(1);
            assertThat(pipeline.metrics.rows()).isEqualTo(4);
        }
    }

    @Test
    void rowsKeepTheirHeadersAndTypesOnTheirWay() {
        try (TestPipeline pipeline = new TestPipeline(RowsTest.with(
                METERS,
                "deduplicate.window.ms",
                "60000",
                "output.format",
                "json-schema",
                "stages.map.columns",
                "ts:TIMESTAMP(us),v:FLOAT"))) {
            TestRecord<String, String> row =
                    pipeline.send(row(1, 0, "10.77")).rows().get(0);

            assertThat(row.value())
                    .contains("\"unit\":\"us\"")
                    .contains("\"type\":\"float\"")
                    .contains("\"payload\":{\"ts\":1700000000000,\"v\":10.77,\"id\":1}");
            assertThat(TestPipeline.headers(row))
                    .containsEntry("td.stable", "meters")
                    .containsEntry("td.parent.topic", "in")
                    .containsEntry("td.parent.offset", "0");
        }
    }

    @Test
    void valuesWithinTheirDeadbandAreNotReported() {
        try (TestPipeline pipeline = new TestPipeline(
                RowsTest.with(METERS, "report.deadbands", "v:0.5,w:10%", "report.heartbeat.ms", "60000"))) {
            pipeline.send(row(1, 0, "10,\"w\":100,\"x\":1"))
                    .send(row(1, 1, "10.5,\"w\":110,\"x\":2"))
                    .send(row(1, 2, "10.51,\"w\":100"))
                    .send(row(1, 3, "10.6,\"w\":111"))
                    .send(row(2, 3, "10.6,\"w\":111"))
                    .send(row(1, 62, "10.6,\"w\":111"))
                    .send(row(1, 63, "10.6,\"w\":111"))
                    .send(row(1, 64, "null,\"w\":111"));

            assertThat(pipeline.rows())
                    .extracting(written -> written.key() + "@" + time(written))
                    .containsExactly("d1@0", "d1@2", "d1@3", "d2@3", "d1@63", "d1@64");
            assertThat(pipeline.metric("rows-within-deadband")).isEqualTo(2);
        }
    }

    @Test
    void aRowThatIsNotNewerThanTheLastReportedOnePasses() {
        try (TestPipeline pipeline = new TestPipeline(RowsTest.with(METERS, "report.deadbands", "*:0"))) {
            pipeline.send(row(1, 5, "1"))
                    .send(row(1, 4, "1"))
                    .send(row(1, 5, "1"))
                    .send(row(1, 6, "1"));

            assertThat(pipeline.rows()).extracting(StateTest::time).containsExactly(5L, 4L, 5L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"struct", "map"})
    void windowBecomesRow(String schema) {
        try (TestPipeline pipeline = windows("stages.parse.schema", schema)) {
            pipeline.send(row(1, 1, "10"))
                    .send(row(1, 9, "30"))
                    .send(row(1, 3, "11"))
                    .send(row(2, 300, "7"))
                    .send(row(1, 11, "50"));
            assertThat(pipeline.rows()).isEmpty();

            TestRecord<String, String> window =
                    pipeline.send(row(1, 12, "60")).rows().get(0);

            assertThat(window.key()).isEqualTo("d1");
            assertThat(window.value())
                    .isEqualTo("{\"ts\":\"2023-11-14T22:13:20.000Z\",\"v\":17.0,\"low\":10,\"peak\":30,\"begin\":10,"
                            + "\"end\":30,\"n\":3,\"id\":1}");
            assertThat(TestPipeline.headers(window))
                    .containsEntry("td.table", "d1")
                    .containsEntry("td.tags", "id")
                    .containsEntry("td.timestamp", "ts");
        }
    }

    @Test
    void aRowOfWindowThatIsWrittenIsLateAndOneWithinTheGraceIsNot() {
        try (TestPipeline pipeline = windows()) {
            pipeline.send(row(1, 1, "1"))
                    .send(row(1, 11, "2"))
                    .send(row(1, 2, "3"))
                    .send(row(1, 12, "4"))
                    .send(row(1, 3, "5"))
                    .send(row(1, 40, "6"));

            assertThat(pipeline.rows())
                    .extracting(window -> time(window) + ":" + v(window))
                    .containsExactly("0:2.0", "10:3.0");
            assertThat(pipeline.metric("rows-late")).isEqualTo(1);
        }
    }

    @Test
    void theLastWindowOfDeviceThatFallsSilentIsWritten() {
        try (TestPipeline pipeline = windows("downsample.idle.ms", "30000")) {
            pipeline.send(row(1, 1, "1")).advanceClock(Duration.ofSeconds(20));
            assertThat(pipeline.rows()).isEmpty();

            pipeline.advanceClock(Duration.ofSeconds(20));

            assertThat(pipeline.rows()).extracting(StateTest::v).containsExactly("1.0");
            assertThat(pipeline.advanceClock(Duration.ofSeconds(60)).rows()).isEmpty();
        }
    }

    @Test
    void whatStepsCannotUseIsBadMessage() {
        try (TestPipeline pipeline = windows()) {
            pipeline.send(row(1, 1, "\"text\""));

            TestRecord<String, String> letter = pipeline.deadLetters().get(0);
            assertThat(letter.value()).isEqualTo("{\"ts\":\"2023-11-14T22:13:21.000Z\",\"v\":\"text\",\"id\":1}");
            assertThat(TestPipeline.headers(letter))
                    .containsEntry("td.error.class", "bad-value")
                    .containsEntry("td.error.table", "d1")
                    .containsEntry("__connect.errors.topic", "in")
                    .containsEntry("__connect.errors.offset", "0");
        }
        try (TestPipeline pipeline = new TestPipeline(
                "stages", "parse", "stages.parse.type", "ParseJson", "output.key", "{id}", "report.deadbands", "v:1")) {
            pipeline.send(row(1, 1, "1"));

            assertThat(TestPipeline.headers(pipeline.deadLetters().get(0)).get("__connect.errors.exception.message"))
                    .contains("no header td.timestamp");
        }
    }

    @Test
    void stepsWorkTogetherAndWithoutTheInternalTopic() {
        try (TestPipeline pipeline =
                windows("deduplicate.window.ms", "60000", "report.deadbands", "v:0.5", "state.repartition", "false")) {
            pipeline.send(row(1, 1, "1"))
                    .send(row(1, 1, "1"))
                    .send(row(1, 2, "1.2"))
                    .send(row(1, 3, "2"))
                    .send(row(1, 30, "9"));

            assertThat(pipeline.rows()).extracting(StateTest::v).containsExactly("1.5");
        }
    }

    @Test
    void internalTopicsAndStoresHaveNamesThatStay() {
        PipelineConfig config = TestPipeline.config(RowsTest.with(
                METERS,
                "deduplicate.window.ms",
                "1000",
                "report.deadbands",
                "v:1",
                "downsample.window.ms",
                "1000",
                "downsample.columns",
                "v:last",
                "processing.guarantee",
                "exactly_once_v2"));

        String description =
                PipelineTopology.of(config, new PipelineMetrics()).describe().toString();

        assertThat(description)
                .contains("rows-repartition", "seen-rows", "reported-values", "windows", "Processor: state")
                .doesNotContain("KSTREAM-PROCESSOR", "KSTREAM-SINK-0");
    }

    private static TestPipeline windows(String... more) {
        return new TestPipeline(RowsTest.with(
                RowsTest.with(
                        METERS,
                        "downsample.window.ms",
                        "10000",
                        "downsample.grace.ms",
                        "2000",
                        "downsample.columns",
                        "v:avg,v:min as low,v:max as peak,v:first as begin,v:last as end,v:count as n",
                        "processing.guarantee",
                        "exactly_once_v2"),
                more));
    }

    private static String row(int id, int second, String v) {
        return "{\"ts\":" + (START + second * 1000L) + ",\"id\":" + id + ",\"v\":" + v + "}";
    }

    private static String v(TestRecord<String, String> written) {
        return written.value().replaceFirst(".*\"v\":([^,}]*).*", "$1");
    }

    private static long time(TestRecord<String, String> written) {
        Instant time = Instant.parse(written.value().replaceFirst(".*\"ts\":\"([^\"]*)\".*", "$1"));
        return (time.toEpochMilli() - START) / 1000;
    }
}
