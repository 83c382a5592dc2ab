// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.transforms.row.FieldAdder;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.RowEditor;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/** A transform that adds fields to rows by a rule. */
abstract class AddingTransform<R extends ConnectRecord<R>> extends RecordTransform<R> {
    private final RecordPart part;

    AddingTransform(RecordPart part, ConfigDef definition) {
        super(definition);
        this.part = part;
    }

    /** Makes the rule that the options describe. */
    abstract FieldAdder rule(AbstractConfig config);

    @Override
    final Change<R> recordChange(AbstractConfig config) {
        RowEditor editor = new RowEditor(rule(config));
        return original -> editor.edit(original, part);
    }
}
