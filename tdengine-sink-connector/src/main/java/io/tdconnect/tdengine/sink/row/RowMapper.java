// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

import io.tdconnect.tdengine.sink.fault.BadRecord;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** Maps records to rows; the result depends only on the record and the configuration. For use by one thread. */
public interface RowMapper {
    /**
     * The rows of a record.
     *
     * @param bad receives the record if it, or one of its lines, cannot be mapped
     */
    List<Row> map(SinkRecord entry, List<BadRecord> bad);
}
