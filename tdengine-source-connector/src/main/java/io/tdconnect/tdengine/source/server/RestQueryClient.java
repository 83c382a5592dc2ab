// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import io.tdconnect.tdengine.TdengineOptions;
import io.tdconnect.tdengine.block.BlockConsumer;
import io.tdconnect.tdengine.rest.RestConnection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queries over the REST of a gateway of TDengine 2.
 *
 * <p>The gateway ends a result without an error if the server fails in between, or at {@code restfulRowLimit}. Rows are
 * counted before they are read; only the database's retention can remove rows in between.
 */
public final class RestQueryClient implements QueryClient {
    // A shorter range may succeed after this code.
    private static final int OUT_OF_MEMORY = 0x102;

    private final RestConnection connection;
    private final ServerCatalog listing = new Version2Catalog(this);

    /**
     * Queries over this connection, which it closes.
     *
     * @throws SQLException if this is not taosAdapter
     */
    public RestQueryClient(RestConnection connection) throws SQLException {
        this.connection = connection;
        if (connection.clock().isEmpty()) {
            throw new SQLException("Expected taosAdapter, found the HTTP service of taosd " + connection.version()
                    + ", which rounds FLOAT and DOUBLE and cuts results off; change " + TdengineOptions.URL
                    + " to the address of taosAdapter, which comes with TDengine since 2.4");
        }
    }

    @Override
    public void query(String sql, BlockConsumer blocks) throws SQLException, InterruptedException {
        connection.query(sql, blocks);
    }

    @Override
    public void readRange(SplitRange range, BlockConsumer blocks) throws SQLException, InterruptedException {
        List<List<@Nullable Object>> counted = rows(range.count());
        if (counted.isEmpty() || !(counted.get(0).get(0) instanceof Long expected) || expected == 0) {
            return;
        }
        long[] read = {0};
        query(range.rows(), block -> {
            read[0] += block.rows();
            blocks.accept(block);
        });
        if (read[0] < expected) {
            throw new SQLException(
                    "TDengine 2 sent " + read[0] + " of " + expected + " rows of " + range.split()
                            + "; if that repeats itself, change " + WindowOptions.WINDOW_ROWS
                            + ", or restfulRowLimit of taosAdapter to -1",
                    null,
                    OUT_OF_MEMORY);
        }
    }

    /** The gateway's clock, since the server's clock is only readable together with rows. */
    @Override
    public Instant now() throws SQLException, InterruptedException {
        query("SELECT SERVER_STATUS()", block -> {});
        return connection.clock().orElseGet(Instant::now);
    }

    @Override
    public ServerCatalog listing() {
        return listing;
    }

    @Override
    public void close() {
        connection.close();
    }
}
