// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.record.FieldPath;
import io.tdconnect.transforms.field.ArrayPath;
import io.tdconnect.transforms.field.ElementMarks;
import io.tdconnect.transforms.field.FieldCopier;
import io.tdconnect.transforms.field.TransformValidators;
import io.tdconnect.transforms.row.ExpandedRows;
import io.tdconnect.transforms.row.MissingField;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.RowBuilder;
import io.tdconnect.transforms.row.RowExpander;
import io.tdconnect.transforms.row.RowSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

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
                            + " is used. ParseJson keeps arrays with `nested=keep`.")
            .validator(TransformValidators.parsed("path of an array such as $.points[*]", ArrayPath::parse))
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

    Explode(RecordPart part) {
        super(part, CONFIG_DEF);
    }

    @Override
    RowExpander rule(AbstractConfig config) {
        return new Expander(
                ArrayPath.parse(config.getString(FIELD)),
                config.getString(VALUE_FIELD),
                ElementMarks.from(config),
                EnumOption.parse(MissingField.class, config.getString(MISSING_FIELD)),
                EnumOption.parse(RowSchema.class, config.getString(SCHEMA)));
    }

    /** Makes a row of each element of an array, with the fields around it. */
    private static final class Expander implements RowExpander {
        private final ArrayPath path;
        private final String valueField;
        private final ElementMarks marks;
        private final MissingField missing;
        private final FieldCopier fields;

        /** The objects around an element, from the outermost, and the element. */
        private final List<Object> around = new ArrayList<>();

        private int index;

        /**
         * The rule for a path.
         *
         * @param valueField field for elements other than objects
         * @param marks what tells elements apart
         * @param missing what happens to rows without the array
         */
        Expander(ArrayPath path, String valueField, ElementMarks marks, MissingField missing, RowSchema schema) {
            this.path = path;
            this.valueField = valueField;
            this.marks = marks;
            this.missing = missing;
            this.fields = new FieldCopier(schema);
        }

        @Override
        public void addRows(Object row, ExpandedRows rows) {
            around.clear();
            index = 0;
            open(row, null, rows);
        }

        private void open(Object place, @Nullable Schema schema, ExpandedRows rows) {
            if (around.size() == path.size()) {
                rows.addRow(row(place, schema));
                return;
            }
            ArrayPath.Step step = path.step(around.size());
            if (!(place instanceof Struct) && !(place instanceof Map)) {
                throw new DataException("Expected an object around " + step.name() + ", found a value of class "
                        + place.getClass().getSimpleName());
            }
            Object inner = FieldPath.child(place, step.name());
            Schema innerSchema = FieldCopier.schema(place, step.name());
            if (inner == null) {
                if (missing == MissingField.FAIL) {
                    throw new DataException("Expected the array " + step.name() + ", found none; see missing.field");
                }
                return;
            }
            around.add(place);
            if (!step.array()) {
                open(inner, innerSchema, rows);
            } else {
                elements(step, inner, innerSchema, rows);
            }
            around.remove(around.size() - 1);
        }

        private void elements(ArrayPath.Step step, Object inner, @Nullable Schema schema, ExpandedRows rows) {
            if (!(inner instanceof List<?> list)) {
                throw new DataException("Field " + step.name() + ": expected an array, found a value of class "
                        + inner.getClass().getSimpleName() + "; ParseJson keeps arrays with nested=keep");
            }
            for (int i = 0; i < list.size(); i++) {
                Object element = list.get(i);
                if (element != null) {
                    index = i;
                    open(element, schema == null ? null : schema.valueSchema(), rows);
                }
            }
        }

        private RowBuilder row(Object element, @Nullable Schema schema) {
            RowBuilder row = fields.start(around.get(0));
            for (int i = 0; i < around.size(); i++) {
                String taken = path.step(i).name();
                fields.copy(around.get(i), name -> !name.equals(taken), row);
            }
            if (element instanceof Struct || element instanceof Map) {
                fields.copy(element, name -> true, row);
            } else {
                fields.add(valueField, schema, element, row);
            }
            marks.add(element, around, index, row);
            return row;
        }
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
