// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.record;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.source.RecordSizeLimit;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The options that limit the size of records, and what happens to a row that is too large for one.
 *
 * @param bytes most bytes of a record
 */
public record RowLimit(int bytes, OnLargeRow onLargeRow) {
    static final String ON_LARGE_ROW = "on.large.row";
    private static final Logger log = LoggerFactory.getLogger(RowLimit.class);

    /** Values of {@link #ON_LARGE_ROW}. */
    public enum OnLargeRow {
        FAIL,
        SKIP
    }

    static void addTo(Options options) {
        RecordSizeLimit.addTo(options, "`on.large.row` decides about single rows that are larger.");
        options.choice(
                ON_LARGE_ROW,
                OnLargeRow.FAIL,
                "What happens to a row that is larger than `record.max.bytes` alone, so that the producer would refuse its"
                        + " record: fail stops the task, skip leaves it out and logs its table and time.");
    }

    static RowLimit from(AbstractConfig config) {
        return new RowLimit(
                RecordSizeLimit.from(config).bytes(),
                EnumOption.parse(OnLargeRow.class, config.getString(ON_LARGE_ROW)));
    }

    /**
     * Reports a row that is left out.
     *
     * @throws ConnectException if such rows stop the task
     */
    void refuse(TableName table, Object time, long size) {
        String message = "expected rows that a record of " + RecordSizeLimit.OPTION + "=" + bytes
                + " bytes can hold, found one of about " + size + " at " + time + " in table " + table.table() + " of "
                + table.database();
        if (onLargeRow == OnLargeRow.FAIL) {
            throw new ConnectException(
                    message + "; raise it together with the producer's max.request.size, or leave such rows out with "
                            + ON_LARGE_ROW + "=skip");
        }
        log.warn("Left out: {}", message);
    }
}
