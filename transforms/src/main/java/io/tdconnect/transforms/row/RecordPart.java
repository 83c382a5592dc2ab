// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The part of a record that a transform reads and replaces. */
public enum RecordPart {
    KEY,
    VALUE;

    @Nullable
    public Object value(ConnectRecord<?> original) {
        return this == KEY ? original.key() : original.value();
    }

    @Nullable
    public Schema schema(ConnectRecord<?> original) {
        return this == KEY ? original.keySchema() : original.valueSchema();
    }

    /** A copy of the record with another value in this part, and a copy of its headers. */
    public <R extends ConnectRecord<R>> R replace(R original, Row row) {
        boolean key = this == KEY;
        return original.newRecord(
                original.topic(),
                original.kafkaPartition(),
                key ? row.schema() : original.keySchema(),
                key ? row.value() : original.key(),
                key ? original.valueSchema() : row.schema(),
                key ? original.value() : row.value(),
                original.timestamp());
    }
}
