// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.sink.table.BoundRow;
import io.tdconnect.tdengine.sink.table.RowBatch;
import io.tdconnect.tdengine.sink.table.TableAccess;
import io.tdconnect.tdengine.sink.write.RowWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One supertable in memory, written by one connection, that keeps rows and refuses those that a test declares bad. */
public final class FakeServer implements RowWriter, TableAccess {
    public final List<List<Object>> rows = new CopyOnWriteArrayList<>();
    public final List<String> statements = new CopyOnWriteArrayList<>();
    public final List<Integer> batches = new CopyOnWriteArrayList<>();
    /** A write waits for one permit and takes it. */
    public final Semaphore permits = new Semaphore(1_000_000);

    public volatile Predicate<BoundRow> refused = row -> false;
    public volatile int refusal = 0x200;
    /** Columns that another client has added. */
    public final AtomicReference<List<Column>> extra = new AtomicReference<>(List.of());

    /** How many writes fail from now on. */
    public final AtomicInteger failures = new AtomicInteger();

    public volatile int failure = 0x2318;

    @Override
    public void writeBatch(RowBatch batch) throws SQLException {
        permits.acquireUninterruptibly();
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new SQLException("server is away", null, failure);
        }
        batches.add(batch.rows().size());
        if (batch.rows().stream().anyMatch(refused)) {
            throw new SQLException("refused", null, refusal);
        }
        batch.rows().forEach(row -> rows.add(List.of(row.table(), row.timestamp())));
    }

    @Override
    public TableMetadata readTable(String database, String table) {
        return new TableMetadata(
                database,
                table,
                Precision.MS,
                Stream.concat(
                                Stream.of(
                                        new Column("ts", ColumnType.TIMESTAMP),
                                        new Column("id", ColumnType.INT),
                                        new Column("v", ColumnType.INT)),
                                extra.get().stream())
                        .toList(),
                List.of(new Column("groupid", ColumnType.INT)));
    }

    @Override
    public void execute(String sql) {
        statements.add(sql);
    }

    @Override
    public Map<String, List<Object>> readTags(
            String database, String stable, List<Column> tags, List<String> subtables) {
        return Map.of();
    }
}
