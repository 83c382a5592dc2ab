// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.sink.config.TableOptions;
import io.tdconnect.tdengine.sink.config.TableOptions.TagPolicy;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import io.tdconnect.tdengine.sink.row.RowKind;
import io.tdconnect.tdengine.sink.row.RowShape;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers which subtables exist and what tags they have; asks the server only where a policy needs it. */
public final class Subtables {
    private static final Logger log = LoggerFactory.getLogger(Subtables.class);
    private static final int MAX_KNOWN = 200_000;
    private static final int MAX_SUPERTABLES = 10_000;
    private static final int NAMES_PER_QUERY = 500;

    private final TableAccess tables;
    private final boolean create;
    private final TagPolicy policy;
    private final Map<String, Known> known = new HashMap<>();

    /** What is known about the subtables of one supertable. */
    public static final class Known {
        private final Map<String, Subtable> subtables = new HashMap<>();

        public boolean exists(String name) {
            Subtable subtable = subtables.get(name);
            return subtable != null && subtable.exists;
        }

        /** Remembers that a subtable exists, while there is room for it. */
        public void add(String name) {
            Subtable subtable = subtables.get(name);
            if (subtable != null) {
                subtable.exists = true;
            } else if (subtables.size() < MAX_KNOWN) {
                subtables.put(name, Subtable.UNREAD);
            }
        }
    }

    private static final class Subtable {
        /** Exists, with unknown tags; used only where no policy needs the tags. */
        static final Subtable UNREAD = new Subtable(Map.of(), true);

        final Map<String, Object> tags;
        /** False for a subtable that is created by a row that is bound but not written yet. */
        boolean exists;

        Subtable(Map<String, Object> tags, boolean exists) {
            this.tags = tags;
            this.exists = exists;
        }
    }

    /** @param create whether the insert may create subtables */
    public Subtables(TableAccess tables, boolean create, TagPolicy policy) {
        this.tables = tables;
        this.create = create;
        this.policy = policy;
    }

    /**
     * Returns the rows that may be written, in order.
     *
     * @param bad receives the records of the others
     * @throws SQLException if the server cannot be queried
     */
    List<BoundRow> allowed(List<BoundRow> rows, List<BadRecord> bad) throws SQLException {
        if (create && policy == TagPolicy.IGNORE) {
            return rows;
        }
        if (known.values().stream()
                        .mapToLong(ofSupertable -> ofSupertable.subtables.size())
                        .sum()
                > MAX_KNOWN) {
            known.clear();
        }
        lookUp(rows);
        List<BoundRow> allowed = new ArrayList<>(rows.size());
        for (BoundRow row : rows) {
            RowException problem = row.row.shape.kind == RowKind.SUBTABLE ? problem(row) : null;
            if (problem == null) {
                allowed.add(row);
            } else {
                bad.add(new BadRecord(row.row.origin, problem));
            }
        }
        return allowed;
    }

    /**
     * Updates the tags of the subtables of written rows, if the policy demands it.
     *
     * @throws SQLException if the server refuses it or cannot be reached
     */
    public void written(RowBatch batch) throws SQLException {
        if (policy != TagPolicy.UPDATE || batch.layout().shape.kind != RowKind.SUBTABLE) {
            return;
        }
        Map<String, BoundRow> last = new LinkedHashMap<>();
        batch.rows().forEach(row -> last.put(row.table(), row));
        for (BoundRow row : last.values()) {
            update(row);
        }
    }

    /** What is known about the subtables that rows of this shape belong to. */
    public Known of(RowShape shape) {
        if (known.size() >= MAX_SUPERTABLES && !known.containsKey(shape.fullName())) {
            known.clear();
        }
        return known.computeIfAbsent(shape.fullName(), name -> new Known());
    }

    /** Forgets everything: the server has reported that definitions are out of date. */
    public void forget() {
        known.clear();
    }

