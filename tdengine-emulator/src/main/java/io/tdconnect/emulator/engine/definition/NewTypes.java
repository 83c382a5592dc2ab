// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.definition;

import io.tdconnect.emulator.engine.sql.ColumnSpec;
import io.tdconnect.emulator.engine.store.Schema;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.List;

/** Where a table may use the types that are new in TDengine 3.3.6 and 3.3.7. */
final class NewTypes {
    private NewTypes() {}

    /** Refuses the columns and tags of a new table. */
    static void check(List<ColumnSpec> columns, List<ColumnSpec> tags) throws TdengineException {
        for (ColumnSpec tag : tags) {
            requireTag(tag);
        }
        if (columns.stream().filter(column -> column.type() == ColumnType.BLOB).count() > 1) {
            throw oneBlob();
        }
        if (columns.stream().anyMatch(column -> column.type() == ColumnType.BLOB && column.primaryKey())) {
            throw new TdengineException(
                    0x2679, "composite primary key column must be of type int, uint, bigint, ubigint, and varchar");
        }
    }

    /** Refuses a new column or tag. */
    static void check(Schema schema, ColumnSpec added, boolean tag) throws TdengineException {
        if (tag && added.type() == ColumnType.BLOB) {
            throw new TdengineException(0x6305, "Unknown error");
        }
        if (tag) {
            requireTag(added);
        } else if (added.type() == ColumnType.BLOB
                && schema.columns().stream().anyMatch(column -> column.type() == ColumnType.BLOB)) {
            throw oneBlob();
        }
    }

    private static TdengineException oneBlob() {
        return new TdengineException(0x6306, "only one blob column allowed");
    }

    private static void requireTag(ColumnSpec tag) throws TdengineException {
        if (tag.type().decimal()) {
            throw new TdengineException(0x2602, "Decimal type is not allowed for tag");
        }
        if (tag.type() == ColumnType.BLOB) {
            throw new TdengineException(0x6301, "Blob type not support on tag");
        }
    }
}
