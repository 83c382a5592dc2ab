// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.side;

import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockColumn;
import io.tdconnect.verify.digest.Digests;
import io.tdconnect.verify.digest.Measure;
import io.tdconnect.verify.digest.RowHash;
import io.tdconnect.verify.digest.TableDigest;
import io.tdconnect.verify.digest.ValueKind;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection to one database of TDengine. */
public final class TdengineSide implements Side {
    private final TdengineClient client;
    private final TdengineSql sql;
    private final TableNames names = new TableNames();

    /** Takes over the client, which it closes. */
    public TdengineSide(TdengineClient client, String database) {
        this.client = client;
        this.sql = new TdengineSql(database);
    }

    @Override
    public long @Nullable [] bounds(Selection selection, TimeRange range) throws SideException, InterruptedException {
        // One at a time: TDengine 3.3.7.5 answers FIRST(_c0), LAST(_c0) over several subtables with a LAST that is too
        // early.
        Object first = only(client.rows(sql.first(selection, range)));
        Object last = only(client.rows(sql.last(selection, range)));
        return first instanceof Long from && last instanceof Long to
                ? new long[] {
                    selection.scale().toTarget(from), selection.scale().toTarget(to)
                }
                : null;
    }

    private static @Nullable Object only(List<List<@Nullable Object>> rows) {
        return rows.isEmpty() ? null : rows.get(0).get(0);
    }

    @Override
    public boolean weighsTimes() {
        return client.isVersion3();
    }

    @Override
    public void aggregates(Selection selection, TimeRange range, List<Measure> measures, Digests into)
            throws SideException, InterruptedException {
        int beside = selection.stable() ? 1 : 0;
        @Nullable Object[] values = new Object[measures.size()];
        client.query(sql.aggregates(selection, range, measures), block -> {
            for (int row = 0; row < block.rows(); row++) {
                int table = beside == 0
                        ? selection.tables().table(selection.name())
                        : names.table(block.columns().get(0), row, selection.tables());
                long rows = block.columns().get(beside).longAt(row);
                if (table >= 0 && rows > 0) {
                    for (int i = 0; i < values.length; i++) {
                        Object value = block.columns().get(beside + 3 + i).value(row);
                        values[i] =
                                value instanceof Number number && !(value instanceof Double || value instanceof Float)
                                        ? (Object) number.longValue()
                                        : value;
                    }
                    TableDigest digest = into.of(table);
                    digest.addAggregates(rows, true, measures, values);
                    digest.addTime(selection
                            .scale()
                            .toTarget(block.columns().get(beside + 1).longAt(row)));
                    digest.addTime(selection
                            .scale()
                            .toTarget(block.columns().get(beside + 2).longAt(row)));
                    into.count(rows);
                }
            }
        });
    }

    @Override
    public void hashes(Selection selection, TimeRange range, @Nullable TableKey key, boolean[] columns, Digests into)
            throws SideException, InterruptedException {
        boolean many = selection.stable() && key == null;
        int only = many ? -1 : selection.tables().table(key == null ? selection.name() : key.name());
        long expected = expected(selection, range, key);
        long[] read = {0};
        client.query(statement(selection, range, key, columns), block -> {
            read[0] += block.rows();
            Cells cells = cells(selection, block, many, columns);
            long[] hashes = cells.hashes();
            for (int row = 0; row < hashes.length; row++) {
                int table = many ? names.table(cells.table(), row, selection.tables()) : only;
                if (table >= 0) {
                    into.of(table).addRow(cells.time(row), hashes[row]);
                    into.count(1);
                }
            }
        });
        requireAll(expected, read[0]);
    }

    @Override
    public void rows(Selection selection, TimeRange range, TableKey key, int limit, Consumer<ComparedRow> rows)
            throws SideException, InterruptedException {
        boolean[] all = new boolean[selection.columns().size()];
        Arrays.fill(all, true);
        String ordered = sql.ordered(statement(selection, range, key, all));
        long expected = expected(selection, range, key);
        long[] read = {0};
        client.query(client.isVersion3() ? ordered + " LIMIT " + limit : ordered, block -> {
            Cells cells = cells(selection, block, false, all);
            for (int row = 0; row < block.rows() && read[0] + row < limit; row++) {
                rows.accept(new ComparedRow(cells.time(row), cells.values(row)));
            }
            read[0] += block.rows();
        });
        requireAll(expected, read[0]);
    }

