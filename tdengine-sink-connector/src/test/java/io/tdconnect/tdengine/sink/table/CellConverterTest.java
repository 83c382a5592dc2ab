// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.common.type.ConversionTable;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.fault.ValueTooLongException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CellConverterTest {
    private static final CellConverter CONVERTER =
            new CellConverter(Precision.US, TimestampUnit.AUTO, Rounding.TRUNCATE);

    static List<Arguments> fitting() {
        return List.of(
                Arguments.of(ColumnType.BOOL, "true", true),
                Arguments.of(ColumnType.BOOL, 0L, false),
                Arguments.of(ColumnType.TINYINT, -128L, -128L),
                Arguments.of(ColumnType.TINYINT_UNSIGNED, 255L, 255L),
                Arguments.of(ColumnType.INT, " 12 ", 12L),
                Arguments.of(ColumnType.INT, 12.0, 12L),
                Arguments.of(ColumnType.INT, true, 1L),
                Arguments.of(ColumnType.INT, new BigDecimal("12.00"), 12L),
                Arguments.of(ColumnType.BIGINT, "1e3", 1000L),
                Arguments.of(ColumnType.INT_UNSIGNED, 4_294_967_295L, 4_294_967_295L),
                Arguments.of(ColumnType.BIGINT_UNSIGNED, 5L, 5L),
                Arguments.of(
                        ColumnType.BIGINT_UNSIGNED, "18446744073709551615", new BigInteger("18446744073709551615")),
                Arguments.of(ColumnType.FLOAT, 10.77, 10.77),
                Arguments.of(ColumnType.FLOAT, 222L, 222.0),
                Arguments.of(ColumnType.DOUBLE, "10.77", 10.77),
                Arguments.of(ColumnType.DOUBLE, Double.NaN, Double.NaN));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void keepsWhatLosesNothing(ColumnType type, Object value, Object expected) {
        assertThat(CONVERTER.cell(new Column("c", type), value, null)).isEqualTo(expected);
    }

    @Test
    void answersAsEverythingInTheSuite() {
        assertThat(ConversionTable.differences((type, value) -> CONVERTER.cell(column(type), value, null)))
                .isEmpty();
    }

    private static Column column(String type) {
        return Column.described("c", type, 65_517, false);
    }

    static List<Arguments> unfitting() {
        return List.of(
                Arguments.of(ColumnType.BOOL, "maybe"),
                Arguments.of(ColumnType.BOOL, 2L),
                Arguments.of(ColumnType.TINYINT, 128L),
                Arguments.of(ColumnType.TINYINT_UNSIGNED, -1L),
                Arguments.of(ColumnType.SMALLINT_UNSIGNED, 65536L),
                Arguments.of(ColumnType.INT, 12.5),
                Arguments.of(ColumnType.INT, "twelve"),
                Arguments.of(ColumnType.INT, Double.NaN),
                Arguments.of(ColumnType.BIGINT, new BigInteger("9223372036854775808")),
                Arguments.of(ColumnType.BIGINT, "1e999999999"),
                Arguments.of(ColumnType.BIGINT_UNSIGNED, -1L),
                Arguments.of(ColumnType.FLOAT, 1e300),
                Arguments.of(ColumnType.FLOAT, 16_777_217L),
                Arguments.of(ColumnType.DOUBLE, (1L << 53) + 1),
                Arguments.of(ColumnType.VARCHAR, Map.of()),
                Arguments.of(ColumnType.DECIMAL, "9".repeat(39)),
                Arguments.of(ColumnType.DECIMAL, "1e999999999"),
                Arguments.of(ColumnType.DECIMAL, "9".repeat(300_000)),
                Arguments.of(ColumnType.BIGINT, "1." + "0".repeat(200_000)),
                Arguments.of(ColumnType.DOUBLE, "9".repeat(300_000)),
                Arguments.of(ColumnType.NCHAR, new BigDecimal(BigInteger.ONE, -999_999_999)),
                Arguments.of(ColumnType.VARCHAR, new BigDecimal(BigInteger.ONE, 999_999_999)),
                Arguments.of(ColumnType.VARBINARY, 1L),
                Arguments.of(ColumnType.TIMESTAMP, "yesterday"));
    }

    @ParameterizedTest
    @MethodSource("unfitting")
    void refusesWhatWouldLoseSomethingAndNamesTheColumnNotTheValue(ColumnType type, Object value) {
        assertThatThrownBy(() -> CONVERTER.cell(new Column("volts", type, 16), value, null))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Column volts " + type.sql())
                .hasMessageNotContaining("twelve")
                .hasMessageNotContaining("maybe")
                .hasMessageNotContaining("yesterday");
    }

    @Test
    void decimalsAreWrittenDigitByDigitOrRefused() {
        Column column = column("DECIMAL(10, 2)");

        assertThat(CONVERTER.cell(column, "-5", null)).isEqualTo("-5.00".getBytes(StandardCharsets.UTF_8));
        assertThat(CONVERTER.cell(column, 1.5, null)).isEqualTo("1.50".getBytes(StandardCharsets.UTF_8));
        assertThat(column.definition()).isEqualTo("`c` DECIMAL(10,2)");
        assertThatThrownBy(() -> CONVERTER.cell(column, "1.234", null))
                .hasMessage(
                        "Column c DECIMAL: expected DECIMAL(10,2), found a number with more digits than it can hold");
        assertThat(CONVERTER.cell(new Column("c", ColumnType.DECIMAL), "1e3", null))
                .isEqualTo("1000".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    void aTimeOfTheDayIsMillisecondsOrText() {
        Date noon = new Date(43_200_001);

        assertThat(CONVERTER.cell(new Column("c", ColumnType.INT), noon, Time.SCHEMA))
                .isEqualTo(43_200_001);
        assertThat(CONVERTER.cell(new Column("c", ColumnType.VARCHAR, 16), noon, Time.SCHEMA))
                .isEqualTo("12:00:00.001".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> CONVERTER.cell(new Column("c", ColumnType.TIMESTAMP), noon, Time.SCHEMA))
                .isInstanceOf(DataException.class);
    }

    @Test
    void convertsTimesToThePrecisionOfTheDatabase() {
        Column column = new Column("ts", ColumnType.TIMESTAMP);

        assertThat(CONVERTER.cell(column, 1_700_000_000_123_456_789L, Timestamp.schema(Precision.NS)))
                .isEqualTo(1_700_000_000_123_456L);
        assertThat(CONVERTER.cell(column, 1_700_000_000_123L, null)).isEqualTo(1_700_000_000_123_000L);
        CellConverter strict = new CellConverter(Precision.US, TimestampUnit.NS, Rounding.FAIL);
        assertThatThrownBy(() -> strict.cell(column, 1_700_000_000_123_456_789L, null))
                .hasMessageContaining("would lose");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColumnType.class,
            names = {"VARCHAR", "NCHAR", "VARBINARY"})
    void countsCharactersForNcharAndBytesElse(ColumnType type) {
        Column column = new Column("c", type, 4);
        byte[] text = "Größ".getBytes(StandardCharsets.UTF_8);

        if (type == ColumnType.NCHAR) {
            assertThat(CONVERTER.cell(column, "Größ", null)).isEqualTo(text);
            assertThatThrownBy(() -> CONVERTER.cell(column, "Größe", null))
                    .isInstanceOfSatisfying(
                            ValueTooLongException.class,
                            e -> assertThat(e.length()).isEqualTo(5));
        } else {
            assertThatThrownBy(() -> CONVERTER.cell(column, "Größ", null))
                    .isInstanceOfSatisfying(
                            ValueTooLongException.class,
                            e -> assertThat(e.length()).isEqualTo(6));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VARCHAR, 5, Größe, Grö",
        "VARCHAR, 3, Größe, Gr",
        "NCHAR, 3, Größe, Grö",
        "NCHAR, 1, 度度, 度",
        "VARCHAR, 2, 度度, ''"
    })
    void cutsTextThatIsTooLongBetweenCharacters(ColumnType type, int length, String text, String expected) {
        Column column = new Column("c", type, length);

        assertThatThrownBy(() -> CONVERTER.cell(column, text, null))
                .isInstanceOfSatisfying(
                        ValueTooLongException.class,
                        e -> assertThat(new String(e.cut(), StandardCharsets.UTF_8))
                                .isEqualTo(expected));
    }

    @Test
    void cutsBytesAnywhereAndShapesNowhere() {
        byte[] bytes = "Größe".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> CONVERTER.cell(new Column("c", ColumnType.VARBINARY, 3), bytes, null))
                .isInstanceOfSatisfying(ValueTooLongException.class, e -> {
                    assertThat(e.canBeCut()).isTrue();
                    assertThat(e.cut()).isEqualTo(Arrays.copyOf(bytes, 3));
                });
        assertThatThrownBy(() -> CONVERTER.cell(new Column("c", ColumnType.GEOMETRY, 3), bytes, null))
                .isInstanceOfSatisfying(
                        ValueTooLongException.class,
                        e -> assertThat(e.canBeCut()).isFalse());
    }

    @Test
    void takesBytesInBothForms() {
        Column column = new Column("c", ColumnType.VARBINARY, 16);

        assertThat(CONVERTER.cell(column, ByteBuffer.wrap(new byte[] {1, 2}), null))
                .isEqualTo(new byte[] {1, 2});
        assertThat(CONVERTER.cell(column, new byte[] {3}, null)).isEqualTo(new byte[] {3});
    }
}
