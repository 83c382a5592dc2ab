// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.metadata;

import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.sink.config.MetadataOptions;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import io.tdconnect.tdengine.sink.table.TableAccess;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies metadata events. */
public final class MetadataWriter {
    private static final Logger log = LoggerFactory.getLogger(MetadataWriter.class);

    private final TableAccess tables;
    private final MetadataOptions options;

    public MetadataWriter(TableAccess tables, MetadataOptions options) {
        this.tables = tables;
        this.options = options;
    }

    /**
     * Applies an event; changes that are already made are skipped.
     *
     * @return the record, if the event cannot be applied
     * @throws SQLException if the server cannot be reached
     */
    public List<BadRecord> apply(MetadataChange change) throws SQLException {
        try {
            for (MetadataSql.Statement statement : MetadataSql.of(change.database(), change.event(), options)) {
                execute(change, statement);
            }
            return List.of();
        } catch (DataException e) {
            return List.of(new BadRecord(change.origin(), e));
        }
    }

    private void execute(MetadataChange change, MetadataSql.Statement statement) throws SQLException {
        try {
            tables.execute(statement.sql());
            log.info("Metadata: {}", statement.logged());
        } catch (SQLException e) {
            ErrorClass error = TdengineErrors.classify(e);
            if (error == ErrorClass.RETRIABLE || error == ErrorClass.AUTHENTICATION || error == ErrorClass.PERMISSION) {
                throw e;
            }
            if (!statement.isDone(e)) {
                int code = TdengineErrors.code(e);
                throw new RowException(
                                Fault.of(error),
                                "TDengine refused a metadata event with error " + TdengineErrors.hex(code) + ": "
                                        + e.getMessage(),
                                e)
                        .at(change.database(), "")
                        .code(code);
            }
        }
    }
}
