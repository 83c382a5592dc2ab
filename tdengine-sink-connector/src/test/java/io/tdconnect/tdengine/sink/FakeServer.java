// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.TableMetadata;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One supertable in memory that keeps rows and refuses those that a test calls bad. */
final class FakeServer implements RowWriter, Tables {
    final List<List<Object>> rows = new ArrayList<>();
    final List<String> statements = new ArrayList<>();
    final List<Integer> batches = new ArrayList<>();
    Predicate<BoundRow> refused = row -> false;
    int refusal = 0x60b;
    int failures;
    int failure = 0x2318;

    @Override
    public void write(RowBatch batch) throws SQLException {
        if (failures > 0) {
            failures--;
            throw new SQLException("server is away", null, failure);
        }
        batches.add(batch.rows().size());
        if (batch.rows().stream().anyMatch(refused)) {
            throw new SQLException("refused", null, refusal);
        }
        batch.rows().forEach(row -> rows.add(List.of(row.table(), row.timestamp())));
    }

    @Override
    public TableMetadata read(String database, String table) {
        return new TableMetadata(
                database,
                table,
                Precision.MS,
                List.of(
                        new Column("ts", ColumnType.TIMESTAMP),
                        new Column("id", ColumnType.INT),
                        new Column("v", ColumnType.INT)),
                List.of(new Column("groupid", ColumnType.INT)));
    }

    @Override
    public void execute(String sql) {
        statements.add(sql);
    }
}
