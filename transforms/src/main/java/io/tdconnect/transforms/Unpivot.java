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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Makes long rows of a wide row: one row for each metric, with its name, its value and the kept fields.
 *
 * @param <R> type of the records
 */
public abstract class Unpivot<R extends ConnectRecord<R>> extends ExpandingTransform<R> {
    static final String FIELDS = "fields";
    static final String KEEP = "keep";
    static final String NAME_FIELD = "name.field";
    static final String VALUE_FIELD = "value.field";
    static final String VALUE_TYPE = "value.type";

    static final ConfigDef CONFIG_DEF = new Options()
            .group("Fields")
            .optional(
                    FIELDS,
                    Type.LIST,
                    "",
                    "Fields that become rows. Empty for all that `keep` does not name. A field that is null or missing"
                            + " makes no row.")
            .optional(
                    KEEP,
                    Type.LIST,
                    "",
                    "Fields that every row gets, such as the timestamp and the name of the device. Empty for all that"
                            + " `fields` does not name; one of the two options has to be set.")
            .group("New fields")
            .optional(NAME_FIELD, Type.STRING, "metric", "Field with the name of the metric.")
            .validator(Validators.nonEmpty())
            .optional(VALUE_FIELD, Type.STRING, "value", "Field with its value.")
            .validator(Validators.nonEmpty())
            .optional(
                    VALUE_TYPE,
                    Type.STRING,
                    null,
                    "Type that all values are converted to, such as `DOUBLE`, so that they fit into one column: one of "
                            + DataType.NAMES + ". Unset to keep the type of each.")
            .validator(TransformValidators.parsed("type such as DOUBLE", DataType::parse))
            .add(ExpandedRows::addTo)
            .build();

    Unpivot(RecordPart part) {
        super(part, CONFIG_DEF);
    }

    @Override
    RowExpander rule(AbstractConfig config) {
        if (config.getList(FIELDS).isEmpty() && config.getList(KEEP).isEmpty()) {
            throw new ConfigException(FIELDS, "", "expected fields, or names in the option " + KEEP);
        }
        String type = config.getString(VALUE_TYPE);
        return new Expander(
                config.getList(FIELDS),
                config.getList(KEEP),
                config.getString(NAME_FIELD),
                config.getString(VALUE_FIELD),
                type == null ? null : DataType.parse(type));
    }

    /** Makes a row for each metric of a row. */
    private static final class Expander implements RowExpander {
        private final Set<String> metrics;
        private final Set<String> keep;
        private final String nameField;
        private final String valueField;
        private final @Nullable DataType type;
        private final FieldCopier fields = new FieldCopier(RowSchema.MAP);

        /** One of the two lists may be empty: it then means all fields that the other does not name. */
        Expander(
                List<String> metrics, List<String> keep, String nameField, String valueField, @Nullable DataType type) {
            this.metrics = new LinkedHashSet<>(metrics);
            this.keep = new LinkedHashSet<>(keep);
            this.nameField = nameField;
            this.valueField = valueField;
            this.type = type;
        }

        @Override
        public void addRows(Object row, ExpandedRows rows) {
            if (!metrics.isEmpty()) {
                metrics.forEach(metric -> add(row, metric, rows));
            } else if (row instanceof Struct struct) {
                for (Field field : struct.schema().fields()) {
                    addUnlessKept(row, field.name(), rows);
                }
            } else {
                ((Map<?, ?>) row).keySet().forEach(name -> addUnlessKept(row, String.valueOf(name), rows));
            }
        }

        private void addUnlessKept(Object row, String name, ExpandedRows rows) {
            if (!keep.contains(name)) {
                add(row, name, rows);
            }
        }

        private void add(Object row, String metric, ExpandedRows rows) {
            Object value = FieldCopier.direct(row, metric);
            if (value == null) {
                return;
            }
            RowBuilder built = fields.start(row);
            fields.copy(row, name -> keep.isEmpty() ? !metrics.contains(name) : keep.contains(name), built);
            built.addField(nameField, Schema.OPTIONAL_STRING_SCHEMA, metric);
            Schema schema = FieldCopier.schema(row, metric);
            if (type == null) {
                built.addField(valueField, schema, value);
            } else {
                built.addField(valueField, type.schema(), converted(type, metric, value, schema));
            }
            rows.addRow(built);
        }

        private static Object converted(DataType type, String metric, Object value, @Nullable Schema schema) {
            try {
                return type.convert(value, schema);
            } catch (DataException e) {
                throw new DataException(
                        "Field " + metric + ": " + e.getMessage() + "; see the option " + VALUE_TYPE, e);
            }
        }
    }

    /**
     * Works on the key of records.
     *
     * @param <R> type of the records
     */
    public static final class Key<R extends ConnectRecord<R>> extends Unpivot<R> {
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
    public static final class Value<R extends ConnectRecord<R>> extends Unpivot<R> {
        /** To be configured by Connect. */
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
