// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.type.DataType;
import io.tdconnect.transforms.field.FieldCopier;
import io.tdconnect.transforms.field.TransformValidators;
import io.tdconnect.transforms.row.ExpandedRows;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.RowBuilder;
import io.tdconnect.transforms.row.RowExpander;
import io.tdconnect.transforms.row.RowSchema;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a field of a name and a value: {@code metric=temp value=21.5} becomes {@code temp=21.5}; the other fields remain.
 *
 * @param <R> type of the records
 */
public abstract class Pivot<R extends ConnectRecord<R>> extends ExpandingTransform<R> {
    static final String NAME_FIELD = "name.field";
    static final String VALUE_FIELD = "value.field";
    static final String VALUE_TYPE = "value.type";
    static final String MAX_NAMES = "max.names";
    private static final int DEFAULT_NAMES = 1_000;

    static final ConfigDef CONFIG_DEF = new Options()
            .group("Fields")
            .optional(
                    NAME_FIELD,
                    Type.STRING,
                    "metric",
                    "Field with the name of the new field; a row without it is refused. TDengine adds columns of the same"
                            + " time and subtable to one row.")
            .validator(Validators.nonEmpty())
            .optional(VALUE_FIELD, Type.STRING, "value", "Field with its value; it may be null or missing.")
            .validator(Validators.nonEmpty())
            .optional(
                    VALUE_TYPE,
                    Type.STRING,
                    null,
                    "Type that all values are converted to, such as `DOUBLE`, so that a column keeps its type if a device sends"
                            + " `21` and `21.5`: one of " + DataType.NAMES + ". Unset to keep the type of each.")
            .validator(TransformValidators.parsed("type such as DOUBLE", DataType::parse))
            .add(ExpandedRows::addTo)
            .optional(
                    MAX_NAMES,
                    Type.INT,
                    DEFAULT_NAMES,
                    "The most different names since the start of the task. A record with one more is refused, since each"
                            + " name becomes a column and messages could add columns until the table is full.")
            .validator(Validators.between(1, RowBuilder.MAX_FIELDS))
            .importance(Importance.LOW)
            .build();

    Pivot(RecordPart part) {
        super(part, CONFIG_DEF);
    }

    @Override
    RowExpander rule(AbstractConfig config) {
        String nameField = config.getString(NAME_FIELD);
        String valueField = config.getString(VALUE_FIELD);
        if (nameField.equals(valueField)) {
            throw new ConfigException(VALUE_FIELD, valueField, "expected another field than in " + NAME_FIELD);
        }
        String type = config.getString(VALUE_TYPE);
        return new Columns(nameField, valueField, type == null ? null : DataType.parse(type), config.getInt(MAX_NAMES));
    }

    /** Makes the new field of a row. */
    private static final class Columns implements RowExpander {
        /** The most characters of the name of a column in TDengine. */
        private static final int MAX_LENGTH = 64;

        private final String nameField;
        private final String valueField;
        private final @Nullable DataType type;
        private final int most;
        private final Set<String> names = new HashSet<>();
        private final FieldCopier fields = new FieldCopier(RowSchema.MAP);

        Columns(String nameField, String valueField, @Nullable DataType type, int most) {
            this.nameField = nameField;
            this.valueField = valueField;
            this.type = type;
            this.most = most;
        }

        @Override
        public void addRows(Object row, ExpandedRows rows) {
            String name = name(row);
            Object value = FieldCopier.direct(row, valueField);
            Schema schema = FieldCopier.schema(row, valueField);
            RowBuilder wide = fields.start(row);
            fields.copy(row, other -> isKept(other, name), wide);
            if (type == null) {
                wide.addField(name, schema, value);
            } else {
                wide.addField(name, type.schema(), value == null ? null : converted(type, value, schema));
            }
            rows.addRow(wide);
        }

        private boolean isKept(String other, String name) {
            boolean taken = other.equals(nameField) || other.equals(valueField);
            if (!taken && other.equals(name)) {
                throw new DataException("Field " + nameField + ": expected a name that no other field of the row has,"
                        + " found that of the field " + other);
            }
            return !taken;
        }

        private String name(Object row) {
            Object name = FieldCopier.direct(row, nameField);
            if (!(name instanceof String text) || text.isEmpty() || text.length() > MAX_LENGTH) {
                throw new DataException("Field " + nameField + ": expected a name of 1 to " + MAX_LENGTH
                        + " characters, found "
                        + (name == null
                                ? "none"
                                : name instanceof String other
                                        ? "text of " + other.length()
                                        : "a value of class " + name.getClass().getSimpleName())
                        + "; see the option " + NAME_FIELD);
            }
            if (names.size() >= most && !names.contains(text)) {
                throw new DataException("Field " + nameField + ": expected at most " + most
                        + " different names, found one more; drop rows by Filter before, or raise the option "
                        + MAX_NAMES);
            }
            names.add(text);
            return text;
        }

        private Object converted(DataType target, Object value, @Nullable Schema schema) {
            try {
                return target.convert(value, schema);
            } catch (DataException e) {
                throw new DataException(
                        "Field " + valueField + ": " + e.getMessage() + "; see the option " + VALUE_TYPE, e);
            }
        }
    }

    /**
     * Works on the key of records.
     *
     * @param <R> type of the records
     */
    public static final class Key<R extends ConnectRecord<R>> extends Pivot<R> {
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
    public static final class Value<R extends ConnectRecord<R>> extends Pivot<R> {
        /** To be configured by Connect. */
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
