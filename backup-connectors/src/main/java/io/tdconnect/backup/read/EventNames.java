// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.read;

import io.tdconnect.backup.format.JsonText;
import io.tdconnect.backup.format.MetadataEvent;
import io.tdconnect.backup.format.StoredTable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides which tables are restored, and reduces metadata events to them. Learns the supertables of tables while reading. */
final class EventNames {
    private static final Pattern DELETE = Pattern.compile("delete from `([^`]+)`.*");
    private static final String TABLE = "tableName";
    private static final String STABLE = "using";
    private static final String CREATED = "createList";
    private static final String DROPPED = "tableNameList";

    private final Set<String> chosen;
    private final Map<String, String> stables = new HashMap<>();

    /**
     * A choice.
     *
     * @param chosen supertables, subtables and normal tables; empty for all
     */
    EventNames(Set<String> chosen) {
        this.chosen = chosen;
    }

    /** Whether all tables are restored. */
    boolean all() {
        return chosen.isEmpty();
    }

    /** Whether the rows of a table are restored. */
    boolean contains(StoredTable table) {
        return chosen.isEmpty() || contains(table.name(), table.stable());
    }

    /**
     * The event reduced to the chosen tables; null if it concerns none of them. An event that cannot be read is passed on, so
     * that the sink refuses it.
     */
    @Nullable
    String chosen(String json) {
        if (chosen.isEmpty()) {
            return json;
        }
        MetadataEvent event = MetadataEvent.of(json);
        return event.fields().isEmpty() ? json : chosen(json, event);
    }

    /** The table of an event, by which it is assigned to a task; empty for one that every task has to hand over. */
    static String table(String json) {
        MetadataEvent event = MetadataEvent.of(json);
        return event.tableType().equals("super") || !(event.fields().get(TABLE) instanceof String name) ? "" : name;
    }

    private @Nullable String chosen(String json, MetadataEvent event) {
        Map<String, @Nullable Object> fields = event.fields();
        if (fields.get(CREATED) instanceof List<?> created && !created.isEmpty()) {
            List<?> kept = created.stream()
                    .filter(table -> table instanceof Map<?, ?> map && created(map))
                    .toList();
            return kept.isEmpty() ? null : kept.size() == created.size() ? json : childrenEvent(fields, kept);
        }
        if (fields.get(DROPPED) instanceof List<?> dropped) {
            List<?> kept = dropped.stream()
                    .filter(name -> contains(String.valueOf(name), stables.get(String.valueOf(name))))
                    .toList();
            return kept.isEmpty() ? null : changed(fields, Map.of(DROPPED, kept));
        }
        if (fields.get("sql") instanceof String sql) {
            Matcher delete = DELETE.matcher(sql);
            String name = delete.matches() ? delete.group(1) : "";
            return contains(name, stables.get(name)) ? json : null;
        }
        if (fields.get(STABLE) instanceof String) {
            return created(fields) ? json : null;
        }
        String name = String.valueOf(fields.get(TABLE));
        // A chosen subtable needs its supertable, and events of all supertables do no harm to the others.
        boolean stableOfChosen =
                event.tableType().equals("super") && !event.type().equals("drop");
        return contains(name, stables.get(name)) || (stableOfChosen && mayBeStableOfChosen(name)) ? json : null;
    }

    private boolean created(Map<?, ?> table) {
        String name = String.valueOf(table.get(TABLE));
        String stable = String.valueOf(table.get(STABLE));
        stables.put(name, stable);
        return contains(name, stable);
    }

    private boolean contains(String table, @Nullable String stable) {
        if (stable != null && !stable.isEmpty()) {
            stables.put(table, stable);
        }
        return chosen.contains(table) || (stable != null && chosen.contains(stable));
    }

    private boolean mayBeStableOfChosen(String stable) {
        return stables.entrySet().stream()
                .anyMatch(table -> table.getValue().equals(stable) && chosen.contains(table.getKey()));
    }

    /** An event has its first table also outside of the list. */
    private static String childrenEvent(Map<String, @Nullable Object> fields, List<?> kept) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put(CREATED, kept);
        if (kept.get(0) instanceof Map<?, ?> first) {
            first.forEach((name, value) -> {
                if (value != null) {
                    changes.put(String.valueOf(name), value);
                }
            });
        }
        return changed(fields, changes);
    }

    private static String changed(Map<String, @Nullable Object> fields, Map<String, ?> changes) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(fields);
        all.putAll(changes);
        return JsonText.of(all);
    }
}
