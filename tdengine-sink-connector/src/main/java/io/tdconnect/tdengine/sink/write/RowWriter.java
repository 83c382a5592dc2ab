// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import io.tdconnect.tdengine.sink.table.RowBatch;
import java.sql.SQLException;

/** Writes batches of rows; when it returns, the server has them. */
public interface RowWriter {
    /**
     * Writes all rows of a batch.
     *
     * @throws SQLException if the server refuses a row or cannot be reached; other rows may be written
     */
    void writeBatch(RowBatch batch) throws SQLException;
}
