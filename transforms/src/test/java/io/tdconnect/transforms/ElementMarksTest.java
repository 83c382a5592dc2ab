// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The index of exploded elements, and times that keep their rows apart. */
class ElementMarksTest {
    private static final String BURST = "{\"ts\":1700000000000,\"points\":[5,null,6,7]}";

    @Test
    void elementsOfOneTimeBecomeRowsOfDifferentTimes() {
        SinkRecord rows = explode("time.field", "ts", "time.step", "10ms", "index.field", "n")
                .apply(Records.parse("nested", "keep", "fields", "ts:TIMESTAMP(ms),points")
                        .apply(Records.of(BURST)));

        assertThat((List<?>) rows.value())
                .extracting(Records::text)
                .containsExactly(
                        "{value=5, n=0, ts=1700000000000}",
                        "{value=6, n=2, ts=1700000000020}",
                        "{value=7, n=3, ts=1700000000030}");
        assertThat(rows.valueSchema().valueSchema().field("ts").schema())
                .isEqualTo(Timestamp.optionalSchema(Precision.MS));
    }

    @ParameterizedTest
    @CsvSource({
        "100us, 1700000000000200, US",
        "1ns, 1700000000000000002, NS",
        "5 s, 1700000010000, MS",
        "999999999s, 3699999998000, MS"
    })
    void aFinerStepMakesTheTimeFiner(String step, long third, Precision precision) {
        SinkRecord rows = explode("time.field", "ts", "time.step", step)
                .apply(Records.parse("nested", "keep", "fields", "ts:TIMESTAMP(ms),points")
                        .apply(Records.of(BURST)));

        Struct row = (Struct) ((List<?>) rows.value()).get(1);
        assertThat(row.get("ts")).isEqualTo(third);
        assertThat(row.schema().field("ts").schema()).isEqualTo(Timestamp.optionalSchema(precision));
    }

    @Test
    void timesOfRowsWithoutSchemaStayText() {
        SinkRecord rows = explode("time.field", "ts", "time.step", "1ms", "schema", "map")
                .apply(Records.parse("nested", "keep", "schema", "map")
                        .apply(Records.of("{\"ts\":\"2023-12-18T22:12:00Z\",\"points\":[1,2]}")));

        assertThat((List<?>) rows.value())
                .extracting(Records::text)
                .containsExactly("{ts=2023-12-18T22:12:00.000Z, value=1}", "{ts=2023-12-18T22:12:00.001Z, value=2}");
    }

    @Test
    void theTimeOfTheElementCountsAndTheIndexIsThatOfTheInnermostArray() {
        String message = "{\"ts\":\"2020-01-01T00:00:00Z\",\"points\":[{\"p\":[{\"v\":1},{\"v\":2}]},"
                + "{\"ts\":\"2021-01-01T00:00:00Z\",\"p\":[{\"v\":3},{\"v\":4,\"ts\":\"2022-01-01T00:00:00Z\"}]}]}";

        SinkRecord rows = explodePath("$.points[*].p[*]", "time.field", "ts", "time.step", "1s", "index.field", "i")
                .apply(Records.parse("nested", "keep", "schema", "map").apply(Records.of(message)));

        assertThat((List<?>) rows.value())
                .extracting(
                        row -> ((Struct) row).get("v") + " " + ((Struct) row).get("i") + " " + ((Struct) row).get("ts"))
                .containsExactly("1 0 1577836800000", "2 1 1577836801000", "3 0 1609459200000", "4 1 1640995201000");
    }

    @Test
    void aMissingTimeStaysMissing() {
        SinkRecord rows = explode("time.field", "ts", "time.step", "1ms", "index.field", "i")
                .apply(Records.parse("nested", "keep").apply(Records.of("{\"points\":[1,2]}")));

        assertThat((List<?>) rows.value())
                .extracting(Records::text)
                .containsExactly("{value=1, i=0}", "{value=2, i=1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1700000000000", "1.5", "\"1700000000000\"", "true", "\"2023-12-18T22:12:00\"", "\"x\""})
    void timesWhoseMeaningWouldBeGuessedAreRefused(String time) {
        SinkRecord parsed = Records.parse("nested", "keep", "schema", "map")
                .apply(Records.of("{\"ts\":" + time + ",\"points\":[1,2]}"));

        assertThatThrownBy(() -> explode("time.field", "ts", "time.step", "1ms").apply(parsed))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("xpected a timestamp");
    }

    @Test
    void timesBeyondTheirRangeAreRefused() {
        SinkRecord parsed = Records.parse("nested", "keep", "fields", "ts:TIMESTAMP(ns),points")
                .apply(Records.of("{\"ts\":9223372036854775806,\"points\":[1,2,3]}"));

        assertThatThrownBy(() -> explode("time.field", "ts", "time.step", "1ns").apply(parsed))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("time.step");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0ms", "-1ms", "1", "1m", "1.5ms", "9999999999ms", "ms"})
    void stepsThatAreNoneAreRefused(String step) {
        assertThatThrownBy(() -> explode("time.field", "ts", "time.step", step))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("time.step");
    }

    @Test
    void aStepIsNotGuessed() {
        assertThatThrownBy(() -> explode("time.field", "ts"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("time.step");
        assertThatThrownBy(() -> explode("time.step", "1ms"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("time.field");
    }

    private static Explode<SinkRecord> explode(String... options) {
        return explodePath("points", options);
    }

    private static Explode<SinkRecord> explodePath(String path, String... options) {
        Explode.Value<SinkRecord> transform = new Explode.Value<>();
        Map<String, String> all = Records.map(options);
        all.put("field", path);
        transform.configure(all);
        return transform;
    }
}
