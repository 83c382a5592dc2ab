// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import io.tdconnect.emulator.engine.store.Batch;
import io.tdconnect.emulator.engine.store.ChangeLog;
import io.tdconnect.emulator.engine.store.ChildCreation;
import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.Definition;
import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.store.Schema;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one table that may have to be created first.
 *
 * @param stable where the table is created if it is missing; null for tables that must exist
 * @param tags of a table that is created
 */
public record Write(
        Database database,
        @Nullable SuperTable stable,
        String table,
        Map<Definition, @Nullable Object> tags,
        Batch batch) {
    /** Writes all rows, or nothing if one is refused; returns the number of rows. */
    public static int all(List<Write> writes) throws TdengineException {
        for (Write write : writes) {
            write.check();
        }
        int affected = 0;
        ChangeLog.Submission submission = new ChangeLog.Submission();
        for (Write write : writes) {
            boolean existed = write.database.tables().containsKey(write.table);
            Table table = write.target();
            affected += table.rows().write(write.batch);
            submission.add(write.database.changes(), table, write.batch, write.creation(table, existed));
        }
        submission.append();
        return affected;
    }

    private void check() throws TdengineException {
        if (stable != null && database.stables().get(stable.name()) != stable) {
            throw Failures.noTable();
        }
        Table existing = database.tables().get(table);
        if (stable != null && existing != null && existing.stable() != stable) {
            throw new TdengineException(0x61d, "Table already exists in other stables");
        }
        Schema schema = schema();
        for (Definition column : batch.columns()) {
            Definition now = schema.column(column.name());
            if (now == null || now.id() != column.id()) {
                throw Failures.noColumn(column.name());
            }
        }
        database.checkKeep(batch, schema);
    }

    private Schema schema() throws TdengineException {
        if (stable != null) {
            return stable.schema();
        }
        return database.table(table).schema();
    }

    /** The server reports the creation, with the tags of the statement, even if the table existed before. */
    private @Nullable ChildCreation creation(Table created, boolean existed) {
        return stable == null || (existed && tags.isEmpty()) ? null : ChildCreation.of(created, stable, tags);
    }

    private Table target() throws TdengineException {
        Table existing = database.tables().get(table);
        if (existing != null) {
            return existing;
        }
        if (stable == null) {
            throw Failures.noTable();
        }
        return database.createChild(stable, table, tags);
    }
}
