// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records the changes of a database in the logs of its vgroups; only their positions advance if logs are not kept. */
public final class ChangeLog {
    private final String database;
    private final DatabaseOptions options;
    private final List<Vgroup> vgroups;

    ChangeLog(String database, DatabaseOptions options, List<Vgroup> vgroups) {
        this.database = database;
        this.options = options;
        this.vgroups = vgroups;
    }

    public List<Vgroup> vgroups() {
        return vgroups;
    }

    public Vgroup vgroup(String table) {
        return Vgroup.of(vgroups, database, table);
    }

    /** Whether there are logs to subscribe to. */
    public boolean kept() {
        return options.walRetentionSeconds() != 0;
    }

    public void append(Vgroup vgroup, WalEntry entry) {
        long seconds = options.walRetentionSeconds();
        if (seconds == 0) {
            return;
        }
        long now = System.currentTimeMillis();
        if (seconds > 0) {
            vgroup.wal().expire(now - seconds * 1000);
        }
        vgroup.wal().append(entry, now);
    }

    private void toAll(@Nullable SuperTable stable, String json) {
        vgroups.forEach(vgroup -> append(vgroup, new WalEntry.Event(stable, json)));
    }

    public void created(SuperTable stable) {
        toAll(stable, MetaJson.created(stable.name(), stable.schema(), true));
    }

    public void created(Table normal) {
        append(normal.vgroup(), new WalEntry.Event(null, MetaJson.created(normal.name(), normal.schema(), false)));
    }

    /** Records subtables that one statement created without rows. */
    public void created(List<ChildCreation> children) {
        byVgroup(children, child -> child.table().vgroup())
                .forEach((vgroup, own) ->
                        append(vgroup, new WalEntry.Event(own.get(0).stable(), MetaJson.created(own))));
    }

    private static <T> Map<Vgroup, List<T>> byVgroup(List<T> all, Function<T, Vgroup> vgroup) {
        return all.stream().collect(Collectors.groupingBy(vgroup, LinkedHashMap::new, Collectors.toList()));
    }

    /** Records a change of columns or tags, of a supertable if the table is null. */
    public void altered(@Nullable SuperTable stable, @Nullable Table table, AlterKind kind, ObjectNode details) {
        String name = table == null ? (stable == null ? "" : stable.name()) : table.name();
        String json = MetaJson.event("alter", table == null ? "super" : "normal", name)
                .put("alterType", kind.code())
                .<ObjectNode>setAll(details)
                .toString();
        if (table == null) {
            toAll(stable, json);
        } else {
            append(table.vgroup(), new WalEntry.Event(table.stable(), json));
        }
    }

    public void tagged(Table table, Map<Definition, @Nullable Object> values) {
        append(table.vgroup(), new WalEntry.Event(table.stable(), MetaJson.tagged(table, values)));
    }

    void dropped(SuperTable stable) {
        toAll(stable, MetaJson.dropped(stable));
    }

    void dropped(List<Table> tables) {
        byVgroup(tables, Table::vgroup).forEach((vgroup, own) -> {
            List<String> names = own.stream().map(Table::name).toList();
            append(vgroup, new WalEntry.Event(own.get(0).stable(), MetaJson.dropped(names)));
        });
    }

    public void deleted(Table table, TimeRange range) {
        String time = table.schema().time().name();
        append(table.vgroup(), new WalEntry.Event(table.stable(), MetaJson.deleted(table.name(), time, range)));
    }

    /** Records a deletion from a supertable: the times that each vgroup deleted, without conditions on tags. */
    public void deleted(SuperTable stable, Map<Vgroup, TimeRange> ranges, TimeRange asked) {
        String time = stable.schema().time().name();
        for (Vgroup vgroup : vgroups) {
            TimeRange range = ranges.getOrDefault(vgroup, asked);
            append(vgroup, new WalEntry.Event(stable, MetaJson.deleted(stable.name(), time, range)));
        }
    }

    /** Collects what one statement writes: an entry for each vgroup. */
    public static final class Submission {
        private final Map<Vgroup, WalEntry.Rows> entries = new LinkedHashMap<>();
        private final Map<Vgroup, ChangeLog> logs = new LinkedHashMap<>();

        /** Adds rows, and the creation of their table if the statement may create it. */
        public void add(ChangeLog log, Table table, Batch batch, @Nullable ChildCreation creation) {
            if (!log.kept()) {
                return;
            }
            Vgroup vgroup = table.vgroup();
            logs.put(vgroup, log);
            WalEntry.Rows entry =
                    entries.computeIfAbsent(vgroup, v -> new WalEntry.Rows(new ArrayList<>(), new ArrayList<>()));
            entry.tables().add(LoggedRows.of(table, log.options.precision(), batch));
            if (creation != null) {
                entry.creations().add(creation);
            }
        }

        public void append() {
            logs.forEach((vgroup, log) -> {
                WalEntry.Rows entry = entries.get(vgroup);
                if (entry != null) {
                    log.append(vgroup, entry);
                }
            });
        }
    }
}
