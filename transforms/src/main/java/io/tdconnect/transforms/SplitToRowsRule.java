// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.transforms.field.DelimitedText;
import io.tdconnect.transforms.field.RowFields;
import io.tdconnect.transforms.row.MadeRows;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.RowBuilder;
import io.tdconnect.transforms.row.RowSchema;
import io.tdconnect.transforms.row.RowsRule;
import io.tdconnect.transforms.rule.TextRule;
import io.tdconnect.transforms.type.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Makes a row of each piece of the text in a field. */
final class SplitToRowsRule implements RowsRule {
    private final String field;
    private final String delimiter;
    private final List<String> labels;
    private final String labelField;
    private final DataType type;
    private final OnMismatch onMismatch;
    private final RowFields fields = new RowFields(RowSchema.MAP);

    /**
     * The rule for a field.
     *
     * @param labels of the pieces; empty for numbers
     */
    SplitToRowsRule(
            String field,
            String delimiter,
            List<String> labels,
            String labelField,
            DataType type,
            OnMismatch onMismatch) {
        this.field = field;
        this.delimiter = delimiter;
        this.labels = List.copyOf(labels);
        this.labelField = labelField;
        this.type = type;
        this.onMismatch = onMismatch;
    }

    @Override
    public void add(Object row, MadeRows rows) {
        Object value = RowFields.direct(row, field);
        List<@Nullable Object> pieces = value == null ? null : pieces(value);
        for (int i = 0; pieces != null && i < pieces.size(); i++) {
            rows.add(row(row, i, pieces.get(i)));
        }
    }

    /** The pieces of a value, one for each row; null if the row is dropped. */
    private @Nullable List<@Nullable Object> pieces(Object value) {
        try {
            return cut(value);
        } catch (DataException e) {
            if (onMismatch == OnMismatch.DROP) {
                return null;
            }
            if (onMismatch == OnMismatch.NULL) {
                return Collections.nCopies(Math.max(1, labels.size()), null);
            }
            throw new DataException("Field " + field + ": " + e.getMessage(), e);
        }
    }

    private List<@Nullable Object> cut(Object value) {
        List<String> pieces = DelimitedText.allPieces(TextRule.text(value), delimiter);
        if (!labels.isEmpty() && pieces.size() != labels.size() && onMismatch != OnMismatch.NULL) {
            throw new DataException("expected " + labels.size() + " pieces, found " + pieces.size()
                    + "; see the options " + SplitToRows.LABELS + " and " + SplitToRows.ON_MISMATCH);
        }
        int count = labels.isEmpty() ? pieces.size() : labels.size();
        List<@Nullable Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(i < pieces.size() ? piece(pieces.get(i).trim()) : null);
        }
        return values;
    }

    private RowBuilder row(Object row, int index, @Nullable Object piece) {
        RowBuilder built = fields.start(row);
        fields.copy(row, name -> !name.equals(field), built);
        built.add(
                labelField,
                Schema.OPTIONAL_STRING_SCHEMA,
                labels.isEmpty() ? Integer.toString(index) : labels.get(index));
        built.add(field, type.schema(), piece);
        return built;
    }

    private @Nullable Object piece(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return type.convert(text, null);
        } catch (DataException e) {
            if (onMismatch == OnMismatch.NULL) {
                return null;
            }
            throw e;
        }
    }
}