    private String statement(Selection selection, TimeRange range, @Nullable TableKey key, boolean[] columns) {
        return client.isVersion3() ? sql.rows(selection, range, key, columns) : sql.allColumns(selection, range, key);
    }

    /** A gateway of version 2 ends a result without an error if the server fails in between. */
    private long expected(Selection selection, TimeRange range, @Nullable TableKey key)
            throws SideException, InterruptedException {
        return !client.isVersion3() && only(client.rows(sql.count(selection, range, key))) instanceof Long count
                ? count
                : 0;
    }

    private void requireAll(long expected, long read) throws SideException {
        if (read < expected) {
            throw client.lost("sent " + read + " of " + expected
                    + " rows; if that repeats itself, set restfulRowLimit of taosAdapter to -1");
        }
    }

    private Cells cells(Selection selection, Block block, boolean many, boolean[] columns) {
        @Nullable BlockColumn[] found = new BlockColumn[columns.length];
        if (!client.isVersion3()) {
            int time = many ? 1 : 0;
            for (int i = 0; i < found.length; i++) {
                found[i] = columns[i] ? named(block, selection.columns().get(i), time + 1) : null;
            }
            return new Cells(selection, block.columns().get(0), block.columns().get(time), found, columns);
        }
        int next = many ? 2 : 1;
        for (int i = 0; i < found.length; i++) {
            found[i] = columns[i] && selection.columns().get(i) != null
                    ? block.columns().get(next++)
                    : null;
        }
        return new Cells(selection, block.columns().get(0), block.columns().get(many ? 1 : 0), found, columns);
    }

    private static @Nullable BlockColumn named(Block block, @Nullable String name, int from) {
        return block.columns().stream()
                .skip(from)
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        client.close();
    }

    /** Rows of a block. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Cells(
            Selection selection,
            BlockColumn table,
            BlockColumn times,
            @Nullable BlockColumn[] columns,
            boolean[] hashed) {
        long time(int row) {
            return selection.scale().toTarget(times.longAt(row));
        }

        List<@Nullable Object> values(int row) {
            @Nullable Object[] values = new Object[columns.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(i, row);
            }
            return Arrays.asList(values);
        }

        private @Nullable Object value(int column, int row) {
            BlockColumn cells = columns[column];
            Object value = cells == null ? null : cells.value(row);
            boolean time = cells != null && cells.type() == ColumnType.TIMESTAMP;
            return value instanceof Long number && time
                    ? (Object) selection.scale().toTarget(number)
                    : selection.kinds().get(column).canonical(value);
        }

        /** Column by column, which is several times as fast as row by row. */
        long[] hashes() {
            long[] hashes = new long[times.rows()];
            for (int row = 0; row < hashes.length; row++) {
                hashes[row] = RowHash.of(time(row));
            }
            for (int i = 0; i < columns.length; i++) {
                if (hashed[i]) {
                    add(i, hashes);
                }
            }
            return hashes;
        }

        private void add(int column, long[] hashes) {
            BlockColumn cells = columns[column];
            ValueKind kind = selection.kinds().get(column);
            if (cells != null && kind.whole() && whole(cells.type())) {
                for (int row = 0; row < hashes.length; row++) {
                    hashes[row] = cells.isNull(row)
                            ? RowHash.addNull(hashes[row])
                            : RowHash.add(hashes[row], cells.longAt(row));
                }
            } else if (cells != null && kind == ValueKind.DOUBLE && cells.type() == ColumnType.DOUBLE) {
                for (int row = 0; row < hashes.length; row++) {
                    hashes[row] = cells.isNull(row)
                            ? RowHash.addNull(hashes[row])
                            : RowHash.add(hashes[row], cells.doubleAt(row));
                }
            } else if (cells != null && kind == ValueKind.FLOAT && cells.type() == ColumnType.FLOAT) {
                for (int row = 0; row < hashes.length; row++) {
                    hashes[row] = cells.isNull(row)
                            ? RowHash.addNull(hashes[row])
                            : RowHash.add(hashes[row], (float) cells.doubleAt(row));
                }
            } else {
                for (int row = 0; row < hashes.length; row++) {
                    hashes[row] = RowHash.addCanonical(hashes[row], value(column, row));
                }
            }
        }

        private static boolean whole(ColumnType type) {
            return switch (type) {
                case TINYINT,
                        SMALLINT,
                        INT,
                        BIGINT,
                        TINYINT_UNSIGNED,
                        SMALLINT_UNSIGNED,
                        INT_UNSIGNED,
                        BIGINT_UNSIGNED -> true;
                default -> false;
            };
        }
    }
}
