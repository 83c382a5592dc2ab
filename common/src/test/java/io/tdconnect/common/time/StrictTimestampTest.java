// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.ZoneId;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Existing times are read exactly in every form; others are refused. */
class StrictTimestampTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-02-29T00:00:00Z",
                "2025-02-30T00:00:00Z",
                "2025-04-31T00:00:00Z",
                "1900-02-29T00:00:00Z",
                "2025-06-31 12:00:00+08:00",
                "2025-00-10T00:00:00Z",
                "2025-01-00T00:00:00Z",
                "2025-01-32T00:00:00Z",
                "2025-01-01T24:00:00Z",
                "2025-01-01T25:00:00Z",
                "2025-01-01T00:60:00Z",
                "2016-12-31T23:59:60Z",
                "2025-01-01T00:00:00+19:00",
                "10000-01-01T00:00:00Z",
                "25-01-01T00:00:00Z"
            })
    void refusesTimesThatDoNotExist(String text) {
        assertThatThrownBy(() -> Timestamp.of(text, null, TimestampUnit.MS))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected a timestamp such as")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29T00:00:00Z, 1709164800000",
        "2000-02-29T23:59:59.999Z, 951868799999",
        "0000-01-01T00:00:00Z, -62167219200000",
        "-0001-12-31T00:00:00Z, -62167305600000",
        "9999-12-31T23:59:59.999Z, 253402300799999",
        "+10000-01-01 00:00:00Z, 253402300800000",
        "2024-05-01T00:00:00-18:00, 1714586400000"
    })
    void readsTheEdgesOfTheCalendar(String text, long millis) {
        assertThat(Timestamp.of(text, null, TimestampUnit.AUTO)).isEqualTo(new Timestamp(millis, Precision.MS));
    }

    @ParameterizedTest
    @CsvSource({
        "1714564800, S, 1714564800000, MS",
        "' 1714564800123 ', MS, 1714564800123, MS",
        "1.714564800123e12, MS, 1714564800123, MS",
        "1714564800123.000, MS, 1714564800123, MS",
        "17145648001230E-1, MS, 1714564800123, MS",
        "1714564800.5, S, 1714564800500, MS",
        "-0.0005, S, -500, US",
        "1714564800.123456789, S, 1714564800123456789, NS",
        "1714564800.25, AUTO, 1714564800250, MS",
        "1714564800123456, AUTO, 1714564800123456, US",
        "0, MS, 0, MS"
    })
    void numbersAreAlikeInAllForms(String text, TimestampUnit unit, long value, Precision precision) {
        Timestamp expected = new Timestamp(value, precision);
        BigDecimal number = new BigDecimal(text.trim());

        assertThat(Timestamp.of(text, null, unit)).isEqualTo(expected);
        assertThat(Timestamp.of(number, null, unit)).isEqualTo(expected);
        assertThat(Timestamp.of(number, Decimal.schema(number.scale()), unit)).isEqualTo(expected);
        if (number.precision() <= 16) {
            assertThat(Timestamp.of(number.doubleValue(), null, unit)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1714564800.1234567891", "9999999999999999999.5", "1e25", "1e-12"})
    void refusesNumbersThatDoNotFit(String number) {
        for (TimestampUnit unit : TimestampUnit.values()) {
            assertThatThrownBy(() -> Timestamp.of(number, null, unit)).isInstanceOf(DataException.class);
            assertThatThrownBy(() -> Timestamp.of(new BigDecimal(number).movePointRight(2), null, unit))
                    .isInstanceOf(DataException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E999999999", "1E-999999999", "-1E+999999999"})
    @Timeout(5)
    void refusesHugeExponentsAtOnce(String number) {
        BigDecimal huge = new BigDecimal(number);
        BigDecimal zeros = BigDecimal.ONE.setScale(300_000);

        for (TimestampUnit unit : TimestampUnit.values()) {
            assertThatThrownBy(() -> Timestamp.of(huge, null, unit)).isInstanceOf(DataException.class);
            assertThatThrownBy(() -> Timestamp.of(zeros, null, unit)).isInstanceOf(DataException.class);
            assertThatThrownBy(() -> Timestamp.of(number, null, unit)).isInstanceOf(DataException.class);
        }
    }

    @Test
    void aStatedZoneIsThatOfTextWithoutOffset() {
        ZoneId zone = ZoneId.of("Asia/Shanghai");

        assertThat(Timestamp.of("2023-12-18T22:12:00", null, TimestampUnit.MS, zone))
                .isEqualTo(new Timestamp(1702908720000L, Precision.MS));
        assertThat(Timestamp.of("2023-12-18 22:12:00.123456", null, TimestampUnit.MS, zone))
                .isEqualTo(new Timestamp(1702908720123456L, Precision.US));
        assertThat(Timestamp.of("2023-12-18T14:12:00Z", null, TimestampUnit.MS, zone))
                .isEqualTo(new Timestamp(1702908720000L, Precision.MS));
        assertThatThrownBy(() -> Timestamp.of("2023-12-18T22:12:00", null, TimestampUnit.MS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("zone");
        assertThatThrownBy(() -> Timestamp.of("2023-02-29T22:12:00", null, TimestampUnit.MS, zone))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("does not exist");
    }

    @ParameterizedTest
    @CsvSource({"2025-03-30T02:30:00, not", "2025-10-26T02:30:00, twice"})
    void timesThatAZoneHasNotOrTwiceAreNotGuessed(String text, String how) {
        ZoneId zone = ZoneId.of("Europe/Berlin");

        assertThatThrownBy(() -> Timestamp.of(text, null, TimestampUnit.MS, zone))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Europe/Berlin")
                .hasMessageContaining(how);
        assertThat(Timestamp.of(text + "+01:00", null, TimestampUnit.MS, zone).precision())
                .isEqualTo(Precision.MS);
    }

    @Test
    void messageSaysPrecisionAndItsRange() {
        assertThatThrownBy(() -> Timestamp.of("2300-01-01T00:00:00.123456789Z", null, TimestampUnit.US))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "precision ns, from 1677-09-21T00:12:43.145224192Z to 2262-04-11T23:47:16.854775807Z");
    }
}
