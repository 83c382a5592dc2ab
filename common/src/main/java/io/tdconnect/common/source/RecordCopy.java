// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Copies of source records, which cannot be changed. */
public final class RecordCopy {
    private RecordCopy() {}

    /**
     * The same record with another offset.
     *
     * @param offset null to store no offset
     */
    public static SourceRecord withOffset(SourceRecord record, @Nullable Map<String, ?> offset) {
        return new SourceRecord(
                record.sourcePartition(),
                offset,
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                record.headers());
    }
}
