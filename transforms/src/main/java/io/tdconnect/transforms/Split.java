// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.type.DataType;
import io.tdconnect.transforms.field.DelimitedText;
import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.field.FieldList;
import io.tdconnect.transforms.field.NewFields;
import io.tdconnect.transforms.field.QuotedText;
import io.tdconnect.transforms.field.TextCutter;
import io.tdconnect.transforms.field.TransformValidators;
import io.tdconnect.transforms.row.FieldAdder;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.rule.TextRule;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Splits the text of a field at a delimiter into new fields: {@code message} into {@code message_0}, {@code message_1}.
 *
 * @param <R> type of the records
 */
public abstract class Split<R extends ConnectRecord<R>> extends AddingTransform<R> {
    static final String FIELD = "field";
    static final String DELIMITER = "delimiter";
    static final String COUNT = "count";
    static final String QUOTE = "quote";
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
                    DELIMITER,
                    Type.STRING,
                    "Separates the pieces: plain text that may contain blanks, such as `-` or `, `; not a regular"
                            + " expression.")
            .required(
                    COUNT,
                    Type.INT,
                    "Number of new fields, which are called `message_0`, `message_1` … if `field` is `message`. The last one"
                            + " contains the rest of the text; fields without a piece are null.")
            .validator(Validators.between(1, 1024))
            .optional(
                    QUOTE,
                    Type.STRING,
                    null,
                    "Character around pieces that contain the delimiter, as `\"` in a line of CSV (RFC 4180): it is removed,"
                            + " and two of it are one. More pieces than `count` then do not match. Unset for text without"
                            + " quotes.")
            .validator(Validators.pattern("\\S", "one character such as a quotation mark"))
            .importance(Importance.LOW)
            .group("New fields")
            .optional(
                    FIELDS,
                    Type.STRING,
                    "",
                    "Types and other names of new fields, such as `message_0 as word, message_1:INT`: "
                            + FieldList.SYNTAX + ". Types: " + DataType.NAMES
                            + ". Fields that are not listed are text, under their own name.")
            .validator(FieldList.tags())
            .importance(Importance.MEDIUM)
            .choice(
                    ON_MISMATCH,
                    OnMismatch.FAIL,
                    "What happens to a row with a piece that does not fit its type, or whose field is neither text nor a"
                            + " number:" + OnMismatch.DOC + " A row without the field always gets nulls.")
            .build();

    Split(RecordPart part) {
        super(part, CONFIG_DEF);
    }

    @Override
    FieldAdder rule(AbstractConfig config) {
        FieldChoice source = TransformValidators.field(config.getString(FIELD));
        String delimiter = DelimitedText.delimiter(config, DELIMITER);
        TextCutter cutter = cutter(source.name("_"), delimiter, config);
        return new TextRule(
                source,
                cutter,
                NewFields.of(cutter.pieces(), config.getString(FIELDS)),
                EnumOption.parse(OnMismatch.class, config.getString(ON_MISMATCH)));
    }

    private static TextCutter cutter(String name, String delimiter, AbstractConfig config) {
        String quote = config.getString(QUOTE);
        if (quote == null) {
            return new DelimitedText(name, delimiter, config.getInt(COUNT));
        }
        try {
            return new QuotedText(name, delimiter, quote.charAt(0), config.getInt(COUNT));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(QUOTE, quote, "expected another character than in " + DELIMITER);
        }
    }

    /**
     * Works on the key of records.
     *
     * @param <R> type of the records
     */
    public static final class Key<R extends ConnectRecord<R>> extends Split<R> {
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
    public static final class Value<R extends ConnectRecord<R>> extends Split<R> {
        /** To be configured by Connect. */
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
