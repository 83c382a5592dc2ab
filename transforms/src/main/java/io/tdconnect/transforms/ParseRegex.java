// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.record.SchemaCache;
import io.tdconnect.common.type.DataType;
import io.tdconnect.transforms.field.FieldList;
import io.tdconnect.transforms.field.NewFields;
import io.tdconnect.transforms.field.RegexGroups;
import io.tdconnect.transforms.field.TransformValidators;
import io.tdconnect.transforms.json.PlainPayload;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.PayloadRows;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowBuilder;
import io.tdconnect.transforms.row.RowSchema;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a row of the named groups that a regular expression finds in bytes or text; null passes unchanged.
 *
 * @param <R> type of the records
 */
public abstract class ParseRegex<R extends ConnectRecord<R>> extends PayloadTransform<R> {
    static final String REGEX = "regex";
    static final String FIELDS = NewFields.OPTION;
    static final String ON_MISMATCH = "on.mismatch";
    static final String SCHEMA = "schema";

    static final ConfigDef CONFIG_DEF = new Options()
            .group("Expression")
            .required(
                    REGEX,
                    Type.STRING,
                    "What to look for in a message: a regular expression of RE2 with named groups, such as"
                            + " `(?<ip>[0-9.]+) - (?<user>\\S+)`. Each group becomes a field of its name; a group without a"
                            + " match is null. The first match is used; `^` and `$` match the ends of the message, with"
                            + " `(?s)` `.` matches ends of lines. The time is linear to the length of the message;"
                            + " look-around and back references are not supported. Blanks at the ends of the expression are"
                            + " removed; write them as `[ ]`.")
            .validator(TransformValidators.namedGroups())
            .choice(
                    ON_MISMATCH,
                    OnMismatch.FAIL,
                    "What happens to a message that does not match, or with a group that does not fit its type: `null`"
                            + " makes all fields null, `drop` drops the record, `fail` refuses it.")
            .group("Row")
            .optional(
                    FIELDS,
                    Type.STRING,
                    "",
                    "Types and other names of fields, such as `length:INT, ip as address`: " + FieldList.SYNTAX
                            + ". Types: " + DataType.NAMES
                            + ". Fields that are not listed are text, under their own name.")
            .validator(FieldList.tags())
            .importance(Importance.MEDIUM)
            .choice(
                    SCHEMA,
                    RowSchema.STRUCT,
                    "Rows are a `struct` with a schema, or a `map` without, in which timestamps are ISO-8601 text.")
            .build();

    ParseRegex(RecordPart part) {
        super(part, CONFIG_DEF);
    }

    @Override
    PayloadRows rows(AbstractConfig config) {
        RegexGroups groups = RegexGroups.of(config.getString(REGEX));
        return new RegexRows(
                groups,
                NewFields.of(groups.pieces(), config.getString(FIELDS)),
                EnumOption.parse(OnMismatch.class, config.getString(ON_MISMATCH)),
                EnumOption.parse(RowSchema.class, config.getString(SCHEMA)));
    }

    /** Reads one payload after another into rows; not for use by several threads. */
    static final class RegexRows implements PayloadRows {
        private final RegexGroups groups;
        private final NewFields fields;
        private final OnMismatch onMismatch;
        private final RowBuilder row;

        RegexRows(RegexGroups groups, NewFields fields, OnMismatch onMismatch, RowSchema schema) {
            this.groups = groups;
            this.fields = fields;
            this.onMismatch = onMismatch;
            this.row = new RowBuilder(schema, new SchemaCache(false));
        }

        /**
         * The row of a payload; null to drop the record.
         *
         * @throws DataException if it does not match and the policy is {@link OnMismatch#FAIL}, or if it is not text
         */
        @Override
        public @Nullable Row readRow(Object payload) {
            String text = PlainPayload.text(payload);
            row.clear();
            try {
                @Nullable String[] found = groups.cut(text);
                if (found == null) {
                    throw new DataException("Expected a message that matches the option " + REGEX + ", found one of "
                            + text.length() + " characters that does not");
                }
                fields.add(found, row);
            } catch (DataException e) {
                if (onMismatch == OnMismatch.FAIL) {
                    throw e;
                }
                if (onMismatch == OnMismatch.DROP) {
                    return null;
                }
                fields.addNulls(row);
            }
            return row.row();
        }
    }

    /**
     * Parses the key of records.
     *
     * @param <R> type of the records
     */
    public static final class Key<R extends ConnectRecord<R>> extends ParseRegex<R> {
        /** To be configured by Connect. */
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /**
     * Parses the value of records.
     *
     * @param <R> type of the records
     */
    public static final class Value<R extends ConnectRecord<R>> extends ParseRegex<R> {
        /** To be configured by Connect. */
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
