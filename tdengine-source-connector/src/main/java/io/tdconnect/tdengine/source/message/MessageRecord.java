// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.message;

import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A record that knows the message it is of. */
public final class MessageRecord extends SourceRecord {
    private final InFlightMessage message;

    /** The record with the offset that it has in the message. */
    public MessageRecord(SourceRecord record, @Nullable Map<String, ?> offset, InFlightMessage message) {
        super(
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
        this.message = message;
    }

    public InFlightMessage message() {
        return message;
    }
}
