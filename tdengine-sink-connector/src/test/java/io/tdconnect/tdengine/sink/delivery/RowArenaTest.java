// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.delivery;

import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.sink.Records;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowKind;
import io.tdconnect.tdengine.sink.row.RowReader;
import io.tdconnect.tdengine.sink.row.RowReader.FlatRow;
import io.tdconnect.tdengine.sink.row.RowTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowArenaTest {
    private static final RowTarget TARGET = new RowTarget("power", "meters", List.of(), "ts", RowKind.SUBTABLE);

    private final RowReader reader = new RowReader("_");

    @Test
    void givesRowsOfSeveralShapesBackAsTheyWere() {
        List<Map<String, Object>> values = List.of(
                map("ts", 1L, "a", Double.NaN, "b", null, "c", "text"),
                map("ts", Long.MIN_VALUE),
                map("ts", "2026-01-01T00:00:00Z", "a", -0.0, "d", 7, "e", true),
                map("ts", 2L, "a", 0.5f, "b", new byte[] {1}, "c", ""));
        RowArena arena = new RowArena(100, 4);
        List<Row> before = new ArrayList<>();
        values.forEach(each -> before.add(row("d" + before.size(), each)));

        before.forEach(arena::addRow);
        List<Row> rows = new ArrayList<>();
        arena.addTo(rows);

        assertThat(rows).hasSize(4);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            assertThat(row.origin).isSameAs(before.get(i).origin);
            assertThat(row.shape).isSameAs(before.get(i).shape);
            assertThat(row.table).isEqualTo("d" + i);
            List<Object> found = new ArrayList<>();
            for (int field = 0; field < row.shape.fields(); field++) {
                found.add(row.value(field));
            }
            assertThat(found).isEqualTo(new ArrayList<>(values.get(i).values()));
        }
    }

    @Test
    void isFullWhenItsCellsOrRowsAreUsedUp() {
        RowArena arena = new RowArena(10, 4);
        Row four = row("d1", map("ts", 1L, "a", 1L, "b", 1L, "c", 1L));
        Row one = row("d1", map("ts", 1L));

        arena.addRow(four);
        assertThat(arena.hasRoomFor(four)).isTrue();
        arena.addRow(four);
        assertThat(arena.hasRoomFor(four)).isFalse();
        assertThat(arena.hasRoomFor(one)).isFalse();
    }

    @Test
    void holdsARowThatIsWiderThanIt() {
        Object[] fields = new Object[1_000];
        Arrays.setAll(fields, i -> i == 0 ? "ts" : i % 2 == 0 ? "c" + i : (Object) (long) i);
        Row wide = row("d1", map(fields));
        RowArena arena = new RowArena(10, wide.shape.fields());

        assertThat(arena.hasRoomFor(wide)).isTrue();
        arena.addRow(wide);

        List<Row> rows = new ArrayList<>();
        arena.addTo(rows);
        assertThat(rows.get(0).value(499)).isEqualTo(999L);
    }

    @Test
    void tellsTheSizeOfTexts() {
        RowArena arena = new RowArena(100, 2);

        long small = arena.addRow(row("d1", map("ts", 1L, "a", "")));
        long large = arena.addRow(row("d1", map("ts", 1L, "a", "1234567")));
        long binary = arena.addRow(row("d1", map("ts", 1L, "a", new byte[5])));

        assertThat(large - small).isEqualTo(7);
        assertThat(binary - small).isEqualTo(5);
    }

    private Row row(String table, Map<String, Object> values) {
        FlatRow flat = reader.readRow(values);
        return new Row(Records.of(0, values), flat.fields.shape(TARGET), table, flat.values);
    }
}
