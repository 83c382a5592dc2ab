// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.table;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.TimeZoneOption;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.common.type.DataType;
import io.tdconnect.common.type.TimestampType;
import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.field.FieldList;
import io.tdconnect.transforms.field.PathHits;
import io.tdconnect.transforms.path.IndefinitePath;
import io.tdconnect.transforms.row.MissingField;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.type.JsonValues;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a row that goes to a table.
 *
 * @param columns named columns, including the primary timestamp if it is configured
 * @param rest whether all other fields follow the named columns
 * @param tags named tags, which come last
 * @param timestamp name of the primary timestamp; null if it is not configured
 */
public record TableColumns(
        List<Target> columns,
        boolean rest,
        List<Target> tags,
        @Nullable String timestamp) {
    static final String COLUMNS = "columns";
    static final String TAGS = "tags";
    static final String TIMESTAMP_FIELD = "timestamp.field";
    static final String TIMESTAMP_UNIT = "timestamp.unit";
    public static final String MISSING_FIELD = "missing.field";

    private static final String DELIMITER = "_";

    public TableColumns {
        columns = List.copyOf(columns);
        tags = List.copyOf(tags);
    }

    /** Adds the options for columns, tags and the primary timestamp. */
    public static void addTo(Options options) {
        options.group("Columns")
                .optional(
                        COLUMNS,
                        Type.STRING,
                        "",
                        "Columns in their order: " + FieldList.SYNTAX + "; or " + IndefinitePath.SYNTAX
                                + " and a type. Types: " + DataType.NAMES
                                + ". Empty for all fields that are not tags, in their order.")
                .validator(FieldList.columns())
                .importance(Importance.HIGH)
                .optional(
                        TAGS,
                        Type.STRING,
                        "",
                        "Tags, written as in `columns`; they follow the columns in the row. Empty to use the"
                                + " sink's option.")
                .validator(FieldList.tags())
                .importance(Importance.HIGH)
                .choice(
                        MISSING_FIELD,
                        MissingField.NULL,
                        "What happens if a row lacks a field that `columns` or `tags` names: `null` makes it null (or leaves"
                                + " it out of a Struct, if it has no type), `fail` refuses the row. A default is used instead,"
                                + " also for null.")
                .add(OnMismatch::addTo)
                .add(PathHits::addTo);
        addTime(options);
    }

    private static void addTime(Options options) {
        options.group("Time")
                .optional(
                        TIMESTAMP_FIELD,
                        Type.STRING,
                        null,
                        "Field with the primary timestamp: its name in the row or among `columns`; if it is not among them, it"
                                + " becomes the first. Unset to use the sink's option.")
                .validator(Validators.nonEmpty())
                .importance(Importance.HIGH)
                .choice(
                        TIMESTAMP_UNIT,
                        TimestampUnit.AUTO,
                        "Unit of a primary timestamp that is a bare number; `auto` judges it by its size and refuses it where"
                                + " that is ambiguous. ISO-8601 text keeps up to 9 digits whatever the unit. A type in"
                                + " `columns` overrides it.")
                .add(TimeZoneOption::addTo);
    }

    /**
     * Reads the options.
     *
     * @throws ConfigException if a field is named twice or the timestamp has another type
     */
    public static TableColumns from(AbstractConfig config) {
        String tags = config.getString(TAGS);
        FieldList tagList = tags == null || tags.isBlank() ? new FieldList(List.of(), false) : FieldList.parse(tags);
        TimestampUnit unit = EnumOption.parse(TimestampUnit.class, config.getString(TIMESTAMP_UNIT));
        FieldList columns = FieldList.ofSeveral(config.getString(COLUMNS), PathHits.from(config));
        return of(columns, tagList, config.getString(TIMESTAMP_FIELD), unit).inZone(TimeZoneOption.zone(config));
    }

    /** The same fields with a zone for times in text without an offset; unchanged if the zone is null. */
    public TableColumns inZone(@Nullable ZoneId zone) {
        return zone == null ? this : new TableColumns(inZone(columns, zone), rest, inZone(tags, zone), timestamp);
    }

    private static List<Target> inZone(List<Target> targets, ZoneId zone) {
        return targets.stream().map(target -> target.inZone(zone)).toList();
    }

    /**
     * The fields of these lists.
     *
     * @throws ConfigException if a field is named twice or the timestamp has another type
     */
    public static TableColumns of(
            FieldList columnList, FieldList tagList, @Nullable String timestampField, TimestampUnit unit) {
        List<Target> targets =
                new ArrayList<>(columnList.choices().stream().map(Target::of).toList());
        String timestamp = timestampField == null || timestampField.isBlank()
                ? null
                : placeTimestamp(timestampField.trim(), unit, targets);
        List<Target> tagTargets = tagList.choices().stream().map(Target::of).toList();
        requireDistinct(targets, tagTargets);
        return new TableColumns(targets, columnList.rest(), tagTargets, timestamp);
    }

    /** Names of the tags in the row; null if no tags are configured. */
    @Nullable
    public List<String> tagNames() {
        return tags.isEmpty() ? null : tags.stream().map(Target::name).toList();
    }

    /** All named fields, columns and tags. */
    List<FieldChoice> named() {
        return Stream.concat(columns.stream(), tags.stream())
                .map(Target::choice)
                .toList();
    }

    private static String placeTimestamp(String field, TimestampUnit unit, List<Target> columns) {
        for (int i = 0; i < columns.size(); i++) {
            Target column = columns.get(i);
            if (column.name.equals(field) || column.choice.text().equals(field)) {
                columns.set(i, column.asTimestamp(unit));
                return column.name;
            }
        }
        List<FieldChoice> choices;
        try {
            choices = FieldList.parse(field).choices();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(TIMESTAMP_FIELD, field, e.getMessage());
        }
        if (choices.size() != 1) {
            throw new ConfigException(TIMESTAMP_FIELD, field, "expected the name of one field");
        }
        Target timestamp = Target.of(choices.get(0)).asTimestamp(unit);
        columns.add(0, timestamp);
        return timestamp.name;
    }

    private static void requireDistinct(List<Target> columns, List<Target> tags) {
        Set<String> names = new HashSet<>();
        columns.forEach(column -> names.add(column.name));
        for (Target tag : tags) {
            if (!names.add(tag.name)) {
                throw new ConfigException(TAGS, tag.name, "expected a name that is no column and no other tag");
            }
        }
    }

    /**
     * A field of the row that goes to a table.
     *
     * @param choice where its value comes from
     * @param name its name
     * @param type to which its value is converted; null to keep its type
     * @param required whether rows without it are refused
     */
    record Target(FieldChoice choice, String name, @Nullable DataType type, boolean required) {
        public static Target of(FieldChoice choice) {
            return new Target(choice, choice.name(DELIMITER), choice.type(), false);
        }

        /** The values of several places, an array as JSON; null if the field has one place. */
        @Nullable
        Object severalIn(Object row) {
            Object values = choice.places() == null ? null : choice.valueIn(row);
            return values instanceof List && type != null && type.text() ? JsonValues.text(values) : values;
        }

        public Target inZone(ZoneId zone) {
            return type instanceof TimestampType time ? new Target(choice, name, time.inZone(zone), required) : this;
        }

        Target asTimestamp(TimestampUnit unit) {
            if (type != null && !(type instanceof TimestampType)) {
                throw new ConfigException(
                        COLUMNS, name, "expected type TIMESTAMP for the primary timestamp, found " + type);
            }
            return new Target(choice, name, type == null ? new TimestampType(unit, null, null) : type, true);
        }
    }
}
