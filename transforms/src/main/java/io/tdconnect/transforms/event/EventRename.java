// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.event;

import io.tdconnect.common.template.Variables;
import io.tdconnect.transforms.table.TableRename;
import io.tdconnect.transforms.table.TableRename.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Renames the tables of metadata events like those of their rows; not for use by several threads. */
public final class EventRename {
    private static final Pattern DELETION = Pattern.compile("(delete from `)([^`]+)(` where .*)", Pattern.DOTALL);
    private static final String TABLE = "tableName";
    private static final String STABLE = "using";
    private static final String DROPPED = "tableNameList";
    private static final int KNOWN = 1000;

    private final List<TableRename> renames;
    private final Map<String, Boolean> stables = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > KNOWN;
        }
    };

    public EventRename(List<TableRename> renames) {
        this.renames = List.copyOf(renames);
    }

    /** Remembers a supertable, because the event of a deletion does not contain the kind of its table. */
    public void sawStable(@Nullable String name) {
        if (name != null && !name.isEmpty()) {
            stables.put(name, true);
        }
    }

    /**
     * Renames the tables in an event.
     *
     * @return whether a name has changed
     * @throws DataException if a template names a field that the event does not contain
     */
    public boolean apply(TableEvent event, @Nullable String topic) {
        Map<String, @Nullable Object> fields = event.fields();
        if (event.type().equals("delete")) {
            return deletion(fields, topic);
        }
        if (event.createsSubtables()) {
            boolean changed = false;
            for (Map<String, @Nullable Object> table : event.subtables()) {
                sawStable(table.get(STABLE) instanceof String name ? name : null);
                Variables tags = variables(topic, tags(table));
                changed |= renamed(table, TABLE, Scope.CHILD, tags);
                changed |= renamed(table, STABLE, Scope.SUPER, tags);
            }
            return changed;
        }
        if (event.scope() == Scope.SUPER) {
            sawStable(fields.get(TABLE) instanceof String name ? name : null);
        }
        Variables none = variables(topic, Map.of());
        return fields.get(DROPPED) instanceof List<?> names
                ? dropped(fields, names, none)
                : renamed(fields, TABLE, event.scope(), none);
    }

    private boolean deletion(Map<String, @Nullable Object> fields, @Nullable String topic) {
        Matcher sql = DELETION.matcher(String.valueOf(fields.get("sql")));
        if (!sql.matches()) {
            throw new DataException("Expected in a metadata event a deletion of rows of one table, found another one");
        }
        String name = sql.group(2);
        Scope scope = stables.containsKey(name) ? Scope.SUPER : Scope.CHILD;
        String renamed = rename(name, scope, variables(topic, Map.of()));
        fields.put("sql", sql.group(1) + renamed + sql.group(3));
        return !renamed.equals(name);
    }

    private boolean dropped(Map<String, @Nullable Object> fields, List<?> names, Variables variables) {
        List<String> renamed = new ArrayList<>();
        names.forEach(name -> renamed.add(rename(String.valueOf(name), Scope.CHILD, variables)));
        fields.put(DROPPED, renamed);
        return !renamed.equals(names);
    }

    private boolean renamed(Map<String, @Nullable Object> fields, String field, Scope scope, Variables variables) {
        if (!(fields.get(field) instanceof String name)) {
            return false;
        }
        String renamed = rename(name, scope, variables);
        fields.put(field, renamed);
        return !renamed.equals(name);
    }

    private String rename(String name, Scope scope, Variables variables) {
        String renamed = name;
        for (TableRename rename : renames) {
            if (rename.scope().covers(scope)) {
                renamed = rename.method().rename(renamed, variables);
            }
        }
        return renamed;
    }

    private static Map<String, Object> tags(Map<String, @Nullable Object> table) {
        Map<String, Object> tags = new HashMap<>();
        for (Map<String, @Nullable Object> tag : TableEvent.objects(table, "tags")) {
            Object value = tag.get("value");
            if (value instanceof String text && text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
                value = text.substring(1, text.length() - 1);
            }
            if (value != null) {
                tags.put(String.valueOf(tag.get("name")), value);
            }
        }
        return tags;
    }

    /** Without a default for values that an event lacks: it would name another table than that of the rows. */
    private static Variables variables(@Nullable String topic, Map<String, Object> tags) {
        return name -> {
            Object value = tags.containsKey(name) ? tags.get(name) : name.equals("topic") ? topic : null;
            return Objects.requireNonNullElseGet(value, () -> {
                throw new DataException(
                        "Expected a value for {" + name + "} in the metadata event of a table, found none;"
                                + " events contain tags of created tables, and otherwise only names: rename by prefix, suffix or"
                                + " replace_with_regex where the sink applies metadata");
            });
        };
    }
}
