// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.tmq.Block;
import io.tdconnect.tdengine.tmq.BlockColumn;
import io.tdconnect.tdengine.tmq.ColumnInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** How the rows of a result become those of a shape: which columns of its blocks, and then the tags of the table. */
final class LaneLayout {
    // What the server answers to a column that it does not know.
    private static final int COLUMN_MISSING = 0x2602;

    private final List<ColumnInfo> result;
    private final int[] kept;
    private final int time;
    private final RowShape shape;
    private final @Nullable Object[] values;

    private LaneLayout(List<ColumnInfo> result, int[] kept, int time, RowShape shape, List<@Nullable Object> tags) {
        this.result = result;
        this.kept = kept;
        this.time = time;
        this.shape = shape;
        values = new Object[kept.length + tags.size()];
        for (int i = 0; i < tags.size(); i++) {
            values[kept.length + i] = tags.get(i);
        }
    }

    /**
     * The layout of a result.
     *
     * @param withTags whether rows hold tags
     * @throws SQLException if a supertable has a column or tag that its source does not tell, as right after a change
     */
    static LaneLayout of(LaneSource source, List<ColumnInfo> result, boolean withTags, RowShapes shapes)
            throws SQLException {
        boolean supertable = source.lane().ofSupertable();
        int first = supertable ? 1 : 0;
        List<Integer> kept = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        List<Column> tags = new ArrayList<>();
        for (int i = first; i < result.size(); i++) {
            ColumnInfo info = result.get(i);
            boolean tag = supertable && source.tagNames().contains(info.name());
            if (supertable && !tag && !source.columns().contains(info.name())) {
                throw new SQLException(
                        "Supertable " + source.lane().stable() + " has the new column " + info.name(),
                        null,
                        COLUMN_MISSING);
            }
            if (!tag || withTags) {
                kept.add(i);
                (tag ? tags : columns).add(new Column(info.name(), info.type(), info.length()));
            }
        }
        LaneSource.Tags added = withTags ? source.tags() : LaneSource.Tags.NONE;
        tags.addAll(added.columns());
        return new LaneLayout(
                result,
                kept.stream().mapToInt(Integer::intValue).toArray(),
                first,
                shapes.of(columns, tags),
                added.values());
    }

    /** Whether it is for results with these columns. */
    boolean isOf(List<ColumnInfo> columns) {
        return result == columns || result.equals(columns);
    }

    RowShape shape() {
        return shape;
    }

    /** The primary timestamp. */
    BlockColumn times(Block block) {
        return block.columns().get(time);
    }

    /** The columns of a block that become the first fields. */
    BlockColumn[] cells(Block block) {
        BlockColumn[] cells = new BlockColumn[kept.length];
        for (int i = 0; i < kept.length; i++) {
            cells[i] = block.columns().get(kept[i]);
        }
        return cells;
    }

    /** The values of a row, in the order of the fields; the same array for every row. */
    @Nullable
    Object[] values(BlockColumn[] cells, int row) {
        for (int i = 0; i < cells.length; i++) {
            values[i] = cells[i].value(row);
        }
        return values;
    }

    /** The row with these values. */
    Struct struct(@Nullable Object[] row) {
        Struct struct = new Struct(shape.schema());
        List<Field> fields = shape.fields();
        for (int i = 0; i < row.length; i++) {
            if (row[i] != null) {
                struct.put(fields.get(i), row[i]);
            }
        }
        return struct;
    }
}
