// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import com.taosdata.jdbc.ws.WSRetryableStmt;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.tdconnect.tdengine.Column;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes batches by prepared statements whose parameters it lays out itself.
 *
 * <p>The driver prepares, sends and awaits; its own ways of binding box every cell or copy every column.
 */
final class StmtRowWriter implements RowWriter {
    private static final int MAX_REMEMBERED = 1_000;

    private final SinkConnection connection;
    private final Map<String, List<Column>> preparedFor = new HashMap<>();

    StmtRowWriter(SinkConnection connection) {
        this.connection = connection;
    }

    @Override
    public void write(RowBatch batch) throws SQLException {
        String sql = batch.layout().sql;
        if (preparedFor.size() >= MAX_REMEMBERED) {
            preparedFor.clear();
        }
        List<Column> columns = batch.layout().bound;
        if (!columns.equals(preparedFor.put(sql, columns))) {
            // The server checks values against the lengths that the columns had when it prepared the statement.
            connection.forget(sql);
        }
        PreparedStatement statement = connection.prepared(sql);
        if (!(statement instanceof WSRetryableStmt insert)) {
            throw new SQLException("Expected a WebSocket statement of the driver, found "
                    + statement.getClass().getName());
        }
        BindBlock block = new BindBlock(batch);
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(block.size());
        try {
            block.writeTo(buffer);
            // Sets the ids of request and statement in the first 16 bytes, and releases the buffer.
            insert.writeBlockWithRetrySync(buffer);
        } catch (SQLException e) {
            connection.forget(sql);
            throw e;
        } finally {
            if (buffer.refCnt() > 0) {
                buffer.release();
            }
        }
    }
}
