// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The databases and tables of version 2, by {@code SHOW} statements. These have no conditions on names with special
 * characters, and differ in the order of their columns.
 */
record Version2Catalog(QueryClient client) implements ServerCatalog {
    @Override
    public List<String> databases() throws SQLException, InterruptedException {
        List<String> found = new ArrayList<>();
        client.query("SHOW DATABASES", block -> {
            BlockColumn names = column(block, "name");
            for (int row = 0; row < block.rows(); row++) {
                found.add(names.textAt(row));
            }
        });
        return found.stream().sorted().toList();
    }

    @Override
    public Optional<Precision> precision(String database) throws SQLException, InterruptedException {
        List<Precision> found = new ArrayList<>();
        client.query("SHOW DATABASES", block -> {
            BlockColumn names = column(block, "name");
            for (int row = 0; row < block.rows(); row++) {
                if (names.textAt(row).equals(database)) {
                    found.add(Precision.of(column(block, "precision").textAt(row)));
                }
            }
        });
        return found.stream().findFirst();
    }

    @Override
    public List<Table> tables(String database, Collection<String> stables) throws SQLException, InterruptedException {
        List<Table> tables = new ArrayList<>();
        client.query("SHOW " + Identifiers.database(database) + ".TABLES", block -> {
            BlockColumn names = column(block, "table_name");
            BlockColumn supertableSplits = column(block, "stable_name");
            BlockColumn uids = column(block, "uid");
            for (int row = 0; row < block.rows(); row++) {
                Table table = new Table(names.textAt(row), supertableSplits.textAt(row), uids.longAt(row));
                if (stables.isEmpty() || stables.contains(table.stable())) {
                    tables.add(table);
                }
            }
        });
        return tables;
    }

    @Override
    public List<Stable> stables(String database, Collection<String> stables) throws SQLException, InterruptedException {
        List<Stable> found = new ArrayList<>();
        client.query("SHOW " + Identifiers.database(database) + ".STABLES", block -> {
            BlockColumn names = column(block, "name");
            for (int row = 0; row < block.rows(); row++) {
                Stable stable = new Stable(names.textAt(row), 0);
                if (stables.isEmpty() || stables.contains(stable.name())) {
                    found.add(stable);
                }
            }
        });
        return found;
    }

    @Override
    public List<String> existing(String database, Collection<String> tables) throws SQLException, InterruptedException {
        return tables(database, List.of()).stream()
                .map(Table::name)
                .filter(tables::contains)
                .toList();
    }

    /** Without the word TAGS: in version 2 a query for tags alone has a row for each subtable. */
    @Override
    public boolean hasCompositeKeys() {
        return false;
    }

    @Override
    public String tags(String database, String stable, List<Column> tags) {
        return QuerySql.tags(database, stable, tags).replaceFirst("^SELECT TAGS ", "SELECT ");
    }

    private static BlockColumn column(Block block, String name) throws SQLException {
        for (BlockColumn column : block.columns()) {
            if (column.name().equals(name)) {
                return column;
            }
        }
        throw new SQLException("Expected the column " + name + " in the answer to a SHOW statement, found none");
    }
}
