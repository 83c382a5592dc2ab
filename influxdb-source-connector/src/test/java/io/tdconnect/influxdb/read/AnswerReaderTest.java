// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.http.HttpRequests;
import io.tdconnect.common.window.PointBatch;
import io.tdconnect.common.window.Segment;
import io.tdconnect.common.window.SegmentRows;
import io.tdconnect.influxdb.InfluxSourceConfig;
import io.tdconnect.influxdb.client.AnswerReader;
import io.tdconnect.influxdb.client.FieldType;
import io.tdconnect.influxdb.client.HttpInfluxClient;
import io.tdconnect.influxdb.client.InfluxException;
import io.tdconnect.influxdb.record.MeasurementFields;
import io.tdconnect.influxdb.record.PointConverter;
import io.tdconnect.influxdb.record.RecordOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of a malicious server. */
class AnswerReaderTest {
    private static final AnswerReader.Target NOTHING = new AnswerReader.Target() {
        @Override
        public void series(String measurement, Map<String, String> tags, List<String> columns) {}

        @Override
        public void row(long time, @Nullable Object[] row) {}

        @Override
        public void row(@Nullable Object[] row) {}
    };

    @Test
    void aLengthWithoutColumnsCostsNoMemory() {
        // One document with one result with one series with a declared billion of columns.
        Bytes answer = new Bytes()
                .map(1)
                .text("results")
                .array(1)
                .map(1)
                .text("series")
                .array(1);
        answer.map(1).text("columns").bytes(0xdd, 0x3f, 0xff, 0xff, 0xff);

        assertThatThrownBy(() -> read(answer))
                .isInstanceOf(IOException.class)
                .hasMessage("Expected at most 100000 columns, found 1073741823");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void rowsOfOtherColumnsThanAskedForAreNoPoints(int columns) {
        MeasurementFields fields = MeasurementFields.of(
                "m",
                Map.of("a", EnumSet.of(FieldType.FLOAT), "b", EnumSet.of(FieldType.UNSIGNED)),
                RecordOptions.ConflictPolicy.FAIL);
        PointConverter converter = new PointConverter(
                RecordOptions.from(new InfluxSourceConfig(
                        Map.of("url", "http://h", "bucket", "d", "begin.time", "2024-01-01T00:00:00Z"))),
                "d",
                "m",
                Map.of());
        SegmentRows rows = new SegmentRows(
                converter, null, SegmentRows.ResumeBy.SERIES, (series, time, row) -> true, new NoBatches());
        converter.ask(fields);
        rows.series(Map.of());

        assertThatThrownBy(() -> rows.row(1, new Object[columns]))
                .isInstanceOf(IOException.class)
                .hasMessage("Expected rows of 3 columns as asked for, found " + columns);
        assertThatThrownBy(() ->
                        HttpInfluxClient.target(MeasurementQueries.rowsTo(rows)).row(new Object[] {"a"}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("begin with a time");
        assertThatThrownBy(() -> rows.row(1, new Object[] {null, 1.5, "text"}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("field b");
    }

    private static final class NoBatches implements SegmentRows.BatchTarget {
        @Override
        public int batchSize() {
            return 1;
        }

        @Override
        public Map<String, ?> offsetAfter(Segment.LastPoint point) {
            return Map.of();
        }

        @Override
        public void accept(PointBatch batch) {}
    }

    @ParameterizedTest
    @ValueSource(ints = {0x91, 0x81})
    void deepNestingIsRefused(int container) {
        Bytes answer = new Bytes().map(1).text("unknown");
        for (int i = 0; i < 1_000_000; i++) {
            answer.bytes(container);
        }

        assertThatThrownBy(() -> read(answer))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nested at most 100 deep");
    }

    @Test
    void aMapThatIsSaidToBeLongEndsWithTheAnswer() {
        Bytes answer = new Bytes().map(1).text("unknown").bytes(0xdf, 0x3f, 0xff, 0xff, 0xff, 0xc0);

        assertThatThrownBy(() -> read(answer))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ends in the middle");
    }

    @Test
    void aLongErrorIsCut() {
        Bytes answer = new Bytes().map(1).text("error").longText("x".repeat(10_000_000));

        assertThatThrownBy(() -> read(answer))
                .isInstanceOf(InfluxException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(HttpRequests.LONGEST_ERROR + 100));
    }

    private static void read(Bytes answer) throws Exception {
        new AnswerReader(new ByteArrayInputStream(answer.bytes.toByteArray())).read(NOTHING);
    }

    /** MessagePack by hand. */
    private static final class Bytes {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Bytes bytes(int... values) {
            for (int value : values) {
                bytes.write(value);
            }
            return this;
        }

        Bytes map(int size) {
            return bytes(0x80 | size);
        }

        Bytes array(int size) {
            return bytes(0x90 | size);
        }

        Bytes text(String text) {
            bytes(0xa0 | text.length());
            bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Bytes longText(String text) {
            int length = text.length();
            bytes(0xdb, length >> 24 & 0xff, length >> 16 & 0xff, length >> 8 & 0xff, length & 0xff);
            bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            return this;
        }
    }
}
