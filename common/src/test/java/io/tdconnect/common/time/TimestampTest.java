// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {
    @ParameterizedTest
    @CsvSource({
        "2024-05-01T12:00:00Z, 1714564800000, MS",
        "2024-05-01T12:00:00.5Z, 1714564800500, MS",
        "2024-05-01T12:00:00.1234Z, 1714564800123400, US",
        "2024-05-01T12:00:00.123456Z, 1714564800123456, US",
        "2024-05-01T12:00:00.123456789Z, 1714564800123456789, NS",
        "2024-05-01 20:00:00.123+08:00, 1714564800123, MS",
        "2024-05-01 20:00:00.123 +0800, 1714564800123, MS",
        "2024-05-01T20:00:00+08, 1714564800000, MS",
        "2024-05-01t12:00z, 1714564800000, MS",
        "1969-12-31T23:59:59.999999999Z, -1, NS",
    })
    void readsIsoText(String text, long value, Precision precision) {
        assertThat(Timestamp.of(text, null, TimestampUnit.AUTO)).isEqualTo(new Timestamp(value, precision));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-05-01T12:00:00", "2024-05-01", "yesterday", "", "2024-13-01T00:00:00Z"})
    void refusesTextThatIsNoTimestampWithOffset(String text) {
        assertThatThrownBy(() -> Timestamp.of(text, null, TimestampUnit.MS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("offset");
    }

    @Test
    void refusesTenDigitsAndTextOutsideOfNanoseconds() {
        assertThatThrownBy(() -> Timestamp.of("2024-05-01T12:00:00.1234567891Z", null, TimestampUnit.AUTO))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("at most 9 digits");
        assertThatThrownBy(() -> Timestamp.of("2424-05-01T12:00:00.123456789Z", null, TimestampUnit.AUTO))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("precision ns");
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void readsItsOwnSchemas(Precision precision) {
        Timestamp expected = new Timestamp(-5, precision);

        assertThat(Timestamp.of(-5L, Timestamp.schema(precision), TimestampUnit.AUTO))
                .isEqualTo(expected);
        assertThat(Timestamp.of(-5L, Timestamp.optionalSchema(precision), TimestampUnit.AUTO))
                .isEqualTo(expected);
        assertThat(Timestamp.schema(precision).parameters()).containsEntry("unit", precision.symbol());
        assertThat(Timestamp.optionalSchema(precision).isOptional()).isTrue();
    }

    @Test
    void refusesItsOwnSchemaWithoutUnit() {
        Schema schema = SchemaBuilder.int64().name(Timestamp.SCHEMA_NAME).build();

        assertThatThrownBy(() -> Timestamp.of(1L, schema, TimestampUnit.MS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("unit");
    }

    @Test
    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    void readsLogicalTimestampsAndDatesButNoTimeOfDay() {
        Date date = new Date(1714564800123L);

        assertThat(Timestamp.of(date, org.apache.kafka.connect.data.Timestamp.SCHEMA, TimestampUnit.S))
                .isEqualTo(new Timestamp(1714564800123L, Precision.MS));
        assertThat(Timestamp.of(date, null, TimestampUnit.S)).isEqualTo(new Timestamp(1714564800123L, Precision.MS));
        assertThatThrownBy(() -> Timestamp.of(new Date(5), Time.SCHEMA, TimestampUnit.S))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Time");
    }

    @ParameterizedTest
    @CsvSource({
        "1714564800, AUTO, 1714564800000, MS",
        "1714564800123, AUTO, 1714564800123, MS",
        "1714564800123456, AUTO, 1714564800123456, US",
        "1714564800123456789, AUTO, 1714564800123456789, NS",
        "30000000, AUTO, 30000000000, MS",
        "4100000000, AUTO, 4100000000000, MS",
        "30000000000, AUTO, 30000000000, MS",
        "0, S, 0, MS",
        "-1, S, -1000, MS",
        "-1, US, -1, US",
        "9223372036854775807, NS, 9223372036854775807, NS",
    })
    void readsWholeNumbers(long number, TimestampUnit unit, long value, Precision precision) {
        assertThat(Timestamp.of(number, null, unit)).isEqualTo(new Timestamp(value, precision));
        assertThat(Timestamp.of(BigInteger.valueOf(number), null, unit)).isEqualTo(new Timestamp(value, precision));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1714564800, 29_999_999, 4_100_000_001L, 29_999_999_999L, Long.MAX_VALUE, Long.MIN_VALUE})
    void autoRefusesWhatItCannotJudge(long number) {
        assertThatThrownBy(() -> Timestamp.of(number, null, TimestampUnit.AUTO))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("configure the unit");
    }

    @Test
    void refusesFractionsAndOverflow() {
        assertThatThrownBy(() -> Timestamp.of(Double.valueOf("1714564800.1234567"), null, TimestampUnit.S))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Double");
        assertThatThrownBy(() -> Timestamp.of(Double.valueOf("1.714564800123456789e18"), null, TimestampUnit.NS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Double");
        assertThatThrownBy(() -> Timestamp.of(Float.valueOf("1714564800"), null, TimestampUnit.S))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Float");
        assertThatThrownBy(() -> Timestamp.of(1714564800123.5, null, TimestampUnit.MS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("whole number of ms");
        assertThatThrownBy(() -> Timestamp.of(Double.NaN, null, TimestampUnit.MS))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Timestamp.of(Long.MAX_VALUE, null, TimestampUnit.S))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Timestamp.of(BigInteger.TWO.pow(70), null, TimestampUnit.NS))
                .isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1, MS, NS, 1000000",
        "1, US, NS, 1000",
        "-1, NS, MS, -1",
        "-1000000, NS, MS, -1",
        "1999999, NS, MS, 1",
        "1999, NS, US, 1",
        "5, US, US, 5",
        "9223372036854775807, NS, MS, 9223372036854",
    })
    void convertsExactlyAndTruncatesTowardsThePast(long value, Precision from, Precision to, long expected) {
        assertThat(new Timestamp(value, from).to(to, Rounding.TRUNCATE)).isEqualTo(new Timestamp(expected, to));
    }

    @Test
    void failsWhereDigitsWouldBeLostOnlyIfTold() {
        assertThatThrownBy(() -> new Timestamp(1001, Precision.NS).to(Precision.US, Rounding.FAIL))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("us");
        assertThat(new Timestamp(-3000, Precision.NS).to(Precision.US, Rounding.FAIL))
                .isEqualTo(new Timestamp(-3, Precision.US));
    }

    @Test
    void overflowNamesThePrecision() {
        assertThatThrownBy(() -> new Timestamp(Long.MAX_VALUE / 1000, Precision.MS).to(Precision.NS, Rounding.TRUNCATE))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("precision ns");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1_000_000_001, -1, 0, 1, Long.MAX_VALUE})
    void instantsGoBothWays(long nanos) {
        Timestamp timestamp = new Timestamp(nanos, Precision.NS);

        assertThat(Timestamp.of(timestamp.instant(), Precision.NS)).isEqualTo(timestamp);
        assertThat(Timestamp.of(timestamp.instant(), Precision.MS).value()).isEqualTo(Math.floorDiv(nanos, 1_000_000L));
        assertThat(timestamp.instant()).isEqualTo(Instant.EPOCH.plusNanos(nanos));
    }

    @Test
    void precisionsHaveSymbols() {
        assertThat(Precision.of("us")).isEqualTo(Precision.US);
        assertThat(Precision.NS.perSecond()).isEqualTo(1_000_000_000L);
        assertThatThrownBy(() -> Precision.of("s")).hasMessageContaining("ms, us or ns");
    }
}
