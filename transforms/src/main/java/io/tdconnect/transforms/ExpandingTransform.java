// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.transforms.row.ExpandedRows;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.RowExpander;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * A transform that makes several rows of one; the record then contains a list. A record without rows is dropped; null
 * passes unchanged.
 *
 * <p>New rows keep the routing headers of their original row.
 */
abstract class ExpandingTransform<R extends ConnectRecord<R>> extends RecordTransform<R> {
    private final RecordPart part;

    ExpandingTransform(RecordPart part, ConfigDef definition) {
        super(definition);
        this.part = part;
    }

    /** Makes the rule that the options describe. */
    abstract RowExpander rule(AbstractConfig config);

    @Override
    final Change<R> recordChange(AbstractConfig config) {
        return new Expansion<>(part, rule(config), config.getInt(ExpandedRows.MAX_CELLS));
    }
}
