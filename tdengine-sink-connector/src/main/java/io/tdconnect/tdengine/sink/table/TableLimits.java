// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.TableMetadata;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a table: bytes of a row and of all tags of a subtable, and numbers of columns and tags.
 *
 * <p>The limits are those of TDengine 3.3 (measured: 3.3.7). A server with narrower limits refuses; then columns are
 * created only as long as their values need.
 */
final class TableLimits {
    /** Columns and tags of a table together. */
    static final int MAX_COLUMNS = 4096;
    /** Tags of a supertable. */
    static final int MAX_TAGS = 128;

    private static final int MAX_ROW_BYTES = 65_531;
    private static final int MAX_TAG_BYTES = 16_384;
    private static final int LENGTH_BYTES = 2;
    private static final int NCHAR_BYTES = 4;

    private TableLimits() {}

    /**
     * The columns or tags to create, each with room to grow if that fits, else as long as its values need.
     *
     * @param existing columns or tags of the table, without those to replace
     * @param tags whether they are tags
     * @return null if they do not fit at all
     */
    static @Nullable List<Column> fit(List<NewColumn> wanted, List<Column> existing, boolean tags) {
        int left = tags ? MAX_TAG_BYTES : MAX_ROW_BYTES;
        for (Column column : existing) {
            left -= bytes(column);
        }
        for (NewColumn column : wanted) {
            left -= bytes(column.exact());
        }
        if (left < 0) {
            return null;
        }
        List<Column> fitting = new ArrayList<>();
        for (NewColumn column : wanted) {
            int growth = bytes(column.roomy()) - bytes(column.exact());
            boolean fits = growth <= left;
            left -= fits ? growth : 0;
            fitting.add(fits ? column.roomy() : column.exact());
        }
        return fitting;
    }

    /** Whether these numbers of new columns and tags fit into a table. */
    static boolean hasRoomFor(int columns, int tags, @Nullable TableMetadata table) {
        int allTags = tags + (table == null ? 0 : table.tags().size());
        int all = columns + allTags + (table == null ? 0 : table.columns().size());
        return all <= MAX_COLUMNS && allTags <= MAX_TAGS;
    }

    private static int bytes(Column column) {
        return switch (column.type()) {
            case VARCHAR, VARBINARY, GEOMETRY -> column.length() + LENGTH_BYTES;
            case NCHAR -> NCHAR_BYTES * column.length() + LENGTH_BYTES;
            case DECIMAL -> 16;
            case DECIMAL64 -> Long.BYTES;
            // A BLOB is stored outside the row; a JSON tag is the only tag of its table.
            case BLOB, JSON -> 0;
            default -> column.type().width();
        };
    }
}
