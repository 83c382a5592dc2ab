// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import com.taosdata.jdbc.ws.WSRetryableStmt;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.sink.table.RowBatch;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Writes batches by prepared statements, whose parameters it encodes itself.
 *
 * <p>The driver prepares the statement, sends the parameters and waits for the answer; its own ways of binding box every
 * cell or copy every column.
 */
public final class StmtRowWriter implements RowWriter {
    private static final int MAX_REMEMBERED = 1_000;

    private final SinkConnection connection;
    private final SinkMetrics metrics;
    private BlockBuffer buffer = new BlockBuffer();
    private final Map<String, TableMetadata> preparedFor = new HashMap<>();

    public StmtRowWriter(SinkConnection connection, SinkMetrics metrics) {
        this.connection = connection;
        this.metrics = metrics;
    }

    @Override
    public void writeBatch(RowBatch batch) throws SQLException {
        String sql = batch.layout().sql;
        if (preparedFor.size() >= MAX_REMEMBERED) {
            preparedFor.clear();
        }
        TableMetadata table = batch.layout().table;
        if (!Objects.equals(table, preparedFor.put(sql, table))) {
            // A statement that was prepared before the table changed is refused, or checks values against old lengths.
            connection.forget(sql);
        }
        PreparedStatement statement = connection.prepared(sql);
        if (!(statement instanceof WSRetryableStmt insert)) {
            throw new SQLException("Expected a WebSocket statement of the driver, found "
                    + statement.getClass().getName());
        }
        buffer.clear();
        new BindBlock(batch).writeTo(buffer);
        ByteBuf message = Unpooled.wrappedBuffer(buffer.bytes(), 0, buffer.length());
        int bytes = buffer.length();
        long begin = System.nanoTime();
        try {
            // Sets the ids of request and statement in the first 16 bytes, and releases the message.
            insert.writeBlockWithRetrySync(message);
            metrics.written(batch.rows().size(), bytes, Duration.ofNanos(System.nanoTime() - begin));
        } catch (SQLException e) {
            connection.forget(sql);
            // The connection may still be sending the old one.
            buffer = new BlockBuffer();
            throw e;
        } finally {
            if (message.refCnt() > 0) {
                message.release();
            }
        }
    }
}
