// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.record.CompositeKey;
import io.tdconnect.common.record.DeclaredType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataTypeTest {
    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    static Stream<Arguments> fitting() {
        return Stream.of(
                Arguments.of("BOOL", "True", true),
                Arguments.of("bool", 0L, false),
                Arguments.of("TINYINT", -128L, (byte) -128),
                Arguments.of("TINYINT UNSIGNED", 255, (short) 255),
                Arguments.of("SMALLINT", "12", (short) 12),
                Arguments.of("SMALLINT UNSIGNED", 65535L, 65535),
                Arguments.of("INT", 10.0, 10),
                Arguments.of("INT", "1e3", 1000),
                Arguments.of("INT", true, 1),
                Arguments.of("int  unsigned", 4294967295L, 4294967295L),
                Arguments.of("BIGINT", "9223372036854775807", Long.MAX_VALUE),
                Arguments.of("BIGINT UNSIGNED", 1L, BigDecimal.ONE),
                Arguments.of("FLOAT", 0.1, 0.1f),
                Arguments.of("DOUBLE", "2.5", 2.5),
                Arguments.of("DOUBLE", 3, 3.0),
                Arguments.of("DECIMAL(5,2)", 1.5, new BigDecimal("1.50")),
                Arguments.of("DECIMAL(5)", "12345.0", new BigDecimal("12345")),
                Arguments.of("DECIMAL(5,2)", new BigDecimal("0E+999999999"), new BigDecimal("0.00")),
                Arguments.of("VARCHAR(3)", "é1", "é1"),
                Arguments.of("NCHAR(2)", "温😀", "温😀"),
                Arguments.of("BINARY", 12L, "12"),
                Arguments.of("VARCHAR", new Date(0), "1970-01-01T00:00:00Z"),
                Arguments.of("VARCHAR", "x".getBytes(StandardCharsets.UTF_8), "x"),
                Arguments.of("JSON", "{}", "{}"),
                Arguments.of("VARBINARY(2)", "\\xFF00", new byte[] {-1, 0}),
                Arguments.of("BLOB", ByteBuffer.wrap(new byte[] {1}), new byte[] {1}),
                Arguments.of("GEOMETRY", "\\x61", new byte[] {'a'}));
    }

    @ParameterizedTest
    @MethodSource("fitting")
    void convertsWhatFits(String type, Object value, Object converted) {
        DataType target = DataType.parse(type);

        assertThat(target.convert(value, null)).isEqualTo(converted);
        assertThat(target.schema()).isNotNull();
    }

    @Test
    void answersAsEverythingInTheSuite() {
        assertThat(ConversionTable.differences(
                        (type, value) -> DataType.parse(type).convert(value, null)))
                .isEmpty();
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of("BOOL", 2L),
                Arguments.of("TINYINT", 128L),
                Arguments.of("TINYINT UNSIGNED", -1),
                Arguments.of("INT", "22x"),
                Arguments.of("INT", ""),
                Arguments.of("INT", 22.5),
                Arguments.of("INT", Double.NaN),
                Arguments.of("INT", new BigDecimal("1e999999999")),
                Arguments.of("BIGINT", new BigDecimal("9223372036854775808")),
                Arguments.of("BIGINT", new BigDecimal("1e-999999999")),
                Arguments.of("BIGINT UNSIGNED", new BigDecimal("18446744073709551616")),
                Arguments.of("BIGINT UNSIGNED", -1L),
                Arguments.of("FLOAT", 1e39),
                Arguments.of("DOUBLE", "1e999"),
                Arguments.of("DECIMAL(5,2)", 1234L),
                Arguments.of("DECIMAL(5,2)", 0.001),
                Arguments.of("DECIMAL(5,2)", new BigDecimal("1e999999999")),
                Arguments.of("DECIMAL(5,2)", new BigDecimal("1e-999999999")),
                Arguments.of("VARCHAR(2)", "温"),
                Arguments.of("NCHAR(1)", "ab"),
                Arguments.of("VARCHAR", new Object[0]),
                Arguments.of("VARBINARY", "\\xF"),
                Arguments.of("GEOMETRY", "a"),
                Arguments.of("VARBINARY(1)", "ab"),
                Arguments.of("TIMESTAMP", 12L),
                Arguments.of("TIMESTAMP(ms)", 12.5),
                Arguments.of("TIMESTAMP(ms)", new BigDecimal("12.5")),
                Arguments.of("TIMESTAMP(ms)", "yesterday"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void refusesWhatDoesNotFitWithoutShowingIt(String type, Object value) {
        assertThatThrownBy(() -> DataType.parse(type).convert(value, null))
                .isInstanceOf(DataException.class)
                .hasMessageMatching("(?si)expected .*found .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "TEXT", "INT(4)", "VARCHAR(0)", "VARCHAR(x)", "TIMESTAMP(h)", "DECIMAL(39,0)", "DECIMAL"})
    void refusesUnknownTypes(String type) {
        assertThatThrownBy(() -> DataType.parse(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void messagesSayWhatWasExpected() {
        assertThatThrownBy(() -> DataType.parse("VARCHAR(2)").convert("secret", null))
                .hasMessage("expected VARCHAR(2) of at most 2 bytes, found text of 6");
        assertThatThrownBy(() -> DataType.parse("INT").convert("secret", null))
                .hasMessage(
                        "expected INT (-2147483648 to 2147483647), found text of 6 characters that is not a number");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            varchar(20)      | VARCHAR(20)
            BINARY(8)        | VARCHAR(8)
            nchar(10)        | NCHAR(10)
            NCHAR            | NCHAR
            VARBINARY(4)     | VARBINARY(4)
            GEOMETRY         | GEOMETRY
            int  unsigned    | INT UNSIGNED
            TINYINT UNSIGNED | TINYINT UNSIGNED
            BIGINT UNSIGNED  | BIGINT UNSIGNED
            VARCHAR          |
            BLOB             | BLOB
            DECIMAL(10,2)    | DECIMAL(10,2)
            decimal(5)       | DECIMAL(5,0)
            INT              |
            """)
    void tellsTheColumnTypeWhereTheSchemaAloneDoesNot(String type, String declared) {
        assertThat(DeclaredType.of(DataType.parse(type).schema())).isEqualTo(declared);
    }

    @Test
    void aCompositeKeyIsMarked() {
        DataType key = DataType.parse("bigint Composite  KEY");

        assertThat(CompositeKey.isMarked(key.schema())).isTrue();
        assertThat(key.convert(7, null)).isEqualTo(7L);
        assertThat(CompositeKey.isMarked(DataType.parse("BIGINT").schema())).isFalse();
        assertThatThrownBy(() -> DataType.parse("BIGNT COMPOSITE KEY")).hasMessageContaining("found BIGNT");
    }
}
