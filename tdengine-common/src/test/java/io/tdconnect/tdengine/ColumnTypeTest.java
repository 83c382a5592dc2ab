// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ColumnTypeTest {
    @ParameterizedTest
    @EnumSource(
            value = ColumnType.class,
            names = {"DECIMAL", "DECIMAL64"},
            mode = EnumSource.Mode.EXCLUDE)
    void isFoundByItsNameInSql(ColumnType type) {
        assertThat(ColumnType.of(type.sql())).isEqualTo(type);
        assertThat(type.schema(Precision.US).isOptional()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BINARY(16)|VARCHAR",
                "varchar(64)|VARCHAR",
                "DECIMAL(10, 2)|DECIMAL64",
                "DECIMAL(38,4)|DECIMAL",
                "int unsigned|INT_UNSIGNED"
            })
    void isFoundByOtherSpellings(String sql, ColumnType expected) {
        assertThat(ColumnType.of(sql)).isEqualTo(expected);
    }

    @Test
    void doesNotGuessUnknownTypes() {
        assertThatThrownBy(() -> ColumnType.of("QUATERNION")).hasMessageContaining("QUATERNION");
    }

    @Test
    void isChosenForSchemas() {
        assertThat(ColumnType.of(Schema.BOOLEAN_SCHEMA)).isEqualTo(ColumnType.BOOL);
        assertThat(ColumnType.of(Schema.INT8_SCHEMA)).isEqualTo(ColumnType.TINYINT);
        assertThat(ColumnType.of(Schema.OPTIONAL_INT16_SCHEMA)).isEqualTo(ColumnType.SMALLINT);
        assertThat(ColumnType.of(Schema.INT32_SCHEMA)).isEqualTo(ColumnType.INT);
        assertThat(ColumnType.of(Schema.INT64_SCHEMA)).isEqualTo(ColumnType.BIGINT);
        assertThat(ColumnType.of(Schema.FLOAT32_SCHEMA)).isEqualTo(ColumnType.FLOAT);
        assertThat(ColumnType.of(Schema.FLOAT64_SCHEMA)).isEqualTo(ColumnType.DOUBLE);
        assertThat(ColumnType.of(Schema.BYTES_SCHEMA)).isEqualTo(ColumnType.VARBINARY);
        assertThat(ColumnType.of(Schema.STRING_SCHEMA)).isNull();
        assertThat(ColumnType.of(Timestamp.schema(Precision.NS))).isEqualTo(ColumnType.TIMESTAMP);
        assertThat(ColumnType.of(org.apache.kafka.connect.data.Timestamp.SCHEMA))
                .isEqualTo(ColumnType.TIMESTAMP);
        assertThat(ColumnType.of(Decimal.schema(0))).isNull();
        assertThat(ColumnType.of(ColumnType.BIGINT_UNSIGNED.schema(Precision.MS)))
                .isEqualTo(ColumnType.BIGINT_UNSIGNED);
        assertThat(ColumnType.of(Decimal.schema(2))).isEqualTo(ColumnType.DOUBLE);
        assertThatThrownBy(() ->
                        ColumnType.of(SchemaBuilder.array(Schema.STRING_SCHEMA).build()))
                .isInstanceOf(DataException.class);
    }

    @Test
    void definesColumns() {
        assertThat(new Column("c", ColumnType.NCHAR, 16).definition()).isEqualTo("`c` NCHAR(16)");
        assertThat(new Column("c", ColumnType.BIGINT_UNSIGNED).definition()).isEqualTo("`c` BIGINT UNSIGNED");
    }
}
