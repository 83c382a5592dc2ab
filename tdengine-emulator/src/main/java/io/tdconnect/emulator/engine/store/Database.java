// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database; its maps are guarded by the engine's lock. */
public final class Database {
    private final String name;
    private final DatabaseOptions options;
    private final Release release;
    private final ChangeLog changes;
    private final long created = System.currentTimeMillis();
    private final Map<String, SuperTable> stables = new LinkedHashMap<>();
    private final Map<String, Table> tables = new LinkedHashMap<>();

    public Database(String name, DatabaseOptions options, List<Vgroup> vgroups, Release release) {
        this.release = release;
        this.name = name;
        this.options = options;
        this.changes = new ChangeLog(name, options, vgroups);
    }

    public String name() {
        return name;
    }

    public DatabaseOptions options() {
        return options;
    }

    /** The release of the server. */
    public Release release() {
        return release;
    }

    /** Converts values in SQL to cells of its tables. */
    public TextValues values() {
        return new TextValues(release, options.ticksPerSecond());
    }

    /** Records the changes of the tables. */
    public ChangeLog changes() {
        return changes;
    }

    /** Milliseconds since 1970. */
    public long created() {
        return created;
    }

    public Map<String, SuperTable> stables() {
        return stables;
    }

    public Map<String, Table> tables() {
        return tables;
    }

    public SuperTable stable(String table) throws TdengineException {
        SuperTable found = stables.get(table);
        if (found == null) {
            throw Failures.noTable();
        }
        return found;
    }

    public Table table(String table) throws TdengineException {
        Table found = tables.get(table);
        if (found == null) {
            throw Failures.noTable();
        }
        return found;
    }

    /** The schema of a table or supertable of this name, or null. */
    @Nullable
    public Schema schema(String table) {
        SuperTable stable = stables.get(table);
        if (stable != null) {
            return stable.schema();
        }
        Table found = tables.get(table);
        return found == null ? null : found.schema();
    }

    public Table createChild(SuperTable stable, String table, Map<Definition, @Nullable Object> tags) {
        Table child = new Table(table, stable, stable.schema(), changes.vgroup(table));
        tags.forEach(child::setTag);
        stable.children().put(table, child);
        tables.put(table, child);
        return child;
    }

    public void drop(List<Table> dropped) {
        for (Table table : dropped) {
            table.drop();
            tables.remove(table.name());
            SuperTable stable = table.stable();
            if (stable != null) {
                stable.children().remove(table.name());
            }
        }
        changes.dropped(dropped);
    }

    public void drop(SuperTable stable) {
        stables.remove(stable.name());
        stable.children().values().forEach(Table::drop);
        stable.children().keySet().forEach(tables::remove);
        changes.dropped(stable);
    }

    /** Refuses times older than KEEP allows. */
    public void checkKeep(Batch batch, Schema schema) throws TdengineException {
        long oldest = options.oldest(System.currentTimeMillis());
        @Nullable Object[] times = batch.values().get(batch.columns().indexOf(schema.time()));
        for (int row = 0; row < batch.rows(); row++) {
            Object time = times[row];
            if (time == null) {
                throw new TdengineException(0x216, "Primary timestamp column should not be null");
            }
            if ((Long) time < oldest) {
                throw new TdengineException(0x60b, "Timestamp data out of range");
            }
        }
    }
}
