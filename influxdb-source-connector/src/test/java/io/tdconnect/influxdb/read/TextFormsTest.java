// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.record.NamePolicy;
import io.tdconnect.common.window.SeriesKey;
import io.tdconnect.common.window.TimeSplit;
import io.tdconnect.common.window.TimeText;
import io.tdconnect.influxdb.client.InfluxQl;
import io.tdconnect.influxdb.client.TagCondition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormsTest {
    @ParameterizedTest
    @CsvSource({
        "2023-06-01T00:00:00+0800, 1685548800000000000",
        "2023-06-01T00:00:00+08:00, 1685548800000000000",
        "2023-05-31T16:00:00Z, 1685548800000000000",
        "2023-05-31T16:00:00.000000001Z, 1685548800000000001",
        "1685548800, 1685548800000000000",
        "1685548800000, 1685548800000000000",
        "1685548800000000001, 1685548800000000001",
        "1970-01-01T00:00:00Z, 0",
        "1969-12-31T23:59:59.5Z, -500000000",
        "0, 0"
    })
    void readsTimes(String text, long nanos) {
        assertThat(TimeText.parse(text)).isEqualTo(nanos);
        assertThat(TimeText.parse(TimeText.format(nanos))).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-06-01T00:00:00", "2023-06-01", "now", "12", "2023-13-01T00:00:00Z"})
    void refusesOtherTimes(String text) {
        assertThatThrownBy(() -> TimeText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @Test
    void readsWindows() {
        assertThat(TimeText.window("D")).isEqualTo(Duration.ofDays(1));
        assertThat(TimeText.window("h")).isEqualTo(Duration.ofHours(1));
        assertThat(TimeText.window("M")).isEqualTo(Duration.ofMinutes(1));
        assertThat(TimeText.window("PT90S")).isEqualTo(Duration.ofSeconds(90));
        assertThatThrownBy(() -> TimeText.window("PT0S")).hasMessageContaining("PT0S");
        assertThat(TimeText.window("1h")).isEqualTo(Duration.ofHours(1));
        assertThatThrownBy(() -> TimeText.window("1y")).hasMessageContaining("1y");
    }

    @Test
    void quotesNamesAndTextOfQueries() {
        assertThat(InfluxQl.quote("a \"b\" \\ c")).isEqualTo("\"a \\\"b\\\" \\\\ c\"");
        assertThat(InfluxQl.where(TagCondition.parse("host=it's"))).isEqualTo("\"host\"::tag = 'it\\'s'");
        assertThat(InfluxQl.where(TagCondition.parse("path!~^/a"))).isEqualTo("\"path\"::tag !~ /^\\/a/");
        assertThatThrownBy(() -> TagCondition.parse("host")).hasMessageContaining("host");
    }

    @Test
    void namesThatTdengineRefusesStayApart() {
        assertThat(NamePolicy.REPLACE.table("cpu a.b")).startsWith("cpu a_b_").hasSize("cpu a_b_".length() + 16);
        assertThat(NamePolicy.REPLACE.table("cpu a_b")).isEqualTo("cpu a_b");
        assertThat(NamePolicy.REPLACE.table("温度".repeat(100)).getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(192);
        assertThat(NamePolicy.KEEP.table("a.b")).isEqualTo("a.b");
        assertThatThrownBy(() -> NamePolicy.FAIL.table("a.b")).hasMessageContaining("names=replace");
    }

    @Test
    void subtablesHaveOnlyCharactersThatPreparedStatementsTake() {
        assertThat(NamePolicy.REPLACE.subtable("d_1温")).isEqualTo("d_1温");
        assertThat(NamePolicy.REPLACE.subtable("00:1b-2f")).matches("_00_1b_2f_[0-9a-f]{16}");
        assertThat(NamePolicy.REPLACE.subtable("7days")).matches("_7days_[0-9a-f]{16}");
        assertThat(NamePolicy.KEEP.subtable("00:1b-2f")).isEqualTo("00:1b-2f");
        assertThatThrownBy(() -> NamePolicy.FAIL.subtable("a b")).hasMessageContaining("names=replace");
    }

    @Test
    void seriesHaveSubtablesOfTheirOwn() {
        assertThat(NamePolicy.REPLACE.subtable(List.of("cpu", "host", "a"), "cpu,host=a"))
                .isEqualTo("cpu_host_a");
        assertThat(NamePolicy.REPLACE.subtable(List.of("cpu", "host", "a-b"), "cpu,host=a-b"))
                .matches("cpu_host_a_b_[0-9a-f]{16}");
        // Joined they would be the same.
        assertThat(NamePolicy.REPLACE.subtable(List.of("cpu", "a", "b_c_d"), "cpu,a=b_c_d"))
                .isNotEqualTo(NamePolicy.REPLACE.subtable(List.of("cpu", "a", "b", "c", "d"), "cpu,a=b,c=d"));
        assertThat(NamePolicy.KEEP.subtable(List.of("cpu", "host", "a"), "cpu,host=a"))
                .isEqualTo("cpu,host=a");
    }

    @Test
    void seriesKeysDoNotDependOnOrderAndEmptyTags() {
        assertThat(SeriesKey.of(Map.of("b", "2", "a", "1,=\\", "c", ""))).isEqualTo("a=1\\,\\=\\\\,b=2");
        assertThat(SeriesKey.compare("a=1,b=2", "a=1,b=2")).isZero();
        assertThat(SeriesKey.compare("b=1", "a=1")).isNegative();
        assertThat(SeriesKey.compare("", "a=1")).isNegative();
    }

    @Test
    void slicesCoverTheTimeWithoutOverlap() {
        List<TimeSplit> splits = TimeSplit.of("m", 0, TimeSplit.ENDLESS, 3, 100);

        assertThat(splits).extracting(TimeSplit::from).containsExactly(0L, 33L, 66L);
        assertThat(splits).extracting(TimeSplit::to).containsExactly(33L, 66L, TimeSplit.ENDLESS);
        assertThat(splits)
                .allSatisfy(split -> assertThat(TimeSplit.parse(split.text())).isEqualTo(split));
    }
}
