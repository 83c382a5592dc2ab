// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.transforms.field.ArrayPath;
import io.tdconnect.transforms.field.Rules;
import io.tdconnect.transforms.row.MadeRows;
import io.tdconnect.transforms.row.MissingField;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.RowSchema;
import io.tdconnect.transforms.row.RowsRule;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Makes a row of each element of an array inside of a row, with the fields around the array copied in.
 *
 * @param <R> type of the records
 */
public abstract class Explode<R extends ConnectRecord<R>> extends RowsTransform<R> {
    static final String FIELD = "field";
    static final String VALUE_FIELD = "value.field";
    static final String MISSING_FIELD = "missing.field";
    static final String SCHEMA = "schema";

    static final ConfigDef CONFIG_DEF = new Options()
            .group("Array")
            .required(
                    FIELD,
                    Type.STRING,
                    "Path of the array, such as `points`, `$.points[*]` or `$.devices[*].points[*]`. The other fields of"
                            + " the objects around it are copied into each row; where names are the same, the inner one"
                            + " counts. ParseJson keeps arrays with `nested=keep`.")
            .validator(Rules.parsed("path of an array such as $.points[*]", ArrayPath::parse))
            .optional(
                    VALUE_FIELD,
                    Type.STRING,
                    "value",
                    "Field for elements that are no objects, as in `\"points\": [1, 2, 3]`.")
            .validator(Validators.nonEmpty())
            .importance(Importance.LOW)
            .choice(
                    MISSING_FIELD,
                    MissingField.NULL,
                    "What happens to a row without the array: `null` drops it, as with an empty array; `fail` refuses it.")
            .group("Row")
            .choice(
                    SCHEMA,
                    RowSchema.STRUCT,
                    "What Maps become: a `struct` with a schema made from the values, or a `map`. Parse with `schema=map`"
                            + " where elements differ in their fields or in the types of these. A Struct stays one.")
            .importance(Importance.LOW)
            .add(MadeRows::addTo)
            .build();

    Explode(RecordPart part) {
        super(part, CONFIG_DEF);
    }

    @Override
    RowsRule rule(AbstractConfig config) {
        return new ExplodeRule(
                ArrayPath.parse(config.getString(FIELD)),
                config.getString(VALUE_FIELD),
                EnumOption.parse(MissingField.class, config.getString(MISSING_FIELD)),
                EnumOption.parse(RowSchema.class, config.getString(SCHEMA)));
    }

    /**
     * Works on the key of records.
     *
     * @param <R> type of the records
     */
    public static final class Key<R extends ConnectRecord<R>> extends Explode<R> {
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
    public static final class Value<R extends ConnectRecord<R>> extends Explode<R> {
        /** To be configured by Connect. */
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
