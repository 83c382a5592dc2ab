// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.window.TimeSplit;
import io.tdconnect.influxdb.TaskRun;
import io.tdconnect.influxdb.client.InfluxQl;
import io.tdconnect.influxdb.client.PointsOf;
import io.tdconnect.influxdb.record.LineWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of the points of a server in memory. */
@Timeout(60)
class PointRecordsTest {
    private static final long T = 1_700_000_000_000_000_000L;

    @Test
    void seriesOfDifferentMeasurementsHaveDifferentTables() throws Exception {
        PointsOf server = new PointsOf()
                .with("cpu", Map.of("host", ""), T, "no tag")
                .with("cpu", Map.of("host", "a"), T, "tagged")
                .with("cpu_host_a", Map.of(), T, "untagged")
                .with("disk_io", Map.of(), T, "plain");

        Map<String, String> tables = read(server, List.of("cpu", "cpu_host_a", "disk_io")).stream()
                .collect(Collectors.toMap(PointRecordsTest::value, record -> (String) record.key()));

        assertThat(tables.get("tagged")).isEqualTo("cpu_host_a");
        assertThat(tables.get("untagged")).matches("cpu_host_a_[0-9a-f]{16}");
        assertThat(tables.get("plain")).isEqualTo("disk_io");
        // Its supertable is called cpu.
        assertThat(tables.get("no tag")).matches("cpu_[0-9a-f]{16}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "C:\\dir | C:\\dir",
                "\\\\server\\share | \\\\\\server\\share",
                "a\\\\b | a\\\\\\b",
                "x\\ y | x\\\\\\ y",
                "C:\\,D:\\ | C:\\\\\\,D:\\\\",
                "a=b | a\\=b",
            })
    void backslashesOfTagsAreReadAsTheyAreByTdengine(String value, String written) {
        String series = LineWriter.series("m", Map.of("t", value));

        assertThat(series).isEqualTo("m,t=" + written);
        assertThat(asTdengineReads(written, ",= \\")).isEqualTo(value);
        assertThat(asTdengineReads(LineWriter.series(value, Map.of()), ", \\")).isEqualTo(value);
    }

    @Test
    void timesBefore1970AndTheBeginningOf1970AreWritten() throws Exception {
        PointsOf server =
                new PointsOf().with("m", Map.of(), -1_000_000_000L, "before").with("m", Map.of(), 0, "zero");

        assertThat(read(server, List.of("m"), "value.format", "line"))
                .extracting(SourceRecord::value)
                .containsExactly("m value=\"before\" -1000000000", "m value=\"zero\" 00");
    }

    @Test
    void aBeginInThePastMillenniumIsNotReadDayByDay() throws Exception {
        PointsOf server = new PointsOf().with("m", Map.of(), T, "late");

        List<SourceRecord> records = read(server, List.of("m"), "begin.time", "1677-09-21T00:12:44Z");

        assertThat(records).hasSize(1);
        assertThat(server.queries()).hasSizeLessThan(20);
    }

    @Test
    void slicesOfCenturiesAreEqual() {
        List<TimeSplit> splits = TimeSplit.of("m", Long.MIN_VALUE + 10, TimeSplit.ENDLESS, 4, T);

        // The last of four quarters of 346 years.
        assertThat(splits.get(3).from()).isBetween(-1_040_000_000_000_000_000L, -1_020_000_000_000_000_000L);
        assertThat(splits).allSatisfy(split -> assertThat(split.to()).isGreaterThan(split.from()));
        assertThat(InfluxQl.window("m", List.of("*"), Long.MIN_VALUE, 0, List.of()))
                .contains("time >= -9223372036854775806 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"struct", "line"})
    void recordsEndBeforeTheyAreTooLargeForTheProducer(String format) throws Exception {
        PointsOf server = new PointsOf();
        for (int i = 0; i < 10; i++) {
            server.with("m", Map.of("host", "a"), T + i, i + "x".repeat(3_000));
        }

        List<SourceRecord> records = read(
                server, List.of("m"), "value.format", format, "points.per.record", "100", "record.max.bytes", "15000");

        assertThat(records).hasSizeBetween(3, 4);
        assertThat(records.stream()
                        .mapToInt(record -> record.value() instanceof List<?> list
                                ? list.size()
                                : record.value().toString().split("\n").length)
                        .sum())
                .isEqualTo(10);
    }

    @Test
    void aPointThatNoRecordHoldsIsTreatedAsConfigured() throws Exception {
        PointsOf server = new PointsOf()
                .with("m", Map.of("host", "a"), T, "x".repeat(20_000))
                .with("m", Map.of("host", "a"), T + 1, "small");

        assertThat(read(server, List.of("m"), "record.max.bytes", "15000", "on.large.point", "skip"))
                .extracting(PointRecordsTest::value)
                .containsExactly("small");
        assertThatThrownBy(() -> read(server, List.of("m"), "record.max.bytes", "15000"))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("record.max.bytes=15000")
                .hasMessageContaining("table m_host_a")
                .hasMessageContaining("on.large.point=skip");
    }

    @Test
    void theLimitOfTheConfiguredProducerCounts() throws Exception {
        PointsOf server = new PointsOf().with("m", Map.of(), T, "x".repeat(20_000));

        assertThat(read(server, List.of("m"), "producer.override.max.request.size", "15000", "on.large.point", "skip"))
                .isEmpty();
    }

    private static String asTdengineReads(String text, String escapable) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && escapable.indexOf(text.charAt(i + 1)) >= 0) {
                c = text.charAt(++i);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    private static String value(SourceRecord record) {
        return ((Struct) record.value()).getString("value");
    }

    private static List<SourceRecord> read(PointsOf server, List<String> measurements, String... more)
            throws InterruptedException {
        Map<String, String> usual = Map.of(
                "name", "influx",
                "url", "http://127.0.0.1:8086",
                "bucket", "db",
                "begin.time", "1960-01-01T00:00:00Z",
                "end.time", "2025-01-01T00:00:00Z");
        try (TaskRun task = new TaskRun(TaskRun.properties(usual, measurements, more), server)) {
            return task.takeAll();
        }
    }
}
