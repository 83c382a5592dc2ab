// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.sink.FakeServer;
import io.tdconnect.tdengine.sink.Records;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowKind;
import io.tdconnect.tdengine.sink.row.RowReader;
import io.tdconnect.tdengine.sink.row.RowReader.FlatRow;
import io.tdconnect.tdengine.sink.row.RowTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SubtableRowsTest {
    private static final TableMetadata TABLE = new FakeServer().readTable("power", "meters");

    @Test
    void putsTheRowsOfASubtableTogetherInTheirOrder() {
        SubtableRows rows = rows("b 1", "a 2", "b 3", "c 4", "a 5", "b 6");

        List<String> found = new ArrayList<>();
        for (int subtable = 0; subtable < rows.size(); subtable++) {
            for (int row = rows.begin(subtable); row < rows.end(subtable); row++) {
                found.add(rows.names().get(subtable) + " " + rows.row(row).timestamp());
            }
        }
        assertThat(found).containsExactly("b 1", "b 3", "b 6", "a 2", "a 5", "c 4");
    }

    @Test
    void hasNoSubtablesWithoutRows() {
        assertThat(rows().size()).isZero();
    }

    @Test
    void ofRowsWithTheSameIdentityTheLastOneStays() {
        SubtableRows rows = rows("a 2", "b 1", "a 1", "b 1", "a 2");

        assertThat(rows.rows()).isEqualTo(3);
        assertThat(rows.names()).containsExactly("a", "b");
        assertThat(List.of(
                        rows.row(0).timestamp(),
                        rows.row(1).timestamp(),
                        rows.row(2).timestamp()))
                .containsExactly(1L, 2L, 1L);
        assertThat(rows.end(0)).isEqualTo(rows.begin(1)).isEqualTo(2);
    }

    private static SubtableRows rows(String... rows) {
        return new SubtableRows(Stream.of(rows)
                .map(row -> bound(row.split(" ", 2)[0], Long.parseLong(row.split(" ", 2)[1])))
                .toList());
    }

    private static BoundRow bound(String table, long time) {
        FlatRow flat = new RowReader("_").readRow(Map.of("ts", time));
        RowTarget target = new RowTarget("power", "meters", List.of(), "ts", RowKind.SUBTABLE);
        Row row = new Row(Records.of(0, Map.of()), flat.fields.shape(target), table, flat.values);
        BoundRow bound = new BoundRow(row, new TableLayout(row.shape, TABLE, Records.TIMES, Records.FAULTS));
        bound.set(0, time);
        return bound;
    }
}
