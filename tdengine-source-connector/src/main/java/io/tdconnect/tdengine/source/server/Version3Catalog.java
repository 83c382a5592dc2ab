// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The databases and tables of version 3, by {@code information_schema}. */
record Version3Catalog(QueryClient client) implements ServerCatalog {
    @Override
    public List<String> databases() throws SQLException, InterruptedException {
        return client.rows("SELECT name FROM information_schema.ins_databases").stream()
                .map(row -> String.valueOf(row.get(0)))
                .filter(name -> !name.endsWith("_schema"))
                .sorted()
                .toList();
    }

    @Override
    public Optional<Precision> precision(String database) throws SQLException, InterruptedException {
        List<List<@Nullable Object>> rows = client.rows(QuerySql.precision(database));
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(Precision.of(String.valueOf(rows.get(0).get(0))));
    }

    @Override
    public List<Table> tables(String database, Collection<String> stables) throws SQLException, InterruptedException {
        List<Table> tables = new ArrayList<>();
        for (List<@Nullable Object> row : client.rows(QuerySql.tables(database, stables))) {
            String stable = row.get(1) == null ? "" : String.valueOf(row.get(1));
            tables.add(new Table(String.valueOf(row.get(0)), stable, number(row.get(2))));
        }
        return tables;
    }

    @Override
    public List<Stable> stables(String database, Collection<String> stables) throws SQLException, InterruptedException {
        List<Stable> found = new ArrayList<>();
        for (List<@Nullable Object> row : client.rows(QuerySql.stables(database, stables))) {
            found.add(new Stable(String.valueOf(row.get(0)), number(row.get(1))));
        }
        return found;
    }

    @Override
    public List<String> existing(String database, Collection<String> tables) throws SQLException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (List<@Nullable Object> row : client.rows(QuerySql.existing(database, tables))) {
            names.add(String.valueOf(row.get(0)));
        }
        return names;
    }

    @Override
    public String tags(String database, String stable, List<Column> tags) {
        return QuerySql.tags(database, stable, tags);
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
