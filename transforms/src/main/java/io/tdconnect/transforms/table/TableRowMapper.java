// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.table;

import io.tdconnect.common.record.BoundedCache;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.type.DataType;
import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.row.MissingField;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowBuilder;
import io.tdconnect.transforms.row.RowSchema;
import io.tdconnect.transforms.table.TableColumns.Target;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Gives the fields of rows the order, names and types of a table; not for use by several threads. */
public final class TableRowMapper {
    /** Weight of a field in addition to the characters of its name. */
    private static final int WEIGHT_OF_FIELD = 50;

    private final TableColumns fields;
    private final MissingField missing;
    private final OnMismatch mismatch;
    private final @Nullable Schema unknown;
    private final List<FieldChoice> named;
    private final RemainingFields places;
    private final List<String> nestedPaths;
    private final RowBuilder structs = RowBuilder.distinct(RowSchema.STRUCT);
    private final RowBuilder maps = RowBuilder.distinct(RowSchema.MAP);
    private final BoundedCache<Schema, StructMapping> plans = new BoundedCache<>();
    private @Nullable StructMapping last;
    private @Nullable Timestamp missingTime;

    public TableRowMapper(TableColumns fields, MissingField missing, OnMismatch mismatch) {
        this(fields, missing, mismatch, null);
    }

    private TableRowMapper(TableColumns fields, MissingField missing, OnMismatch mismatch, @Nullable Schema unknown) {
        this.fields = fields;
        this.missing = missing;
        this.mismatch = mismatch;
        this.unknown = unknown;
        this.named = fields.named();
        this.places = RemainingFields.of(named, name -> false);
        this.nestedPaths = named.stream()
                .filter(field -> field.path().size() > 1)
                .map(FieldChoice::text)
                .toList();
    }

    /** A mapper whose rows have all columns; a null of unknown type is text. */
    public static TableRowMapper withNullColumns(TableColumns fields) {
        return new TableRowMapper(fields, MissingField.NULL, OnMismatch.FAIL, Schema.OPTIONAL_STRING_SCHEMA);
    }

    /**
     * The row of a table: a Struct for a Struct, a Map for a Map.
     *
     * @throws DataException if the row lacks a required field, or a field does not fit its type
     */
    public Row map(Object row) {
        return map(row, null);
    }

    /**
     * The row of a table, see {@link #map(Object)}.
     *
     * @param time replaces a missing primary timestamp; null to refuse such rows
     */
    public Row map(Object row, @Nullable Timestamp time) {
        missingTime = time;
        return row instanceof Struct struct ? ofStruct(struct) : ofMap((Map<?, ?>) row);
    }

    private Row ofStruct(Struct row) {
        StructMapping plan = plan(row.schema());
        structs.clear();
        add(fields.columns(), plan.columns(), row);
        for (StructMapping.Source source : plan.rest()) {
            structs.addField(source.name(), source.schema(), source.valueIn(row));
        }
        add(fields.tags(), plan.tags(), row);
        return structs.row();
    }

    private void add(List<Target> targets, StructMapping.@Nullable Source[] sources, Struct row) {
        for (int i = 0; i < sources.length; i++) {
            StructMapping.Source source = sources[i];
            Target target = targets.get(i);
            Object value = source == null ? target.severalIn(row) : source.valueIn(row);
            if (value == null) {
                requirePresent(target, isMissing(target, row));
            }
            add(structs, target, source == null ? null : source.schema(), value);
        }
    }

    private Row ofMap(Map<?, ?> row) {
        maps.clear();
        addAll(fields.columns(), row);
        if (fields.rest()) {
            addRest(row);
        }
        addAll(fields.tags(), row);
        return maps.row();
    }

    private void addRest(Map<?, ?> row) {
        RemainingFields root = hasDottedName(row) ? RemainingFields.of(named, row::containsKey) : places;
        for (Map.Entry<?, ?> field : row.entrySet()) {
            String name = String.valueOf(field.getKey());
            RemainingFields place = root.inner(name);
            Object left = place == null ? field.getValue() : place.of(field.getValue(), null);
            if (left != RemainingFields.NOTHING) {
                maps.addField(name, null, left);
            }
        }
    }

    /** Whether the name of a field is the whole path, with dots, of a named field. */
    private boolean hasDottedName(Map<?, ?> row) {
        for (String path : nestedPaths) {
            if (row.containsKey(path)) {
                return true;
            }
        }
        return false;
    }

    private void addAll(List<Target> targets, Map<?, ?> row) {
        for (Target target : targets) {
            Object value = target.choice().places() == null ? target.choice().valueIn(row) : target.severalIn(row);
            if (value == null) {
                requirePresent(target, isMissing(target, row));
            }
            add(maps, target, null, value);
        }
    }

    private boolean isMissing(Target target, Object row) {
        return missing == MissingField.FAIL
                && target.choice().fallback() == null
                && !target.choice().isIn(row);
    }

    private void add(RowBuilder builder, Target target, @Nullable Schema schema, @Nullable Object value) {
        DataType type = target.type();
        Object fallback = target.choice().fallback();
        if (value == null && fallback != null) {
            builder.addField(target.name(), target.choice().fallbackSchema(), fallback);
        } else if (value == null && target.required() && missingTime != null) {
            builder.addField(target.name(), null, missingTime);
        } else if (value == null) {
            requirePresent(target, target.required());
            Schema known = type == null ? schema : type.schema();
            builder.addField(target.name(), known == null ? unknown : known, null);
        } else if (type == null) {
            builder.addField(target.name(), schema, value);
        } else {
            builder.addField(target.name(), type.schema(), converted(target, type, value, schema));
        }
    }

    private @Nullable Object converted(Target target, DataType type, Object value, @Nullable Schema schema) {
        try {
            return type.convert(value, schema);
        } catch (DataException e) {
            if (mismatch == OnMismatch.NULL && !target.required()) {
                return null;
            }
            throw new DataException(
                    "Field " + target.choice().text() + ": " + e.getMessage() + "; see the options "
                            + (target.required()
                                    ? TableColumns.TIMESTAMP_FIELD + " and " + TableColumns.TIMESTAMP_UNIT
                                    : TableColumns.COLUMNS + " and " + TableColumns.TAGS),
                    e);
        }
    }

    private static void requirePresent(Target target, boolean required) {
        if (required) {
            throw new DataException("Expected a value in field "
                    + target.choice().text() + ", found none; see the options "
                    + (target.required()
                            ? TableColumns.TIMESTAMP_FIELD
                            : TableColumns.COLUMNS + ", " + TableColumns.TAGS + " and " + TableColumns.MISSING_FIELD));
        }
    }

    private static long weight(Schema schema) {
        long weight = WEIGHT_OF_FIELD;
        if (schema.type() == Schema.Type.STRUCT) {
            for (Field field : schema.fields()) {
                weight += field.name().length() + weight(field.schema());
            }
        } else if (schema.type() == Schema.Type.ARRAY || schema.type() == Schema.Type.MAP) {
            weight += weight(schema.valueSchema());
        }
        return weight;
    }

    private StructMapping plan(Schema schema) {
        StructMapping recent = last;
        if (recent == null || recent.schema() != schema) {
            recent = plans.get(schema);
            if (recent == null) {
                recent = StructMapping.of(schema, fields);
                plans.put(schema, recent, weight(schema));
            }
            last = recent;
        }
        return recent;
    }
}
