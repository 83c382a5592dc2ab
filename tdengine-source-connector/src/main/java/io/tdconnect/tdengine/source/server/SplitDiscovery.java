// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.block.ColumnInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the splits of a task on the server. */
public final class SplitDiscovery {
    private static final int DATABASE_MISSING = 0x388;

    private final Scope scope;
    /** The composite keys of normal tables, empty text for none. */
    private final Map<ServerCatalog.Table, String> keys = new HashMap<>();

    /**
     * What is read.
     *
     * @param groups into which the subtables of a supertable are split; 0 to read table by table
     * @param tags whether rows contain tags
     * @param task its number, from 0
     */
    public record Scope(String database, TableSelection selection, int groups, boolean tags, int task, int tasks) {}

    private record Definition(List<Column> columns, List<Column> tags) {
        SplitDescription.Names names() {
            return new SplitDescription.Names(names(columns), names(tags), key());
        }

        String key() {
            return columns.stream()
                    .filter(Column::compositeKey)
                    .map(Column::name)
                    .findFirst()
                    .orElse("");
        }

        private static Set<String> names(List<Column> columns) {
            return columns.stream().map(Column::name).collect(Collectors.toSet());
        }
    }

    public SplitDiscovery(Scope scope) {
        this.scope = scope;
    }

    /** The database that is read. */
    public String database() {
        return scope.database;
    }

    /**
     * The precision of the database.
     *
     * @throws SQLException also if the database does not exist
     */
    public Precision precision(QueryClient client) throws SQLException, InterruptedException {
        return client.listing()
                .precision(scope.database)
                .orElseThrow(() ->
                        new SQLException("Database " + scope.database + " does not exist", null, DATABASE_MISSING));
    }

    /** The splits of the task, in the order of their names. */
    public List<SplitDescription> splits(QueryClient client) throws SQLException, InterruptedException {
        return scope.groups == 0 ? tableSplits(client) : supertableSplits(client);
    }

    private List<SplitDescription> tableSplits(QueryClient client) throws SQLException, InterruptedException {
        Map<String, TableSplit> splits = new TreeMap<>();
        Map<String, Long> uids = new HashMap<>();
        Set<String> stables = new LinkedHashSet<>();
        Set<ServerCatalog.Table> normal = new LinkedHashSet<>();
        for (ServerCatalog.Table found : tables(client)) {
            TableSplit split = TableSplit.ofTable(found.stable(), found.name());
            if (split.task(scope.tasks) == scope.task) {
                splits.put(found.name(), split);
                uids.put(found.name(), found.uid());
                stables.add(found.stable());
                if (found.stable().isEmpty()) {
                    normal.add(found);
                }
            }
        }
        Map<String, SplitDescription.Tags> tags = keysOfNormalTables(client, normal);
        stables.remove("");
        if (scope.tags) {
            for (String stable : stables) {
                readTags(client, stable, splits.keySet(), tags);
            }
        }
        List<SplitDescription> sources = new ArrayList<>(splits.size());
        splits.forEach((table, split) -> sources.add(SplitDescription.ofTable(
                split, uids.getOrDefault(table, 0L), tags.getOrDefault(table, SplitDescription.Tags.NONE))));
        return sources;
    }

    /**
     * Results do not contain the keys, and without them a copy would have one row for each time. Each table is described
     * once.
     */
    private Map<String, SplitDescription.Tags> keysOfNormalTables(QueryClient client, Set<ServerCatalog.Table> normal)
            throws SQLException, InterruptedException {
        Map<String, SplitDescription.Tags> tags = new HashMap<>();
        keys.keySet().retainAll(normal);
        if (!client.listing().hasCompositeKeys()) {
            return tags;
        }
        for (ServerCatalog.Table table : normal) {
            String key = keys.get(table);
            if (key == null) {
                key = key(client, table);
                keys.put(table, key);
            }
            tags.put(table.name(), new SplitDescription.Tags(List.of(), List.of(), key));
        }
        return tags;
    }

