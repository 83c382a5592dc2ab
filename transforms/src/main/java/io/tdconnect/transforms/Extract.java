// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.type.DataType;
import io.tdconnect.transforms.field.FieldList;
import io.tdconnect.transforms.field.NewFields;
import io.tdconnect.transforms.field.RegexGroups;
import io.tdconnect.transforms.field.TransformValidators;
import io.tdconnect.transforms.row.FieldAdder;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.rule.TextRule;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Finds the named groups of a regular expression in the text of a field and makes new fields of them.
 *
 * @param <R> type of the records
 */
public abstract class Extract<R extends ConnectRecord<R>> extends AddingTransform<R> {
    static final String FIELD = "field";
    static final String REGEX = "regex";
    static final String FIELDS = NewFields.OPTION;
    static final String ON_MISMATCH = "on.mismatch";

    static final ConfigDef CONFIG_DEF = new Options()
            .group("Source")
            .required(
                    FIELD,
                    Type.STRING,
                    "Field with the text: a name or a path such as `data.message`; numbers are read as text.")
            .validator(TransformValidators.field())
            .required(
                    REGEX,
                    Type.STRING,
                    "What to look for: a regular expression of RE2 with named groups, such as"
                            + " `(?<voltage>[0-9]+)(?<unit>[a-zA-Z]*)`. Each group becomes a field of its name; a group without"
                            + " a match is null. The first match is used; `^` and `$` match the ends of the text. The time"
                            + " is linear to the length of the text; look-around and back references are not supported."
                            + " Blanks at the ends of the expression are removed; write them as `[ ]`.")
            .validator(TransformValidators.namedGroups())
            .group("New fields")
            .optional(
                    FIELDS,
                    Type.STRING,
                    "",
                    "Types and other names of new fields, such as `voltage:INT, unit as u`: " + FieldList.SYNTAX
                            + ". Types: " + DataType.NAMES
                            + ". Fields that are not listed are text, under their own name.")
            .validator(FieldList.tags())
            .importance(Importance.MEDIUM)
            .choice(
                    ON_MISMATCH,
                    OnMismatch.FAIL,
                    "What happens to a row whose text does not match, or with a group that does not fit its type:"
                            + OnMismatch.DOC + " A row without the field always gets nulls.")
            .build();

    Extract(RecordPart part) {
        super(part, CONFIG_DEF);
    }

    @Override
    FieldAdder rule(AbstractConfig config) {
        RegexGroups cutter = RegexGroups.of(config.getString(REGEX));
        return new TextRule(
                TransformValidators.field(config.getString(FIELD)),
                cutter,
                NewFields.of(cutter.pieces(), config.getString(FIELDS)),
                EnumOption.parse(OnMismatch.class, config.getString(ON_MISMATCH)));
    }

    /**
     * Works on the key of records.
     *
     * @param <R> type of the records
     */
    public static final class Key<R extends ConnectRecord<R>> extends Extract<R> {
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
    public static final class Value<R extends ConnectRecord<R>> extends Extract<R> {
        /** To be configured by Connect. */
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
