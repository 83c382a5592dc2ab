// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.rule;

import io.tdconnect.transforms.row.FieldAdder;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowBuilder;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/** Adds computed fields to rows, each computed from the original row. */
public final class ComputeRule implements FieldAdder {
    private final List<ComputedField> fields;
    private final OnMismatch onError;

    public ComputeRule(List<ComputedField> fields, OnMismatch onError) {
        this.fields = List.copyOf(fields);
        this.onError = onError;
    }

    @Override
    public boolean addFields(Object row, RowBuilder copy) {
        for (ComputedField field : fields) {
            try {
                Row computed = field.compute(row);
                copy.addField(field.name(), computed.schema(), computed.value());
            } catch (DataException e) {
                if (onError == OnMismatch.FAIL) {
                    throw e;
                }
                if (onError == OnMismatch.DROP) {
                    return false;
                }
                copy.addField(field.name(), field.nullSchema(), null);
            }
        }
        return true;
    }
}
