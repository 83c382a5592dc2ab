// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.transforms.field.Rules;
import io.tdconnect.transforms.row.MadeRows;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.RowsRule;
import io.tdconnect.transforms.type.DataType;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Makes long rows of a wide one: for each metric a row with its name and its value, and the fields that are kept.
 *
 * @param <R> type of the records
 */
public abstract class Unpivot<R extends ConnectRecord<R>> extends RowsTransform<R> {
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
            .validator(Rules.parsed("type such as DOUBLE", DataType::parse))
            .add(MadeRows::addTo)
            .build();

    Unpivot(RecordPart part) {
        super(part, CONFIG_DEF);
    }

    @Override
    RowsRule rule(AbstractConfig config) {
        if (config.getList(FIELDS).isEmpty() && config.getList(KEEP).isEmpty()) {
            throw new ConfigException(FIELDS, "", "expected fields, or names in the option " + KEEP);
        }
        String type = config.getString(VALUE_TYPE);
        return new UnpivotRule(
                config.getList(FIELDS),
                config.getList(KEEP),
                config.getString(NAME_FIELD),
                config.getString(VALUE_FIELD),
                type == null ? null : DataType.parse(type));
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
