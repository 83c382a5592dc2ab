// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.fault;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.tdengine.TdengineErrors;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** A record that cannot be written, and why. */
public record BadRecord(SinkRecord entry, Exception reason) {
    private static final String PREFIX = "td.error.";

    public Fault fault() {
        return Fault.of(reason);
    }

    /**
     * A copy of the record with headers that contain the reason.
     *
     * <p>The copy is not of the worker's own record class: of such a record the worker reports the bytes that it read,
     * without headers that were added later. The copy goes through the converters again.
     */
    public SinkRecord withHeaders() {
        if (entry.timestamp() == null) {
            // Without a timestamp the worker cannot make a Kafka record of the copy.
            return entry;
        }
        Headers headers = new ConnectHeaders(entry.headers());
        add(headers, "class", EnumOption.nameOf(fault()));
        if (reason instanceof RowException row) {
            add(headers, "code", row.code() == 0 ? null : TdengineErrors.hex(row.code()));
            add(headers, "database", row.database());
            add(headers, "table", row.table());
            add(headers, "field", row.field());
        }
        return new SinkRecord(
                entry.topic(),
                entry.kafkaPartition(),
                entry.keySchema(),
                entry.key(),
                entry.valueSchema(),
                entry.value(),
                entry.kafkaOffset(),
                entry.timestamp(),
                entry.timestampType(),
                headers);
    }

    private static void add(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.addString(PREFIX + name, value);
        }
    }
}