    /** Queries the unknown subtables; those that do not exist stay unknown. */
    private void lookUp(List<BoundRow> rows) throws SQLException {
        Map<TableLayout, Set<String>> unknown = new LinkedHashMap<>();
        for (BoundRow row : rows) {
            if (row.row.shape.kind == RowKind.SUBTABLE
                    && !of(row.row.shape).subtables.containsKey(row.table())) {
                unknown.computeIfAbsent(row.layout, layout -> new LinkedHashSet<>())
                        .add(row.table());
            }
        }
        for (Map.Entry<TableLayout, Set<String>> ofLayout : unknown.entrySet()) {
            TableLayout layout = ofLayout.getKey();
            Map<String, Subtable> subtables = of(layout.shape).subtables;
            List<String> names = List.copyOf(ofLayout.getValue());
            for (int from = 0; from < names.size(); from += NAMES_PER_QUERY) {
                List<String> some = names.subList(from, Math.min(names.size(), from + NAMES_PER_QUERY));
                tables.readTags(layout.shape.database, layout.shape.stable, layout.allTags, some)
                        .forEach((table, values) -> subtables.put(table, new Subtable(plain(layout, values), true)));
            }
        }
    }

    private @Nullable RowException problem(BoundRow row) {
        Map<String, Subtable> subtables = of(row.row.shape).subtables;
        Subtable subtable = subtables.get(row.table());
        if (subtable == null) {
            if (!create) {
                return new RowException(
                                Fault.MISSING_TABLE,
                                "Subtable " + row.table() + " of " + row.row.shape.fullName()
                                        + " does not exist; create it, or set " + TableOptions.CREATE_TABLE + "=true")
                        .at(row.row.shape.database, row.table());
            }
            // The insert of this row creates it.
            subtables.put(row.table(), new Subtable(tags(row), false));
            return null;
        }
        if (policy == TagPolicy.FAIL) {
            for (Map.Entry<String, Object> tag : tags(row).entrySet()) {
                if (!tag.getValue().equals(subtable.tags.get(tag.getKey()))) {
                    return new RowException(
                                    Fault.DIFFERENT_TAGS,
                                    "Subtable " + row.table() + " has another value of tag " + tag.getKey() + "; "
                                            + TableOptions.TAG_POLICY + "=update would change it")
                            .at(row.row.shape.database, row.table())
                            .field(tag.getKey());
                }
            }
        }
        return null;
    }

    private void update(BoundRow row) throws SQLException {
        Map<String, Object> before = of(row.row.shape)
                .subtables
                .computeIfAbsent(row.table(), name -> new Subtable(new HashMap<>(), true))
                .tags;
        List<Column> bound = row.layout.bound;
        for (int i = row.layout.columns; i < bound.size(); i++) {
            Column tag = bound.get(i);
            Object cell = row.cell(i);
            Object value = cell == null ? null : plain(tag, cell);
            if (value != null && !value.equals(before.get(tag.name()))) {
                StringBuilder sql = new StringBuilder("ALTER TABLE ")
                        .append(Identifiers.table(row.row.shape.database, row.table()))
                        .append(" SET TAG ")
                        .append(Identifiers.column(tag.name()))
                        .append('=');
                SqlLiteral.append(sql, tag, cell);
                tables.execute(sql.toString());
                before.put(tag.name(), value);
                log.debug("Tag {} of {} changed", tag.name(), row.table());
            }
        }
    }

    private static Map<String, Object> tags(BoundRow row) {
        Map<String, Object> tags = new HashMap<>();
        List<Column> bound = row.layout.bound;
        for (int i = row.layout.columns; i < bound.size(); i++) {
            Object cell = row.cell(i);
            if (cell != null) {
                tags.put(bound.get(i).name(), plain(bound.get(i), cell));
            }
        }
        return tags;
    }

    private static Map<String, Object> plain(TableLayout layout, List<@Nullable Object> values) {
        Map<String, Object> tags = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value != null) {
                Column tag = layout.allTags.get(i);
                tags.put(tag.name(), plain(tag, layout.cell(tag, value)));
            }
        }
        return tags;
    }

    /** A value that equals another if the server stores the same for both. */
    private static Object plain(Column tag, Object cell) {
        if (cell instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (cell instanceof Number number) {
            return switch (tag.type()) {
                case FLOAT -> number.floatValue();
                case DOUBLE -> number.doubleValue();
                case BIGINT_UNSIGNED -> number.toString();
                default -> number.longValue();
            };
        }
        return cell;
    }
}
