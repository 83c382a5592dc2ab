// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All transforms and the sink, whose reader is in common, read times in the same way. */
class TimesTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', textBlock = """
            1663830962276,              MS, 1663830962276
            1663830962276.0,            MS, 1663830962276
            1.663830962276e+12,         MS, 1663830962276
            "1663830962276",            MS, 1663830962276
            "1663830962276 ",           MS, 1663830962276
            "1.663830962276E12",        MS, 1663830962276
            1663830962276000,           US, 1663830962276
            1.663830962276e15,          US, 1663830962276
            1663830962276000000,        NS, 1663830962276
            1663830962,                 S,  1663830962000
            1663830962.0,               S,  1663830962000
            1663830962.5,               S,  1663830962500
            "1663830962.5",             S,  1663830962500
            "2022-09-22T07:16:02.276Z", MS, 1663830962276
            " 2022-09-22 07:16:02.276Z",MS, 1663830962276
            """)
    void allReadTheSame(String json, TimestampUnit unit, long millis) {
        String message = "{\"t\":" + json + "}";
        String type = "t:TIMESTAMP(" + unit.name().toLowerCase(Locale.ROOT) + ")";

        assertThat(millis(Records.parse("fields", type).apply(Records.of(message))))
                .isEqualTo(millis);
        for (String schema : new String[] {"struct", "map"}) {
            SinkRecord row = Records.parse("schema", schema).apply(Records.of(message));
            assertThat(millis(Records.mapToTable("columns", type).apply(row))).isEqualTo(millis);
            assertThat(millis(Records.mapToTable("timestamp.field", "t", "timestamp.unit", unit.name())
                            .apply(row)))
                    .isEqualTo(millis);
            assertThat(millis(Timestamp.of(value(row), null, unit))).isEqualTo(millis);
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', textBlock = """
            1663830962276.5,        MS
            "1663830962276.5",      MS
            1e40,                   NS
            "2025-02-29T00:00:00Z", MS
            "2025-02-30T00:00:00Z", MS
            "2025-04-31T00:00:00Z", MS
            "2025-04-01T24:00:00Z", MS
            "2023-12-18T22:12:00",  MS
            true,                   MS
            """)
    void allRefuseTheSame(String json, TimestampUnit unit) {
        String message = "{\"t\":" + json + "}";
        String type = "t:TIMESTAMP(" + unit.name().toLowerCase(Locale.ROOT) + ")";

        assertThatThrownBy(() -> Records.parsed(message, "fields", type)).isInstanceOf(DataException.class);
        for (String schema : new String[] {"struct", "map"}) {
            SinkRecord row = Records.parse("schema", schema).apply(Records.of(message));
            assertThatThrownBy(() -> Records.mapToTable("columns", type).apply(row))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("Field t");
            assertThatThrownBy(() -> Timestamp.of(value(row), null, unit)).isInstanceOf(DataException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = '|', textBlock = """
            t:TIMESTAMP(s, zone 'Asia/Shanghai')               | 1714557600
            t:TIMESTAMP(s, zone 'Asia/Shanghai')               | "1714557600"
            t:TIMESTAMP(s, zone 'Asia/Shanghai')               | "2024-05-01T18:00:00"
            t:TIMESTAMP(s, zone 'Asia/Shanghai')               | "2024-05-01 10:00:00Z"
            t:TIMESTAMP('yyyyMMddHH', zone 'Asia/Shanghai')    | 2024050118
            t:TIMESTAMP('yyyyMMddHH', zone 'Asia/Shanghai')    | 2024050118.0
            t:TIMESTAMP('yyyyMMddHH', zone 'Asia/Shanghai')    | "2024050118 "
            """)
    void numbersAndTextInAZone(String type, String json) {
        String message = "{\"t\":" + json + "}";

        assertThat(millis(Records.parse("fields", type).apply(Records.of(message))))
                .isEqualTo(1714557600000L);
        assertThat(millis(Records.mapToTable("columns", type)
                        .apply(Records.parse("schema", "map").apply(Records.of(message)))))
                .isEqualTo(1714557600000L);
    }

    @Test
    void zoneOfTheOptionIsThatOfAllTimesWithoutOffset() {
        String message = "{\"ts\":\"2023-12-18T22:12:00\",\"u\":\"2023-12-18T22:12:00Z\",\"v\":\"18.12.2023 22:12\"}";
        String fields = "ts:TIMESTAMP(ms), u:TIMESTAMP(ms), v:TIMESTAMP(ms, 'dd.MM.yyyy HH:mm', zone 'UTC')";
        String expected = "{ts=1702908720000, u=1702937520000, v=1702937520000}";

        assertThat(Records.parsed(message, "fields", fields, "timestamp.zone", "Asia/Shanghai"))
                .isEqualTo(expected);
        assertThat(Records.text(Records.mapToTable("columns", fields, "timestamp.zone", "+08:00")
                        .apply(Records.parse().apply(Records.of(message)))
                        .value()))
                .isEqualTo(expected);
        assertThat(millis(Records.mapToTable("timestamp.field", "ts", "timestamp.zone", "Asia/Shanghai")
                        .apply(Records.parse("fields", "ts").apply(Records.of(message)))))
                .isEqualTo(1702908720000L);
        assertThatThrownBy(() -> Records.parse("timestamp.zone", "Asia/Atlantis"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("timestamp.zone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yyyy-MM-dd hh:mm", "yyyy-MM-dd KK", "yyyy-MM-dd mm"})
    void patternsThatDoNotTellTheTimeOfDayAreRefused(String pattern) {
        assertThatThrownBy(() -> Records.parse("fields", "t:TIMESTAMP('" + pattern + "', zone 'UTC')"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("time pattern " + pattern);
    }

    @ParameterizedTest
    @CsvSource({"30.03.2025 02:30", "26.10.2025 02:30", "31.04.2025 12:00"})
    void timesInPatternsAreNotGuessedEither(String time) {
        assertThatThrownBy(() -> Records.parsed(
                        "{\"t\":\"" + time + "\"}", "fields", "t:TIMESTAMP('dd.MM.yyyy HH:mm', zone 'Europe/Berlin')"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"cast":"t","as":"TIMESTAMP(ms)","with":"%Y-%m-%d","tz":"UTC"}              | 2023-11-14          | 1699920000000
            {"cast":"t","as":"TIMESTAMP(ms)","with":"%F %T","tz":"Asia/Shanghai"}       | 2023-11-15 06:13:20 | 1700000000000
            {"mapping":"t","as":"TIMESTAMP(ms)","tz":"Asia/Shanghai"}                   | 2023-11-15 06:13:20 | 1700000000000
            {"join":["t"],"with":"-","as":"TIMESTAMP(ms)","tz":"UTC"}                   | 2023-11-14T22:13:20 | 1700000000000
            """)
    void withIsThePatternOfATimeInComputedFields(String rule, String text, long millis) {
        Compute.Value<SinkRecord> compute = new Compute.Value<>();
        compute.configure(Map.of("rules", "{\"t\":" + rule + "}"));

        assertThat(millis(compute.apply(Records.parse().apply(Records.of("{\"t\":\"" + text + "\"}")))))
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"cast":"t","as":"TIMESTAMP(ms)","with":"%Y"}                     | no date
            {"cast":"t","as":"INT","with":"%Y"}                               | expected with beside join
            {"cast":"t","with":"-"}                                           | expected with beside join
            {"value":1,"with":"-"}                                            | expected with beside join
            {"expr":"a","as":"INT","tz":"UTC"}                                | expected tz beside a TIMESTAMP
            {"join":["a"],"tz":"UTC"}                                         | expected tz beside a TIMESTAMP
            {"cast":"t","as":"TIMESTAMP(ms, zone 'UTC')","with":"%F"}         | without a pattern of its own
            """)
    void withThatWouldBeIgnoredIsRefused(String rule, String message) {
        Compute.Value<SinkRecord> compute = new Compute.Value<>();

        assertThatThrownBy(() -> compute.configure(Map.of("rules", "{\"t\":" + rule + "}")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("field t")
                .hasMessageContaining(message);
    }

    private static Object value(SinkRecord row) {
        return row.value() instanceof Struct struct ? struct.get("t") : ((Map<?, ?>) row.value()).get("t");
    }

    private static long millis(SinkRecord row) {
        Object first = row.value() instanceof Struct struct
                ? struct.get(struct.schema().fields().get(0))
                : ((Map<?, ?>) row.value()).values().iterator().next();
        Object time = row.value() instanceof Struct
                ? Timestamp.of(first, row.valueSchema().fields().get(0).schema(), TimestampUnit.AUTO)
                : Timestamp.of(first, null, TimestampUnit.AUTO);
        return millis((Timestamp) time);
    }

    private static long millis(Timestamp time) {
        return time.to(Precision.NS, Rounding.FAIL).value() / 1_000_000;
    }
}
