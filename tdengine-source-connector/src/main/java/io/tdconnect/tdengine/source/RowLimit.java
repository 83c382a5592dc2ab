// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.source.RecordSizeLimit;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How large records may be, and what becomes of a row that alone makes a larger one.
 *
 * @param bytes most bytes of a record
 */
record RowLimit(int bytes, LargeRow onLargeRow) {
    private static final Logger log = LoggerFactory.getLogger(RowLimit.class);

    static RowLimit of(AbstractConfig config) {
        return new RowLimit(
                RecordSizeLimit.from(config).bytes(),
                EnumOption.parse(LargeRow.class, config.getString(RecordOptions.ON_LARGE_ROW)));
    }

    /**
     * Reports a row that is left out.
     *
     * @throws ConnectException if such rows are not to be left out
     */
    void refuse(TableName table, Object time, long size) {
        String message = "expected rows that a record of " + RecordSizeLimit.OPTION + "=" + bytes
                + " bytes can hold, found one of about " + size + " at " + time + " in table " + table.table() + " of "
                + table.database();
        if (onLargeRow == LargeRow.FAIL) {
            throw new ConnectException(
                    message + "; raise it together with the producer's max.request.size, or leave such"
                            + " rows out with " + RecordOptions.ON_LARGE_ROW + "=skip");
        }
        log.warn("Left out: {}", message);
    }
}
