// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.common.record.CompositeKey;
import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.template.Template;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.Records;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.row.RecordMapper;
import io.tdconnect.tdengine.sink.row.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewColumnTest {
    private final RecordMapper mapper = Records.mapper(new RoutingOptions(
            Template.parse("power"), Template.parse("meters"), Template.parse("d"), List.of(), "ts"));

    @Test
    void followsTheValues() {
        assertThat(definition(1L)).isEqualTo("`v` BIGINT");
        assertThat(definition(1L, 1.5, null)).isEqualTo("`v` DOUBLE");
        assertThat(definition(true)).isEqualTo("`v` BOOL");
        assertThat(definition(new BigInteger("9223372036854775808"))).isEqualTo("`v` BIGINT UNSIGNED");
        assertThat(definition(1L, "text")).isEqualTo("`v` VARCHAR(16)");
        assertThat(definition("Größe")).isEqualTo("`v` NCHAR(16)");
        assertThat(definition((Object) new byte[17])).isEqualTo("`v` VARBINARY(64)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DECIMAL(10,2)   | 1.10                | DECIMAL(10,2)
            DECIMAL(38, 10) | -5.0000000001       | DECIMAL(38,10)
            DECIMAL(20)     | 12345678901234567890 | DECIMAL(20,0)
            """)
    void declaredDecimalsKeepTheirDigits(String declared, BigDecimal value, String type) {
        assertThat(decimal(declared, value).definition()).isEqualTo("`v` " + type);
        NewColumn column = new NewColumn(decimal(declared, value), decimal(declared, value));
        assertThat(column.withoutKey().exact().definition()).isEqualTo("`v` " + type);
    }

    @Test
    void moreDigitsThanThereCanBeAreABadRecord() {
        assertThatThrownBy(() -> decimal("DECIMAL(99,2)", BigDecimal.ONE.setScale(2)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Field v");
    }

    private Column decimal(String declared, BigDecimal value) {
        Schema schema = SchemaBuilder.struct()
                .field("ts", Schema.INT64_SCHEMA)
                .field(
                        "v",
                        Decimal.builder(value.scale())
                                .parameter(DeclaredType.PARAMETER, declared)
                                .build())
                .build();
        Struct struct = new Struct(schema).put("ts", TS).put("v", value);
        List<Row> rows = List.of(mapper.map(Records.of(0, struct)).get(0));
        return NewColumn.of(rows.get(0).shape, 1, rows);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -5                   | BIGINT
            5                    | BIGINT
            18446744073709551615 | BIGINT UNSIGNED
            18446744073709551616 | DOUBLE
            """)
    void decimalsWithoutFractionAreSignedWhereTheyFit(BigDecimal value, String type) {
        Schema schema = SchemaBuilder.struct()
                .field("ts", Schema.INT64_SCHEMA)
                .field("v", Decimal.schema(0))
                .build();
        Struct struct = new Struct(schema).put("ts", TS).put("v", value);
        List<Row> rows = List.of(mapper.map(Records.of(0, struct)).get(0));

        assertThat(NewColumn.of(rows.get(0).shape, 1, rows).definition()).isEqualTo("`v` " + type);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            VARCHAR(20)  | ten chars.   | VARCHAR(20)
            VARCHAR(4)   | longer       | VARCHAR(16)
            NCHAR(10)    | Größe        | NCHAR(10)
            NCHAR(5)     | Größe        | NCHAR(5)
            NCHAR        | ascii        | NCHAR(16)
            """)
    void followsTheDeclaredType(String declared, String value, String column) {
        Schema schema = SchemaBuilder.struct()
                .field("ts", Schema.INT64_SCHEMA)
                .field("v", DeclaredType.schema(Schema.Type.STRING, declared))
                .build();
        Struct struct = new Struct(schema).put("ts", TS).put("v", value);
        List<Row> rows = List.of(mapper.map(Records.of(0, struct)).get(0));

        assertThat(NewColumn.of(rows.get(0).shape, 1, rows).definition()).isEqualTo("`v` " + column);
    }

    @Test
    void isPartOfTheKeyWhereTheSchemaSaysSo() {
        Schema key = CompositeKey.mark(DeclaredType.schema(Schema.Type.STRING, "VARCHAR(20)"));
        Schema schema = SchemaBuilder.struct()
                .field("ts", Schema.INT64_SCHEMA)
                .field("v", key)
                .build();
        Struct struct = new Struct(schema).put("ts", TS).put("v", "a");
        List<Row> rows = List.of(mapper.map(Records.of(0, struct)).get(0));

        assertThat(NewColumn.of(rows.get(0).shape, 1, rows).definition()).isEqualTo("`v` VARCHAR(20) PRIMARY KEY");
    }

    @Test
    void hasNoColumnForNothing() {
        assertThat(NewColumn.of(rows((Object) null).get(0).shape, 1, rows((Object) null)))
                .isNull();
    }

    @Test
    void refusesValuesOfNoType() {
        assertThatThrownBy(() -> definition(new Object())).hasMessageContaining("Field v");
    }

    @Test
    void growsInSteps() {
        assertThat(NewColumn.step(ColumnType.VARCHAR, 16)).isEqualTo(16);
        assertThat(NewColumn.step(ColumnType.VARCHAR, 17)).isEqualTo(64);
        assertThat(NewColumn.step(ColumnType.VARCHAR, 257)).isEqualTo(1024);
        assertThat(NewColumn.step(ColumnType.VARCHAR, 60_000)).isEqualTo(65_517);
        assertThat(NewColumn.step(ColumnType.NCHAR, 16_000)).isEqualTo(16_379);
    }

    private String definition(Object... values) {
        List<Row> rows = rows(values);
        return NewColumn.of(rows.get(0).shape, 1, rows).definition();
    }

    private List<Row> rows(Object... values) {
        return Arrays.stream(values)
                .map(value ->
                        mapper.map(Records.of(0, map("ts", TS, "v", value))).get(0))
                .toList();
    }
}
