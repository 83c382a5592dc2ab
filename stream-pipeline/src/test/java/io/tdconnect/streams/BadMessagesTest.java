// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to messages that cannot become rows. */
class BadMessagesTest {
    private static final String[] METERS = {
        "stages", "parse,map",
        "stages.parse.type", "ParseJson",
        "stages.map.type", "MapToTable",
        "stages.map.table", "d{id}",
        "stages.map.timestamp.field", "ts"
    };
    private static final String GOOD = "{\"ts\":1700000000001,\"id\":1}";

    @Test
    void aBadMessageIsKeptAsItCameAndTheOthersGoOn() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("mqtt.topic", "site/1".getBytes(StandardCharsets.UTF_8));
        try (TestPipeline pipeline = new TestPipeline(METERS)) {
            pipeline.send(GOOD)
                    .send("k", "{\"ts\":", TestPipeline.ARRIVED, headers)
                    .send(GOOD);

            assertThat(pipeline.rows()).hasSize(2);
            TestRecord<String, String> letter = pipeline.deadLetters().get(0);
            assertThat(letter.key()).isEqualTo("k");
            assertThat(letter.value()).isEqualTo("{\"ts\":");
            assertThat(letter.getRecordTime()).isEqualTo(TestPipeline.ARRIVED);
            Map<String, String> letterHeaders = TestPipeline.headers(letter);
            assertThat(letterHeaders)
                    .containsEntry("mqtt.topic", "site/1")
                    .containsEntry("td.error.class", "refused")
                    .containsEntry("__connect.errors.topic", "in")
                    .containsEntry("__connect.errors.partition", "0")
                    .containsEntry("__connect.errors.offset", "1")
                    .containsEntry("__connect.errors.connector.name", "test")
                    .containsEntry("__connect.errors.stage", "TRANSFORMATION")
                    .containsEntry("__connect.errors.class.name", "io.tdconnect.transforms.ParseJson$Value")
                    .containsEntry(
                            "__connect.errors.exception.class.name", "org.apache.kafka.connect.errors.DataException");
            assertThat(letterHeaders.get("__connect.errors.exception.message")).startsWith("parse: Expected JSON");
            assertThat(pipeline.metric("messages-bad-refused")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            {"ts":1700000000001}                              ; refused       ; {id}
            [{"ts":1700000000001,"id":1},{"id":2}]            ; refused       ; field ts
            [{"ts":1,"id":1},{"ts":1,"id":2},{"ts":1,"id":3}] ; too-many-rows ; at most 2 rows
            {"ts":1700000000001,"id":"a b","key":"x y"}       ; bad-name      ; output.topic
            {"ts":1700000000001,"id":"read"}                  ; bad-name      ; expected another topic than those that the pipeline reads
            """)
    void theReasonIsTold(String message, String fault, String reason) {
        try (TestPipeline pipeline = new TestPipeline(RowsTest.with(
                METERS, "rows.max.per.message", "2", "input.topics", "in,t-read", "output.topic", "t-{id}"))) {
            pipeline.send(message);

            assertThat(TestPipeline.headers(pipeline.deadLetters().get(0)))
                    .containsEntry("td.error.class", fault)
                    .hasEntrySatisfying(
                            "__connect.errors.exception.message",
                            text -> assertThat(text).contains(reason));
            assertThat(pipeline.metrics.rows()).isZero();
        }
    }

    @Test
    void whatTheStagesMakeHasToBeRows() {
        try (TestPipeline pipeline = new TestPipeline(
                "stages",
                "cut",
                "stages.cut.type",
                "org.apache.kafka.connect.transforms.ExtractField$Key",
                "stages.cut.field",
                "a")) {
            pipeline.send("k", GOOD, TestPipeline.ARRIVED, new RecordHeaders()).send(GOOD);

            assertThat(pipeline.deadLetters())
                    .extracting(letter -> TestPipeline.headers(letter).get("td.error.class"))
                    .containsExactly("refused", "not-rows");
        }
    }

    @Test
    void theySkipOrEndThePipelineIfThePolicySaysSo() {
        try (TestPipeline pipeline = new TestPipeline(RowsTest.with(METERS, "errors.policy", "skip"))) {
            pipeline.send("{").send(GOOD);

            assertThat(pipeline.rows()).hasSize(1);
            assertThat(pipeline.deadLetters()).isEmpty();
            assertThat(pipeline.metrics.bad()).isEqualTo(1);
        }
        try (TestPipeline pipeline = new TestPipeline(RowsTest.with(METERS, "errors.policy", "fail"))) {
            assertThatThrownBy(() -> pipeline.send("{"))
                    .isInstanceOf(StreamsException.class)
                    .hasRootCauseInstanceOf(org.apache.kafka.connect.errors.DataException.class);
        }
    }
}
