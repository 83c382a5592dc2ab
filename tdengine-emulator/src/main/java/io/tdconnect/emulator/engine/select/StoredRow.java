// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.select;

import io.tdconnect.emulator.engine.store.Schema;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.value.Cells;
import org.jspecify.annotations.Nullable;

/** A movable view of a row; only tags and name are available until it is moved to a row. */
public final class StoredRow implements RowView {
    private final Table table;
    private final Schema schema;
    private final int columns;
    private final int tags;
    private final byte[] name;
    private int index = -1;

    public StoredRow(Table table) {
        this.table = table;
        this.schema = table.schema();
        this.columns = schema.columns().size();
        this.tags = schema.tags().size();
        this.name = Cells.bytes(table.name());
    }

    public StoredRow at(int newIndex) {
        index = newIndex;
        return this;
    }

    @Override
    public @Nullable Object cell(int item) {
        if (item < columns) {
            return index < 0 ? null : table.rows().value(index, schema.columns().get(item));
        }
        return item < columns + tags ? table.tag(schema.tags().get(item - columns)) : name;
    }
}
