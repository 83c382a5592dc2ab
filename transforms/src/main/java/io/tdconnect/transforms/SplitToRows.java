// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.transforms.field.DelimitedText;
import io.tdconnect.transforms.field.Rules;
import io.tdconnect.transforms.row.MadeRows;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.RowsRule;
import io.tdconnect.transforms.type.DataType;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Makes a row of each piece of a text: {@code "220.1,220.3,221.1"} becomes three rows, one for each phase.
 *
 * @param <R> type of the records
 */
public abstract class SplitToRows<R extends ConnectRecord<R>> extends RowsTransform<R> {
    static final String FIELD = "field";
    static final String DELIMITER = "delimiter";
    static final String LABELS = "labels";
    static final String LABEL_FIELD = "label.field";
    static final String VALUE_TYPE = "value.type";
    static final String ON_MISMATCH = "on.mismatch";

    static final ConfigDef CONFIG_DEF = new Options()
            .group("Source")
            .required(FIELD, Type.STRING, "Field with the text; each row has a piece of it in its place.")
            .validator(Validators.nonEmpty())
            .optional(
                    DELIMITER,
                    Type.STRING,
                    ",",
                    "What separates the pieces: text as it is, blanks included, no regular expression.")
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
                    "New field with the name of the piece, such as `phase`, by which `MapToTable` can tell the subtables:"
                            + " `d{id}_{phase}`.")
            .validator(Validators.nonEmpty())
            .optional(
                    VALUE_TYPE, Type.STRING, null, "Type of the pieces: one of " + DataType.NAMES + ". Unset for text.")
            .validator(Rules.parsed("type such as DOUBLE", DataType::parse))
            .choice(
                    ON_MISMATCH,
                    OnMismatch.FAIL,
                    "What happens to a row whose field holds no text or number, whose text has another number of pieces"
                            + " than `labels`, or a piece that does not fit `value.type`: `fail` refuses it, `drop` drops it, `null` makes the pieces null that do not"
                            + " fit or are not there, and leaves out those without a label. A row without the field is"
                            + " dropped in any case, and a blank piece is null.")
            .add(MadeRows::addTo)
            .build();

    SplitToRows(RecordPart part) {
        super(part, CONFIG_DEF);
    }

    @Override
    RowsRule rule(AbstractConfig config) {
        String type = config.getString(VALUE_TYPE);
        return new SplitToRowsRule(
                config.getString(FIELD),
                DelimitedText.delimiter(config, DELIMITER),
                config.getList(LABELS),
                config.getString(LABEL_FIELD),
                DataType.parse(type == null ? "VARCHAR" : type),
                EnumOption.parse(OnMismatch.class, config.getString(ON_MISMATCH)));
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
