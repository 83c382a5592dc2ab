// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.record.DeclaredType;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
class TypeSpecTest {
    @Test
    void everyValueHasOneAnswerAsEveryType() {
        assertThat(ConversionTable.differences(
                        (type, value) -> TypeSpec.parse(type).convert(value)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            varchar(20)      | VARCHAR(20)
            BINARY( 8 )      | VARCHAR(8)
            nchar            | NCHAR
            int  unsigned    | INT UNSIGNED
            decimal(5)       | DECIMAL(5,0)
            DECIMAL(38, 10)  | DECIMAL(38,10)
            Boolean          | BOOL
            GEOMETRY(100)    | GEOMETRY(100)
            """)
    void readsTypesAsSqlWritesThem(String text, String sql) {
        assertThat(TypeSpec.parse(text).sql()).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "TEXT",
                "INT(4)",
                "VARCHAR(0)",
                "VARCHAR()",
                "VARCHAR(9999999999)",
                "DECIMAL",
                "DECIMAL(39,0)",
                "DECIMAL(5,6)",
                "DECIMAL(0)",
                "JSON(5)",
                "BIGINT UNSIGNED UNSIGNED"
            })
    void refusesWhatIsNoType(String text) {
        assertThatThrownBy(() -> TypeSpec.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @ParameterizedTest
    @EnumSource(value = ValueType.class, mode = EnumSource.Mode.EXCLUDE, names = "TIMESTAMP")
    void valuesAreOfTheClassThatTheSchemaWants(ValueType type) {
        TypeSpec spec = TypeSpec.of(type);
        Object value = type == ValueType.GEOMETRY ? new byte[] {1} : type.isText() ? "a" : type.hasLength() ? "a" : 1L;

        Object converted = spec.convert(type == ValueType.BLOB ? "a" : value);

        org.apache.kafka.connect.data.ConnectSchema.validateValue(spec.schema(), converted);
    }

    @Test
    void theSchemaNamesTheTypeWhereItsOwnDoesNot() {
        assertThat(DeclaredType.of(TypeSpec.parse("BIGINT UNSIGNED").schema())).isEqualTo("BIGINT UNSIGNED");
        assertThat(DeclaredType.of(TypeSpec.parse("VARCHAR(20)").schema())).isEqualTo("VARCHAR(20)");
        assertThat(DeclaredType.of(TypeSpec.parse("VARCHAR").schema())).isNull();
    }

    @Test
    void lengthsCountBytesOfVarcharAndCharactersOfNchar() {
        assertThat(TypeSpec.parse("VARCHAR(3)").convert("é1")).isEqualTo("é1");
        assertThat(TypeSpec.parse("NCHAR(2)").convert("温😀")).isEqualTo("温😀");
        assertThatThrownBy(() -> TypeSpec.parse("VARCHAR(2)").convert("温"))
                .isInstanceOf(UnfitValueException.class)
                .hasMessage("expected VARCHAR(2) of at most 2 bytes, found text of 3");
        assertThatThrownBy(() -> TypeSpec.parse("NCHAR(1)").convert("ab"))
                .hasMessage("expected NCHAR(1) of at most 1 characters, found text of 2");
        assertThatThrownBy(() -> TypeSpec.parse("VARBINARY(1)").convert("ab"))
                .hasMessage("expected VARBINARY(1) of at most 1 bytes, found 2");
    }

    @Test
    void messagesDescribeTheValueAndDoNotContainIt() {
        Map<String, Object> values = Map.of("INT", "secret", "DOUBLE", "secret", "GEOMETRY", "secret");
        values.forEach(
                (type, value) -> assertThatThrownBy(() -> TypeSpec.parse(type).convert(value))
                        .hasMessageMatching("expected " + type + ".*, found text of 6 characters.*"));
        assertThatThrownBy(() -> TypeSpec.parse("TINYINT").convert(4711))
                .hasMessage("expected TINYINT (-128 to 127), found a number beyond its range");
        assertThatThrownBy(() -> TypeSpec.parse("INT").convert(12.25))
                .hasMessage("expected INT (-2147483648 to 2147483647), found a number with a fraction");
        assertThatThrownBy(() -> TypeSpec.parse("INT").convert(new Date(4711)))
                .hasMessage("expected INT (-2147483648 to 2147483647), found a value of class Date");
    }
}
