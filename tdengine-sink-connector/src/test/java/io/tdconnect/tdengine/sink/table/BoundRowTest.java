// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.sink.Records;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowKind;
import io.tdconnect.tdengine.sink.row.RowReader;
import io.tdconnect.tdengine.sink.row.RowReader.FlatRow;
import io.tdconnect.tdengine.sink.row.RowTarget;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundRowTest {
    private static final BigInteger GREATEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    @Test
    void givesBackWhatEachTypeHolds() {
        Map<ColumnType, Object> values = new LinkedHashMap<>();
        values.put(ColumnType.TIMESTAMP, Records.TS);
        values.put(ColumnType.BOOL, true);
        values.put(ColumnType.TINYINT, -128L);
        values.put(ColumnType.INT, -7L);
        values.put(ColumnType.BIGINT, Long.MIN_VALUE);
        values.put(ColumnType.FLOAT, 1.5f);
        values.put(ColumnType.DOUBLE, -2.25);
        values.put(ColumnType.INT_UNSIGNED, 0xffff_ffffL);
        values.put(ColumnType.BIGINT_UNSIGNED, GREATEST);

        BoundRow row = bound(values);

        List<Object> cells = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            cells.add(row.cell(i));
        }
        assertThat(cells).containsExactlyElementsOf(values.values());
        assertThat(row.timestamp()).isEqualTo(Records.TS);
        assertThat(row.bits(8)).isEqualTo(-1);
    }

    @Test
    void keepsTextApartFromNumbers() {
        Map<ColumnType, Object> values = new LinkedHashMap<>();
        values.put(ColumnType.TIMESTAMP, Records.TS);
        values.put(ColumnType.VARCHAR, "é");
        values.put(ColumnType.NCHAR, "");

        BoundRow row = bound(values);

        assertThat(row.bytes(0)).isNull();
        assertThat(row.bytes(1)).isEqualTo("é".getBytes(StandardCharsets.UTF_8));
        assertThat(row.cell(2)).isEqualTo(new byte[0]);
    }

    @Test
    void tellsNullFromZeroInManyColumns() {
        List<Column> columns = new ArrayList<>(List.of(new Column("ts", ColumnType.TIMESTAMP)));
        Map<String, Object> values = new LinkedHashMap<>(Map.of("ts", Records.TS));
        for (int i = 1; i < 200; i++) {
            columns.add(new Column("c" + i, ColumnType.INT));
            values.put("c" + i, i % 3 == 0 ? null : 0L);
        }

        BoundRow row = bound(columns, values);

        for (int i = 1; i < 200; i++) {
            assertThat(row.isNull(i)).as("column %d", i).isEqualTo(i % 3 == 0);
            assertThat(row.cell(i)).isEqualTo(i % 3 == 0 ? null : 0L);
        }
    }

    private static BoundRow bound(Map<ColumnType, Object> values) {
        List<Column> columns = new ArrayList<>();
        Map<String, Object> named = new LinkedHashMap<>();
        values.forEach((type, value) -> {
            columns.add(new Column(type.name(), type, 20));
            named.put(type.name(), value);
        });
        return bound(columns, named);
    }

    private static BoundRow bound(List<Column> columns, Map<String, Object> values) {
        RowTarget target = new RowTarget("power", "t", List.of(), columns.get(0).name(), RowKind.NORMAL_TABLE);
        FlatRow flat = new RowReader("_").readRow(values);
        Row row = new Row(Records.of(0, values), flat.fields.shape(target), "t", flat.values);
        TableMetadata table = new TableMetadata("power", "t", Precision.MS, columns, List.of(), null);
        return new TableLayout(row.shape, table, Records.TIMES, Records.FAULTS).bind(row, false);
    }
}
