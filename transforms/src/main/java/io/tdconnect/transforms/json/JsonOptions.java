// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.json;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.TimeZoneOption;
import io.tdconnect.common.config.UntrimmedOption;
import io.tdconnect.common.type.DataType;
import io.tdconnect.transforms.field.FieldList;
import io.tdconnect.transforms.field.PathHits;
import io.tdconnect.transforms.path.IndefinitePath;
import io.tdconnect.transforms.row.MissingField;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.RowSchema;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options by which JSON becomes rows.
 *
 * @param schema whether rows are Structs or Maps
 * @param nesting what happens to objects and arrays inside a row
 * @param delimiter between the names of a path that becomes the name of a field
 * @param fields the fields of a row
 * @param missing what happens if a row lacks one of them
 * @param mismatch what happens if a value does not fit its type
 */
public record JsonOptions(
        RowSchema schema,
        Nesting nesting,
        String delimiter,
        FieldList fields,
        MissingField missing,
        OnMismatch mismatch) {
    public static final String FIELDS = "fields";
    static final String MISSING_FIELD = "missing.field";
    static final String SCHEMA = "schema";
    static final String NESTED = "nested";
    static final String DELIMITER = "flatten.delimiter";

    /** What happens to objects and arrays inside a row. */
    public enum Nesting {
        /** Their values become fields of the row, named by the whole path. */
        FLATTEN,
        /** They remain a Struct or Map, and a list. */
        KEEP
    }

    public static void addTo(Options options) {
        options.group("Fields")
                .optional(
                        FIELDS,
                        Type.STRING,
                        "",
                        "Fields of the row: " + FieldList.SYNTAX + "; or " + IndefinitePath.SYNTAX + ". Types: "
                                + DataType.NAMES
                                + ". Without a type, whole numbers are INT64 (or Decimal beyond 64 bits), numbers with a point"
                                + " or exponent FLOAT64, text STRING. Empty for all fields.")
                .validator(FieldList.places())
                .choice(
                        MISSING_FIELD,
                        MissingField.NULL,
                        "What happens if a message lacks a field that `fields` names: `null` makes the field null (or leaves"
                                + " it out of a Struct, if it has no type), `fail` refuses the message. A default in `fields`"
                                + " is used instead, also for null.")
                .add(OnMismatch::addTo)
                .add(PathHits::addTo)
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
                        "Objects and arrays inside a row: `flatten` makes their values fields of the row, such as"
                                + " `data_voltage` and `location_0_city`; `keep` keeps them.")
                .optional(DELIMITER, Type.STRING, "_", "Joins the names of a flattened field; may contain blanks.")
                .importance(Importance.LOW);
    }

    public static JsonOptions from(AbstractConfig config) {
        return new JsonOptions(
                EnumOption.parse(RowSchema.class, config.getString(SCHEMA)),
                EnumOption.parse(Nesting.class, config.getString(NESTED)),
                UntrimmedOption.text(config, DELIMITER, new ConfigDef.NonEmptyString()),
                FieldList.ofSeveral(config.getString(FIELDS), PathHits.from(config))
                        .inZone(TimeZoneOption.zone(config)),
                EnumOption.parse(MissingField.class, config.getString(MISSING_FIELD)),
                OnMismatch.from(config));
    }
}
