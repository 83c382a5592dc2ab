// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.rule;

import io.tdconnect.common.type.DataType;
import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.field.NewFields;
import io.tdconnect.transforms.field.TextCutter;
import io.tdconnect.transforms.row.FieldAdder;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.RowBuilder;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Makes new fields of the text in a field; if the field is null or missing, the new fields are null. */
public final class TextRule implements FieldAdder {
    private static final DataType TEXT = DataType.parse("VARCHAR");

    private final FieldChoice source;
    private final TextCutter cutter;
    private final NewFields fields;
    private final OnMismatch onMismatch;

    public TextRule(FieldChoice source, TextCutter cutter, NewFields fields, OnMismatch onMismatch) {
        this.source = source;
        this.cutter = cutter;
        this.fields = fields;
        this.onMismatch = onMismatch;
    }

    @Override
    public boolean addFields(Object row, RowBuilder copy) {
        Object value = source.valueIn(row);
        if (value == null) {
            fields.addNulls(copy);
            return true;
        }
        try {
            addPieces(value, copy);
            return true;
        } catch (DataException e) {
            if (onMismatch == OnMismatch.FAIL) {
                throw new DataException("Field " + source.text() + ": " + e.getMessage(), e);
            }
            if (onMismatch == OnMismatch.NULL) {
                fields.addNulls(copy);
            }
            return onMismatch == OnMismatch.NULL;
        }
    }

    /**
     * The text of a field; numbers are converted to text.
     *
     * @throws DataException if it is neither text nor a number
     */
    public static String text(Object value) {
        if (value instanceof byte[] || value instanceof ByteBuffer) {
            throw new DataException("expected text or a number, found bytes; make text of them before, as with"
                    + " VARCHAR in the options of MapToTable or Compute");
        }
        return (String) TEXT.convert(value, null);
    }

    private void addPieces(Object value, RowBuilder copy) {
        String text = text(value);
        @Nullable String[] pieces = cutter.cut(text);
        if (pieces == null) {
            throw new DataException("expected text that matches the regular expression, found text of " + text.length()
                    + " characters that does not");
        }
        fields.add(pieces, copy);
    }
}
