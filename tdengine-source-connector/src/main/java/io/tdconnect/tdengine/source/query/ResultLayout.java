// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockColumn;
import io.tdconnect.tdengine.block.ColumnInfo;
import io.tdconnect.tdengine.source.record.RowShape;
import io.tdconnect.tdengine.source.server.SplitDescription;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps the columns of a result to the fields of a shape, and adds the tags of the table. */
final class ResultLayout {
    // The server's code for an unknown column.
    private static final int COLUMN_MISSING = 0x2602;

    private final List<ColumnInfo> result;
    private final int[] kept;
    private final int time;
    private final RowShape shape;
    private final @Nullable Object[] tags;

    private ResultLayout(List<ColumnInfo> result, int[] kept, int time, RowShape shape, List<@Nullable Object> tags) {
        this.result = result;
        this.kept = kept;
        this.time = time;
        this.shape = shape;
        this.tags = tags.toArray();
    }

    /**
     * The layout of a result.
     *
     * @param withTags whether rows contain tags
     * @throws SQLException if a supertable has a column or tag that its description lacks, as right after a change
     */
    static ResultLayout of(SplitDescription source, List<ColumnInfo> result, boolean withTags, RowShape.Cache shapes)
            throws SQLException {
        boolean supertable = source.split().ofSupertable();
        int first = supertable ? 1 : 0;
        List<Integer> kept = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        List<Column> tags = new ArrayList<>();
        for (int i = first; i < result.size(); i++) {
            ColumnInfo info = result.get(i);
            boolean tag = supertable && source.names().tags().contains(info.name());
            if (supertable && !tag && !source.names().columns().contains(info.name())) {
                throw new SQLException(
                        "Supertable " + source.split().stable() + " has the new column " + info.name(),
                        null,
                        COLUMN_MISSING);
            }
            if (!tag || withTags) {
                kept.add(i);
                boolean key = info.name().equals(source.names().key());
                (tag ? tags : columns).add(info.column(key));
            }
        }
        SplitDescription.Tags added = withTags ? source.tags() : SplitDescription.Tags.NONE;
        tags.addAll(added.columns());
        return new ResultLayout(
                result,
                kept.stream().mapToInt(Integer::intValue).toArray(),
                first,
                shapes.of(columns, tags),
                added.values());
    }

    /** Whether it fits results with these columns. */
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

    /** The cells of a block that become the first fields, an array for each column. */
    @Nullable
    Object[][] cells(Block block) {
        @Nullable Object[][] cells = new @Nullable Object[kept.length][block.rows()];
        for (int i = 0; i < kept.length; i++) {
            block.columns().get(kept[i]).values(cells[i]);
        }
        return cells;
    }

    /** The values of a row, in the order of the fields. */
    @Nullable
    Object[] values(@Nullable Object[][] cells, int row) {
        @Nullable Object[] values = new @Nullable Object[kept.length + tags.length];
        for (int i = 0; i < kept.length; i++) {
            values[i] = cells[i][row];
        }
        System.arraycopy(tags, 0, values, kept.length, tags.length);
        return values;
    }
}
