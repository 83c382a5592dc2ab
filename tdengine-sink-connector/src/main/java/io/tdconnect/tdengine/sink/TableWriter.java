// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes rows of any shape: binds, groups and hands them to a {@link RowWriter}. */
final class TableWriter implements AutoCloseable {
    private final RowBinder binder;
    private final RowWriter writer;
    private final MetadataWriter metadata;
    private final SinkConnection connection;

    TableWriter(RowBinder binder, RowWriter writer, MetadataWriter metadata, SinkConnection connection) {
        this.metadata = metadata;
        this.binder = binder;
        this.writer = writer;
        this.connection = connection;
    }

    /**
     * Writes all rows but the bad ones.
     *
     * @return the records of the bad ones
     * @throws SQLException if it fails for another reason; some rows may be written then
     */
    List<BadRecord> write(List<Row> rows) throws SQLException {
        List<BadRecord> bad = new ArrayList<>();
        for (RowBatch batch : RowGrouping.group(binder.bind(rows, bad))) {
            new Bisection(writer, bad).write(batch);
        }
        return bad;
    }

    /**
     * Applies a metadata event.
     *
     * @return the record, if that cannot be done
     * @throws SQLException if it fails for another reason
     */
    List<BadRecord> apply(MetadataChange change) throws SQLException {
        return metadata.apply(change);
    }

    /** Forgets what depends on the definitions of tables, prepared statements too: a metadata event or somebody else may have changed them. */
    void tablesChanged() {
        binder.forget();
        writer.forget();
        connection.forgetStatements();
    }

    /** Drops the connection; the next write opens a new one. */
    void reconnect() {
        connection.reset();
    }

    /** Whether the network has reported that the connection is gone; for any thread. */
    boolean isLost() {
        return connection.isLost();
    }

    /** Cuts the connection, so that a thread that waits on it fails; for any thread. */
    void abort() {
        connection.abort();
    }

    @Override
    public void close() {
        connection.close();
    }
}
