// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.contract.SourceTaskRun;
import io.tdconnect.opentsdb.OpenTsdbSourceConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class PointConverterTest {
    private static final long T = 1_700_000_000_123_000_000L;
    private static final Map<String, String> PARTITION = Map.of("metric", "sys.cpu.user");

    @Test
    void aRecordHasTheNamesOfTdenginesOwnOpenTsdbFormats() {
        PointConverter converter = converter("sys.cpu.user");

        SourceRecord record = record(converter, Map.of("host", "web01", "dc", "lga"), 18L);

        assertThat(record.topic()).isEqualTo("opentsdb");
        Struct value = (Struct) record.value();
        assertThat(value.schema().fields()).extracting(Field::name).containsExactly("_ts", "_value", "dc", "host");
        assertThat(value.get("_ts")).isEqualTo(1_700_000_000_123L);
        assertThat(value.schema().field("_ts").schema().name()).isEqualTo("io.tdconnect.Timestamp");
        assertThat(value.get("_value")).isEqualTo(18.0);
        assertThat(value.get("host")).isEqualTo("web01");
        assertThat(headers(record))
                .containsExactly(
                        "td.stable=sys_cpu_user", "td.table=" + record.key(), "td.tags=dc,host", "td.timestamp=_ts");
        assertThat(record.key()).isEqualTo("t_" + md5("sys_cpu_user,dc=lga,host=web01"));
    }

    @Test
    void seriesWithOtherTagsKeepAllTagsSeenSoFar() {
        PointConverter converter = converter("m");
        record(converter, Map.of("host", "a"), 1L);

        SourceRecord other = record(converter, Map.of("site", "x"), 1.5);

        assertThat(headers(other)).contains("td.tags=host,site");
        assertThat(((Struct) other.value()).get("host")).isNull();
        assertThat(other.key()).isEqualTo("t_" + md5("m,site=x"));
    }

    @Test
    void tagsWithTheNamesOfColumnsGetOthers() {
        SourceRecord record = record(converter("m"), Map.of("_value", "a", "_ts", "b", "host", "c"), 1L);

        assertThat(headers(record)).contains("td.tags=_ts_tag,_value_tag,host");
        assertThat(((Struct) record.value()).get("_value")).isEqualTo(1.0);
        assertThat(((Struct) record.value()).get("_value_tag")).isEqualTo("a");
    }

    @Test
    void namesThatTdengineRefusesFollowThePolicy() {
        String longName = "x".repeat(200);

        assertThat(headers(record(converter("a/b-c.d"), Map.of("h", "1"), 1L))).contains("td.stable=a/b-c_d");
        assertThat(headers(record(converter(longName), Map.of("h", "1"), 1L)).get(0))
                .matches("td\\.stable=x{175}_[0-9a-f]{16}");
        assertThat(headers(record(converter(longName, "names", "keep"), Map.of("h", "1"), 1L)))
                .contains("td.stable=" + longName);
        assertThat(headers(record(converter("a.b", "names", "keep"), Map.of("h", "1"), 1L)))
                .contains("td.stable=a.b");
        assertThatThrownBy(() -> converter(longName, "names", "fail")).hasMessageContaining("names=replace");
    }

    @Test
    void topicAndTableAreTemplates() {
        PointConverter converter = converter("sys.cpu", "topic", "t.{metric}", "table", "d_{host}_{site:none}");

        SourceRecord record = record(converter, Map.of("host", "a"), 1L);

        assertThat(record.topic()).isEqualTo("t.sys.cpu");
        assertThat(record.key()).isEqualTo("d_a_none");
    }

    @Test
    void pointsThatAreNoNumberAreLeftOut() {
        PointConverter converter = converter("m");
        converter.startSeries(Map.of("h", "1"));

        assertThat(converter.value(T, new Object[] {Double.NaN})).isNull();
        assertThat(converter.value(T, new Object[] {Double.NEGATIVE_INFINITY})).isNull();
        assertThat(converter.value(T, new Object[] {-0.5})).isNotNull();
    }

    @Test
    void wholeNumbersKeepAllDigitsAsBigint() {
        PointConverter converter = converter("m", "value.type", "bigint");
        converter.startSeries(Map.of("h", "1"));

        assertThat(value(converter, 9_007_199_254_740_993L)).isEqualTo(9_007_199_254_740_993L);
        // What the server makes of a whole number beside fractions.
        assertThat(value(converter, -3.0)).isEqualTo(-3L);
        assertThatThrownBy(() -> value(converter, 2.5))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("value.type=double")
                .hasMessageContaining("metric m at 2023-11-14T22:13:20.123Z");
        assertThatThrownBy(() -> value(converter, 1e300)).hasMessageContaining("value.type=double");
        assertThat(value(converter("m"), 9_007_199_254_740_993L)).isEqualTo(9_007_199_254_740_992.0);
    }

    @Test
    void aRecordOfSeveralPointsStaysBelowTheLimitOfTheProducer() {
        PointConverter converter = converter("m", "points.per.record", "100", "record.max.bytes", "4096");
        converter.startSeries(Map.of("h", "x".repeat(500)));
        long size = converter.size(T, "point");

        assertThat(size).isGreaterThan(500);
        assertThat(converter.fits(size, size)).isTrue();
        assertThat(converter.fits(3 * size, size)).isFalse();
        assertThatThrownBy(() -> converter.startSeries(Map.of("h", "x".repeat(5_000))))
                .hasMessageContaining("record.max.bytes=4096");
    }

    private static Object value(PointConverter converter, Object number) {
        converter.startSeries(Map.of("h", "1"));
        return ((Struct) converter.value(T, new Object[] {number})).get("_value");
    }

    private static SourceRecord record(PointConverter converter, Map<String, String> tags, Object number) {
        converter.startSeries(tags);
        return converter.record(T, List.of(converter.value(T, new Object[] {number})), Map.of());
    }

    private static PointConverter converter(String metric, String... options) {
        Map<String, String> all =
                SourceTaskRun.with(Map.of("url", "http://h:4242", "begin.time", "2024-01-01T00:00:00Z"), options);
        return new PointConverter(RecordOptions.from(new OpenTsdbSourceConfig(all)), metric, PARTITION);
    }

    private static List<String> headers(SourceRecord record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .map(PointConverterTest::text)
                .sorted()
                .toList();
    }

    private static String text(Header header) {
        return header.key() + "=" + header.value();
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
