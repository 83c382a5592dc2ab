// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.side;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.SqlText;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of a database of version 2 or 3. */
public final class TdengineCatalog {
    private static final int MISSING_TABLE = 0x2603;

    private final TdengineClient client;
    private final String database;

    /** Asks over this client. */
    public TdengineCatalog(TdengineClient client, String database) {
        this.client = client;
        this.database = database;
    }

    /**
     * A table.
     *
     * @param stable empty for a normal table
     */
    public record Table(String name, String stable) {}

    /** The precision of the database; empty if it does not exist. */
    public Optional<Precision> precision() throws SideException, InterruptedException {
        if (client.isVersion3()) {
            List<List<@Nullable Object>> rows =
                    client.rows("SELECT `precision` FROM information_schema.ins_databases WHERE name = "
                            + SqlText.literal(database));
            return rows.stream().findFirst().map(row -> Precision.of(String.valueOf(row.get(0))));
        }
        List<Precision> found = new ArrayList<>();
        client.query("SHOW DATABASES", block -> {
            for (int row = 0; row < block.rows(); row++) {
                if (column(block, "name").textAt(row).equals(database)) {
                    found.add(Precision.of(column(block, "precision").textAt(row)));
                }
            }
        });
        return found.stream().findFirst();
    }

    /** All tables; supertables are not among them. */
    public List<Table> tables() throws SideException, InterruptedException {
        List<Table> tables = new ArrayList<>();
        boolean version3 = client.isVersion3();
        String sql = version3
                ? "SELECT table_name, stable_name, uid FROM information_schema.ins_tables WHERE db_name = "
                        + SqlText.literal(database)
                : "SHOW " + Identifiers.database(database) + ".TABLES";
        client.query(sql, block -> {
            BlockColumn names = version3 ? block.columns().get(0) : column(block, "table_name");
            BlockColumn stables = version3 ? block.columns().get(1) : column(block, "stable_name");
            for (int row = 0; row < block.rows(); row++) {
                tables.add(new Table(names.textAt(row), stables.textAt(row)));
            }
        });
        return tables;
    }

    /** The columns and tags of a supertable or table; empty if it does not exist. */
    public Optional<TableMetadata> describe(String table, Precision precision)
            throws SideException, InterruptedException {
        List<Column> columns = new ArrayList<>();
        List<Column> tags = new ArrayList<>();
        Column key = null;
        try {
            for (List<@Nullable Object> row : client.rows("DESCRIBE " + Identifiers.table(database, table))) {
                String note = String.valueOf(row.get(3));
                Column column = Column.described(
                        String.valueOf(row.get(0)),
                        String.valueOf(row.get(1)),
                        row.get(2) instanceof Number length ? length.intValue() : 0,
                        TableMetadata.isKey(note));
                (note.equals("TAG") ? tags : columns).add(column);
                key = column.compositeKey() ? column : key;
            }
        } catch (SideException e) {
            if (e.code() == MISSING_TABLE) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(new TableMetadata(database, table, precision, columns, tags, key));
    }

    /** Hands over the name and the tags of each subtable. */
    public void tags(TableMetadata stable, BiConsumer<String, List<@Nullable Object>> subtables)
            throws SideException, InterruptedException {
        String items = stable.tags().stream()
                .map(tag -> Identifiers.column(tag.name()))
                .collect(Collectors.joining(", ", "tbname, ", ""));
        String select = client.isVersion3() ? "SELECT TAGS " : "SELECT ";
        client.query(select + items + " FROM " + Identifiers.table(database, stable.table()), block -> {
            for (int row = 0; row < block.rows(); row++) {
                @Nullable Object[] values = new Object[stable.tags().size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = block.columns().get(i + 1).value(row);
                }
                subtables.accept(block.columns().get(0).textAt(row), Arrays.asList(values));
            }
        });
    }

    private static BlockColumn column(Block block, String name) {
        return block.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Expected the column " + name + " in an answer"));
    }
}