    private String key(QueryClient client, ServerCatalog.Table table) throws SQLException, InterruptedException {
        try {
            return describe(client, table.name()).key();
        } catch (SQLException e) {
            if (TdengineErrors.classify(e) != ErrorClass.TABLE_MISSING) {
                throw e;
            }
            return "";
        }
    }

    private List<SplitDescription> supertableSplits(QueryClient client) throws SQLException, InterruptedException {
        Map<String, List<String>> named = new HashMap<>();
        if (scope.groups > 1 || !scope.selection.tables().isEmpty()) {
            for (ServerCatalog.Table found : tables(client)) {
                named.computeIfAbsent(found.stable(), stable -> new ArrayList<>())
                        .add(found.name());
            }
        }
        List<SplitDescription> sources = new ArrayList<>();
        for (ServerCatalog.Stable found : client.listing().stables(scope.database, scope.selection.onlyStables())) {
            String stable = found.name();
            List<TableSplit> splits = new ArrayList<>();
            for (int group = 0; group < scope.groups; group++) {
                TableSplit split = TableSplit.ofStable(stable, group, scope.groups);
                if (split.task(scope.tasks) == scope.task) {
                    splits.add(split);
                }
            }
            if (!splits.isEmpty()) {
                addStable(client, found.uid(), splits, named.getOrDefault(stable, List.of()), sources);
            }
        }
        return sources;
    }

    private void addStable(
            QueryClient client, long uid, List<TableSplit> splits, List<String> tables, List<SplitDescription> sources)
            throws SQLException, InterruptedException {
        Definition definition = describe(client, splits.get(0).stable());
        boolean all = scope.groups == 1 && scope.selection.tables().isEmpty();
        for (TableSplit split : splits) {
            List<String> ofGroup = tables.stream()
                    .filter(table -> TableSplit.groupOf(table, split.groups()) == split.group())
                    .sorted()
                    .toList();
            if (all || !ofGroup.isEmpty()) {
                sources.add(new SplitDescription(split, uid, ofGroup, SplitDescription.Tags.NONE, definition.names()));
            }
        }
    }

    private List<ServerCatalog.Table> tables(QueryClient client) throws SQLException, InterruptedException {
        return client.listing().tables(scope.database, scope.selection.onlyStables()).stream()
                .filter(table -> scope.selection.includes(table.stable(), table.name()))
                .toList();
    }

    private void readTags(
            QueryClient client, String stable, Set<String> wanted, Map<String, SplitDescription.Tags> tagsOfTables)
            throws SQLException, InterruptedException {
        Definition definition = describe(client, stable);
        client.query(client.listing().tags(scope.database, stable, definition.tags), block -> {
            List<Column> columns = new ArrayList<>();
            for (ColumnInfo info :
                    block.layout().columns().subList(1, block.columns().size())) {
                columns.add(info.column(false));
            }
            for (int row = 0; row < block.rows(); row++) {
                String table = block.columns().get(0).textAt(row);
                if (wanted.contains(table)) {
                    List<@Nullable Object> values = new ArrayList<>(columns.size());
                    for (int i = 1; i <= columns.size(); i++) {
                        values.add(block.columns().get(i).value(row));
                    }
                    tagsOfTables.put(table, new SplitDescription.Tags(columns, values, definition.key()));
                }
            }
        });
    }

    private Definition describe(QueryClient client, String table) throws SQLException, InterruptedException {
        Definition definition = new Definition(new ArrayList<>(), new ArrayList<>());
        for (List<@Nullable Object> row : client.rows(QuerySql.describe(scope.database, table))) {
            boolean tag = text(row.get(3)).equals("TAG");
            boolean key = TableMetadata.isKey(text(row.get(3)));
            Column column = Column.described(text(row.get(0)), text(row.get(1)), (int) number(row.get(2)), key);
            (tag ? definition.tags : definition.columns).add(column);
        }
        return definition;
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
