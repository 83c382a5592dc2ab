// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.definition;

import io.tdconnect.emulator.engine.sql.ColumnSpec;
import io.tdconnect.emulator.engine.store.Definition;
import io.tdconnect.emulator.engine.store.Schema;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.ArrayList;
import java.util.List;

/** The limits of a table's definition. */
final class Limits {
    private static final int ROW_BYTES = 65_531;
    private static final int TAG_BYTES = 16_384;
    private static final int COLUMNS_WITH_TAGS = 4096;
    private static final int TAGS = 128;

    private Limits() {}

    /** Refuses the columns and tags of a new table. */
    static void check(List<ColumnSpec> columns, List<ColumnSpec> tags) throws TdengineException {
        if (tags.size() > TAGS) {
            throw new TdengineException(0x2643, "Invalid number of tag columns");
        }
        for (ColumnSpec tag : tags) {
            if (bytes(tag) > TAG_BYTES) {
                throw new TdengineException(0x2642, "Invalid column length for var length type");
            }
        }
        requireTags(bytes(tags));
        if (columns.size() + tags.size() > COLUMNS_WITH_TAGS) {
            throw new TdengineException(0x2640, "Too many columns");
        }
        requireRow(bytes(columns));
    }

    /** Refuses a new column or tag. */
    static void check(Schema schema, ColumnSpec added, boolean tag) throws TdengineException {
        if (tag && schema.tags().size() == TAGS) {
            throw new TdengineException(0x2643, "Invalid number of tag columns");
        }
        if (!tag && schema.columns().size() == COLUMNS_WITH_TAGS) {
            throw new TdengineException(0x2640, "Too many columns");
        }
        if (schema.columns().size() + schema.tags().size() == COLUMNS_WITH_TAGS) {
            throw new TdengineException(0x365, "Too many columns");
        }
        List<ColumnSpec> all = new ArrayList<>(specs(schema.list(tag)));
        all.add(added);
        require(bytes(all), tag);
    }

    /** Refuses a longer column or tag. */
    static void check(Schema schema, Definition before, ColumnSpec wanted, boolean tag) throws TdengineException {
        if (tag && bytes(wanted) > TAG_BYTES) {
            throw new TdengineException(0x2642, "Invalid column length for var length type");
        }
        require(bytes(specs(schema.list(tag))) - before.column().wireBytes() + bytes(wanted), tag);
    }

    private static void require(int bytes, boolean tag) throws TdengineException {
        if (tag) {
            requireTags(bytes);
        } else {
            requireRow(bytes);
        }
    }

    private static void requireTags(int bytes) throws TdengineException {
        if (bytes > TAG_BYTES) {
            throw new TdengineException(0x263d, "Tags length exceeds max length " + TAG_BYTES);
        }
    }

    private static void requireRow(int bytes) throws TdengineException {
        if (bytes > ROW_BYTES) {
            throw new TdengineException(0x263e, "Row length exceeds max length " + ROW_BYTES);
        }
    }

    private static List<ColumnSpec> specs(List<Definition> definitions) {
        return definitions.stream()
                .map(each -> new ColumnSpec(each.name(), each.type(), each.length(), each.scale(), each.primaryKey()))
                .toList();
    }

    private static int bytes(List<ColumnSpec> columns) {
        return columns.stream().mapToInt(Limits::bytes).sum();
    }

    private static int bytes(ColumnSpec column) {
        return column.type().wireBytes(column.length());
    }
}
