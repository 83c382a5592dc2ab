// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.UntrimmedOption;
import io.tdconnect.transforms.field.FieldList;
import io.tdconnect.transforms.json.JsonOptions;
import io.tdconnect.transforms.json.JsonRows;
import io.tdconnect.transforms.row.MissingField;
import io.tdconnect.transforms.row.Nesting;
import io.tdconnect.transforms.row.PayloadRows;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.RowSchema;
import io.tdconnect.transforms.type.DataType;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;

/**
 * Makes a row of JSON in bytes or text.
 *
 * <p>An array of several objects, or several objects one after the other, become a list of rows; an empty array drops
 * the record; null passes. What is not JSON is refused with a {@link DataException} that does not show it.
 *
 * @param <R> type of the records
 */
public abstract class ParseJson<R extends ConnectRecord<R>> extends PayloadTransform<R> {
    static final String MISSING_FIELD = "missing.field";
    static final String SCHEMA = "schema";
    static final String NESTED = "nested";
    static final String DELIMITER = "flatten.delimiter";

    static final ConfigDef CONFIG_DEF = new Options()
            .group("Fields")
            .optional(
                    JsonOptions.FIELDS,
                    Type.STRING,
                    "",
                    "Fields of the row: " + FieldList.SYNTAX + ". Types: " + DataType.NAMES
                            + ". Without a type, whole numbers are INT64 (or Decimal beyond 64 bits), numbers with a point"
                            + " or exponent FLOAT64, text STRING. Empty for all fields.")
            .validator(FieldList.places())
            .choice(
                    MISSING_FIELD,
                    MissingField.NULL,
                    "What happens if a message lacks a field that `fields` names: `null` makes the field null (or leaves"
                            + " it out of a Struct, if it has no type), `fail` refuses the message. A default in `fields`"
                            + " counts instead, for null too.")
            .add(TimeZoneOption::addTo)
            .group("Row")
            .choice(
                    SCHEMA,
                    RowSchema.STRUCT,
                    "Rows are a `struct` with a schema made from the values, in which nulls of unknown type are left"
                            + " out, or a `map` without a schema, in which timestamps are ISO-8601 text.")
            .choice(
                    NESTED,
                    Nesting.FLATTEN,
                    "Objects and arrays inside of a row: `flatten` makes their values fields of the row, such as"
                            + " `data_voltage` and `location_0_city`; `keep` keeps them.")
            .optional(DELIMITER, Type.STRING, "_", "What joins the names of a flattened field, blanks included.")
            .importance(Importance.LOW)
            .build();

    ParseJson(RecordPart part) {
        super(part, CONFIG_DEF);
    }

    @Override
    PayloadRows rows(AbstractConfig config) {
        JsonOptions options = new JsonOptions(
                EnumOption.parse(RowSchema.class, config.getString(SCHEMA)),
                EnumOption.parse(Nesting.class, config.getString(NESTED)),
                UntrimmedOption.text(config, DELIMITER, new ConfigDef.NonEmptyString()),
                FieldList.parse(config.getString(JsonOptions.FIELDS)).inZone(TimeZoneOption.zone(config)),
                EnumOption.parse(MissingField.class, config.getString(MISSING_FIELD)));
        return new JsonRows(options);
    }

    /**
     * Parses the key of records.
     *
     * @param <R> type of the records
     */
    public static final class Key<R extends ConnectRecord<R>> extends ParseJson<R> {
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
    public static final class Value<R extends ConnectRecord<R>> extends ParseJson<R> {
        /** To be configured by Connect. */
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
