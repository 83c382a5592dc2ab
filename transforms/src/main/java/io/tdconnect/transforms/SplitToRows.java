// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.type.DataType;
import io.tdconnect.transforms.field.DelimitedText;
import io.tdconnect.transforms.field.FieldCopier;
import io.tdconnect.transforms.field.TransformValidators;
import io.tdconnect.transforms.row.ExpandedRows;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.RowBuilder;
import io.tdconnect.transforms.row.RowExpander;
import io.tdconnect.transforms.row.RowSchema;
import io.tdconnect.transforms.rule.TextRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a row of each piece of a text: {@code "220.1,220.3,221.1"} becomes three rows, one for each phase.
 *
 * @param <R> type of the records
 */
public abstract class SplitToRows<R extends ConnectRecord<R>> extends ExpandingTransform<R> {
    static final String FIELD = "field";
    static final String DELIMITER = "delimiter";
    static final String LABELS = "labels";
    static final String LABEL_FIELD = "label.field";
    static final String VALUE_TYPE = "value.type";
    static final String ON_MISMATCH = "on.mismatch";

    static final ConfigDef CONFIG_DEF = new Options()
            .group("Source")
            .required(FIELD, Type.STRING, "Field with the text; each row has one piece as the value of this field.")
            .validator(Validators.nonEmpty())
            .optional(
                    DELIMITER,
                    Type.STRING,
                    ",",
                    "Separates the pieces: plain text that may contain blanks, not a regular expression.")
            .group("Rows")
            .optional(
                    LABELS,
                    Type.LIST,
                    "",
                    "Names of the pieces in their order, such as `a, b, c` for three phases. A text of another number of"
                            + " pieces is a mismatch. Empty for numbers from 0.")
            .optional(
                    LABEL_FIELD,
                    Type.STRING,
                    "label",
                    "New field with the name of the piece, such as `phase`, by which `MapToTable` can name the subtables:"
                            + " `d{id}_{phase}`.")
            .validator(Validators.nonEmpty())
            .optional(
                    VALUE_TYPE, Type.STRING, null, "Type of the pieces: one of " + DataType.NAMES + ". Unset for text.")
            .validator(TransformValidators.parsed("type such as DOUBLE", DataType::parse))
            .choice(
                    ON_MISMATCH,
                    OnMismatch.FAIL,
                    "What happens to a row whose field is neither text nor a number, whose text has another number of"
                            + " pieces than `labels`, or with a piece that does not fit `value.type`: `fail` refuses it, `drop`"
                            + " drops it, `null` makes missing pieces and those that do not fit null, and drops pieces without a"
                            + " label. A row without the field is always dropped, and a blank piece is null.")
            .add(ExpandedRows::addTo)
            .build();

    SplitToRows(RecordPart part) {
        super(part, CONFIG_DEF);
    }

    @Override
    RowExpander rule(AbstractConfig config) {
        String type = config.getString(VALUE_TYPE);
        return new Expander(
                config.getString(FIELD),
                DelimitedText.delimiter(config, DELIMITER),
                config.getList(LABELS),
                config.getString(LABEL_FIELD),
                DataType.parse(type == null ? "VARCHAR" : type),
                EnumOption.parse(OnMismatch.class, config.getString(ON_MISMATCH)));
    }

    /** Makes a row of each piece of the text in a field. */
    private static final class Expander implements RowExpander {
        private final String field;
        private final String delimiter;
        private final List<String> labels;
        private final String labelField;
        private final DataType type;
        private final OnMismatch onMismatch;
        private final FieldCopier fields = new FieldCopier(RowSchema.MAP);

        /**
         * The rule for a field.
         *
         * @param labels of the pieces; empty to number them
         */
        Expander(
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
        public void addRows(Object row, ExpandedRows rows) {
            Object value = FieldCopier.direct(row, field);
            List<@Nullable Object> pieces = value == null ? null : pieces(value);
            for (int i = 0; pieces != null && i < pieces.size(); i++) {
                rows.addRow(row(row, i, pieces.get(i)));
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
                        + "; see the options " + LABELS + " and " + ON_MISMATCH);
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
            built.addField(
                    labelField,
                    Schema.OPTIONAL_STRING_SCHEMA,
                    labels.isEmpty() ? Integer.toString(index) : labels.get(index));
            built.addField(field, type.schema(), piece);
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

    /**
     * Works on the key of records.
     *
     * @param <R> type of the records
     */
    public static final class Key<R extends ConnectRecord<R>> extends SplitToRows<R> {
        /** To be configured by Connect. */
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /**
     * Works on the value of records.
     *
     * @param <R> type of the records
     */
    public static final class Value<R extends ConnectRecord<R>> extends SplitToRows<R> {
        /** To be configured by Connect. */
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
