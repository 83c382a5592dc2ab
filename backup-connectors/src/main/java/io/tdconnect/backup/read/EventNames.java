// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.read;

import io.tdconnect.backup.format.JsonText;
import io.tdconnect.backup.format.MetadataEvent;
import io.tdconnect.backup.format.StoredTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides which tables are restored, and reduces metadata events to them. Learns the supertables of tables while reading; events
 * of a supertable that is not chosen are kept until the first of its subtables is.
 */
final class EventNames {
    private static final Pattern DELETE = Pattern.compile("delete from `([^`]+)`.*");
    private static final String TABLE = "tableName";
    private static final String STABLE = "using";
    private static final String CREATED = "createList";
    private static final String DROPPED = "tableNameList";

    private final Set<String> chosen;
    private final Map<String, String> stables = new HashMap<>();
    private final Map<String, List<String>> held = new HashMap<>();
    private final Set<String> released = new HashSet<>();

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

    /** Events that have to come before the rows of a chosen table: those of its supertable. */
    List<String> before(StoredTable table) {
        String stable = table.stable();
        return chosen.isEmpty() || stable == null || stable.isEmpty() ? List.of() : release(stable);
    }

    /**
     * What an event becomes: itself, reduced to the chosen tables, and before it what was kept for it; empty if it concerns none
     * of them. An event that cannot be read is passed on, so that the sink refuses it.
     */
    List<String> chosen(String json) {
        if (chosen.isEmpty()) {
            return List.of(json);
        }
        MetadataEvent event = MetadataEvent.of(json);
        if (event.fields().isEmpty()) {
            return List.of(json);
        }
        if (event.tableType().equals("super") && event.fields().get(TABLE) instanceof String stable) {
            if (chosen.contains(stable) || released.contains(stable)) {
                return List.of(json);
            }
            held.computeIfAbsent(stable, name -> new ArrayList<>()).add(json);
            return List.of();
        }
        List<String> events = new ArrayList<>();
        String reduced = reduced(json, event, events);
        if (reduced != null) {
            events.add(reduced);
        }
        return events;
    }

    private List<String> release(String stable) {
        released.add(stable);
        List<String> events = held.remove(stable);
        return events == null ? List.of() : events;
    }

    /** The table of an event, by which it is assigned to a task; empty for one that every task has to hand over. */
    static String table(String json) {
        MetadataEvent event = MetadataEvent.of(json);
        return event.tableType().equals("super") || !(event.fields().get(TABLE) instanceof String name) ? "" : name;
    }

    private @Nullable String reduced(String json, MetadataEvent event, List<String> before) {
        Map<String, @Nullable Object> fields = event.fields();
        if (fields.get(CREATED) instanceof List<?> created && !created.isEmpty()) {
            List<?> kept = created.stream()
                    .filter(table -> table instanceof Map<?, ?> map && created(map, before))
                    .toList();
            return kept.isEmpty() ? null : kept.size() == created.size() ? json : childrenEvent(fields, kept);
        }
        if (fields.get(DROPPED) instanceof List<?> dropped) {
            List<?> kept = dropped.stream()
                    .filter(name -> contains(String.valueOf(name), stables.get(String.valueOf(name))))
                    .toList();
            return kept.isEmpty() ? null : changed(fields, Map.of(DROPPED, kept));
        }
        if (fields.get(STABLE) instanceof String) {
            return created(fields, before) ? json : null;
        }
        String name = String.valueOf(fields.get(TABLE));
        if (fields.get("sql") instanceof String sql) {
            Matcher delete = DELETE.matcher(sql);
            name = delete.matches() ? delete.group(1) : "";
        }
        return contains(name, stables.get(name)) ? json : null;
    }

    private boolean created(Map<?, ?> table, List<String> before) {
        String name = String.valueOf(table.get(TABLE));
        String stable = String.valueOf(table.get(STABLE));
        stables.put(name, stable);
        boolean chosenTable = contains(name, stable);
        if (chosenTable) {
            before.addAll(release(stable));
        }
        return chosenTable;
    }

    private boolean contains(String table, @Nullable String stable) {
        if (stable != null && !stable.isEmpty()) {
            stables.put(table, stable);
        }
        return chosen.contains(table) || (stable != null && chosen.contains(stable));
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
