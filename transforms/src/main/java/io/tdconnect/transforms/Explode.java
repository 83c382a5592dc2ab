// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.transforms.field.ArrayPath;
import io.tdconnect.transforms.field.ElementMarks;
import io.tdconnect.transforms.field.TransformValidators;
import io.tdconnect.transforms.path.IndefinitePath;
import io.tdconnect.transforms.row.ExpandedRows;
import io.tdconnect.transforms.row.MissingField;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.RowExpander;
import io.tdconnect.transforms.row.RowSchema;
import java.util.function.BiFunction;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Makes a row of each element of an array inside a row, with copies of the fields around the array.
 *
 * @param <R> type of the records
 */
public abstract class Explode<R extends ConnectRecord<R>> extends ExpandingTransform<R> {
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
                            + " the objects around it are copied into each row; if names are the same, the inner one"
                            + " is used. ParseJson keeps arrays with `nested=keep`. Also any JSONPath with filter, slice or"
                            + " descent in the dialect of [com.jayway.jsonpath](../jsonpath.md), such as"
                            + " `$.points[?(@.q == 0)]` or `$..points[*]`.")
            .validator(TransformValidators.parsed("path such as $.points[*]", Explode::expander))
            .optional(
                    VALUE_FIELD,
                    Type.STRING,
                    "value",
                    "Field for elements other than objects, as in `\"points\": [1, 2, 3]`.")
            .validator(Validators.nonEmpty())
            .importance(Importance.LOW)
            .choice(
                    MISSING_FIELD,
                    MissingField.NULL,
                    "What happens to a row without the array: `null` drops it, as with an empty array; `fail` refuses it.")
            .add(ElementMarks::addTo)
            .group("Row")
            .choice(
                    SCHEMA,
                    RowSchema.STRUCT,
                    "What is made of Maps: a `struct` with a schema made from the values, or a `map`. Parse with"
                            + " `schema=map` if elements have different fields or types. A Struct remains a Struct.")
            .importance(Importance.LOW)
            .add(ExpandedRows::addTo)
            .build();

    /** By our own paths, which are faster, or by those of the library. */
    private static BiFunction<MissingField, ElementRows, RowExpander> expander(String text) {
        ArrayPath array = ArrayPath.find(text);
        if (array != null) {
            return (missing, elements) -> new ArrayElements(array, missing, elements);
        }
        if (!text.startsWith("$") || text.equals("$")) {
            throw new IllegalArgumentException("expected a path such as $.points[*] or points");
        }
        IndefinitePath path = IndefinitePath.parse(text);
        if (path.isFunction()) {
            throw new IllegalArgumentException("expected a path to elements, found a function at its end: " + text);
        }
        return (missing, elements) -> new PathElements(path, missing, elements);
    }

    Explode(RecordPart part) {
        super(part, CONFIG_DEF);
    }

    @Override
    RowExpander rule(AbstractConfig config) {
        return expander(config.getString(FIELD))
                .apply(
                        EnumOption.parse(MissingField.class, config.getString(MISSING_FIELD)),
                        new ElementRows(
                                config.getString(VALUE_FIELD),
                                ElementMarks.from(config),
                                EnumOption.parse(RowSchema.class, config.getString(SCHEMA))));
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
