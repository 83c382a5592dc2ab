// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.source.record.JsonValues;
import io.tdconnect.tdengine.source.record.RowShape;
import io.tdconnect.tdengine.source.record.StructValues;
import io.tdconnect.tdengine.tmq.MetadataEvent;
import java.math.BigDecimal;
import java.util.List;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DECIMAL columns in metadata events and in rows. */
class DecimalColumnsTest {
    private static final Column MONEY = Column.described("v", "DECIMAL(10, 2)", 8, false);
    private static final Column WIDE = Column.described("w", "DECIMAL(38,10)", 16, false);
    private static final TableMetadata TABLE = new TableMetadata(
            "d", "m", Precision.MS, List.of(new Column("ts", ColumnType.TIMESTAMP), MONEY, WIDE), List.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                """
                {"type":"create","tableType":"super","tableName":"m","columns":[{"name":"ts","type":9,"isPrimarykey":false},\
                {"name":"v","type":21,"isPrimarykey":false},{"name":"w","type":17}],"tags":[{"name":"g","type":4}]}\
                |{"type":"create","tableType":"super","tableName":"m","columns":[{"name":"ts","type":9,"isPrimarykey":false},\
                {"name":"v","type":21,"isPrimarykey":false,"length":2562},{"name":"w","type":17,"length":9738}],\
                "tags":[{"name":"g","type":4}]}""",
                """
                {"type":"alter","tableType":"super","tableName":"m","alterType":5,"colName":"v","colType":21}\
                |{"type":"alter","tableType":"super","tableName":"m","alterType":5,"colName":"v","colType":21,"colLength":2562}""",
                """
                {"type":"create","tableType":"normal","tableName":"m","columns":[{"name":"gone","type":17}],"tags":[]}\
                |{"type":"create","tableType":"normal","tableName":"m","columns":[{"name":"gone","type":17}],"tags":[]}""",
                """
                {"type":"alter","tableType":"super","colName":"v","colType":21,"more":1.0e2147483648}\
                |{"type":"alter","tableType":"super","colName":"v","colType":21,"more":1.0e2147483648,"colLength":2562}""",
            })
    void eventsContainTheDigitsOfExistingColumns(String told, String completed) throws Exception {
        MetadataEvent event = MetadataEvent.parse(told);

        assertThat(DecimalColumns.lacksDigits(event)).isTrue();
        assertThat(DecimalColumns.json(event, TABLE)).isEqualTo(completed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"type\":\"create\",\"tableType\":\"super\",\"columns\":[{\"name\":\"v\",\"type\":21,\"length\":2562}]}",
                "{\"type\":\"create\",\"tableType\":\"super\",\"columns\":[{\"name\":\"v\",\"type\":4}]}",
                "{\"type\":\"alter\",\"colName\":\"v\",\"colType\":17,\"colLength\":9728}",
                "{\"type\":\"alter\",\"colName\":\"v\"}",
            })
    void othersStayAsTheyAre(String told) throws Exception {
        assertThat(DecimalColumns.lacksDigits(MetadataEvent.parse(told))).isFalse();
    }

    @Test
    void rowsHaveDecimalsOfTheScaleOfTheirColumn() {
        RowShape shape = RowShape.ofTable(Precision.MS, TABLE.columns(), List.of());
        BigDecimal wide = new BigDecimal("-1234567890123456789012345678.0123456789");
        List<@Nullable Object[]> rows =
                List.<@Nullable Object[]>of(new Object[] {1_700_000_000_000L, new BigDecimal("1.10"), wide});

        Schema money = shape.schema().field("v").schema();
        assertThat(money.name()).isEqualTo(Decimal.LOGICAL_NAME);
        assertThat(money.parameters()).containsEntry("scale", "2").containsEntry("td.type", "DECIMAL(10,2)");
        assertThat(shape.schema().field("w").schema().parameters()).containsEntry("td.type", "DECIMAL(38,10)");
        Struct row = (Struct) new StructValues(shape, false).of(rows);
        row.validate();
        assertThat(row.get("v")).isEqualTo(new BigDecimal("1.10"));
        assertThat(row.get("w")).isEqualTo(wide);
        assertThat(new JsonValues(shape, false).of(rows))
                .isEqualTo("{\"ts\":1700000000000,\"v\":\"1.10\","
                        + "\"w\":\"-1234567890123456789012345678.0123456789\"}");
    }
}
