// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import io.tdconnect.tdengine.block.BlockConsumer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs queries on a server, one at a time. After a failure without a code of the server it cannot be used again. */
public interface QueryClient extends AutoCloseable {
    /**
     * Runs a query and hands over its result block by block.
     *
     * @throws SQLException if the server refuses or does not answer, also in the middle of a result
     */
    void query(String sql, BlockConsumer blocks) throws SQLException, InterruptedException;

    /**
     * Hands over all rows of a range in the order of their time.
     *
     * @throws SQLException also if the server sent fewer rows than it has
     */
    default void readRange(SplitRange range, BlockConsumer blocks) throws SQLException, InterruptedException {
        query(range.rows(), blocks);
    }

    /** The server's clock, since the worker's clock may be ahead of it. */
    default Instant now() throws SQLException, InterruptedException {
        return rows(QuerySql.NOW).get(0).get(0) instanceof Long millis ? Instant.ofEpochMilli(millis) : Instant.now();
    }

    /** The server's databases and tables. */
    default ServerCatalog listing() {
        return new Version3Catalog(this);
    }

    /** Announces the range that will probably be read next, so that it can be prefetched. */
    default void expect(SplitRange range) throws SQLException, InterruptedException {}

    /** Ends the connection; for any thread. */
    @Override
    void close();

    /** The rows of a small result. */
    default List<List<@Nullable Object>> rows(String sql) throws SQLException, InterruptedException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        query(sql, block -> {
            for (int row = 0; row < block.rows(); row++) {
                List<@Nullable Object> cells = new ArrayList<>(block.columns().size());
                for (var column : block.columns()) {
                    cells.add(column.value(row));
                }
                rows.add(cells);
            }
        });
        return rows;
    }
}
