// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.transforms.row.PayloadRows;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.Row;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/** A transform that reads a payload into a row; null passes unchanged. */
abstract class PayloadTransform<R extends ConnectRecord<R>> extends RecordTransform<R> {
    private final RecordPart part;

    PayloadTransform(RecordPart part, ConfigDef definition) {
        super(definition);
        this.part = part;
    }

    /** Makes the reader that the options describe. */
    abstract PayloadRows rows(AbstractConfig config);

    @Override
    Change<R> recordChange(AbstractConfig config) {
        PayloadRows rows = rows(config);
        return original -> {
            Object payload = part.value(original);
            if (payload == null) {
                return original;
            }
            Row row = rows.readRow(payload);
            return row == null ? null : part.replace(original, row);
        };
    }
}
