// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.table;

import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.field.FieldList;
import io.tdconnect.transforms.type.DataType;
import io.tdconnect.transforms.type.TimestampType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a row that goes to a table.
 *
 * @param columns named columns, the primary timestamp among them if it is configured
 * @param rest whether all other fields follow the named columns
 * @param tags named tags, which come last
 * @param timestamp name of the primary timestamp, null if it is not configured
 */
public record TableColumns(
        List<Target> columns,
        boolean rest,
        List<Target> tags,
        @Nullable String timestamp) {
    /** Option of the fields that become columns. */
    public static final String COLUMNS = "columns";
    /** Option of the fields that become tags. */
    public static final String TAGS = "tags";
    /** Option of the field that becomes the primary timestamp. */
    public static final String TIMESTAMP_FIELD = "timestamp.field";
    /** Option of the unit of a timestamp that is a number. */
    public static final String TIMESTAMP_UNIT = "timestamp.unit";
    /** Option that says what happens to a row without one of the fields. */
    public static final String MISSING_FIELD = "missing.field";

    private static final String DELIMITER = "_";

    public TableColumns {
        columns = List.copyOf(columns);
        tags = List.copyOf(tags);
    }

    /**
     * The fields that the options of the same names describe.
     *
     * @param zone of times of text without an offset, null to refuse them
     * @throws ConfigException if a field is named twice or the timestamp is cast to another type
     */
    public static TableColumns of(
            @Nullable String columns,
            @Nullable String tags,
            @Nullable String timestampField,
            TimestampUnit unit,
            @Nullable ZoneId zone) {
        FieldList tagList = tags == null || tags.isBlank() ? new FieldList(List.of(), false) : FieldList.parse(tags);
        return of(FieldList.parse(columns), tagList, timestampField, unit).inZone(zone);
    }

    /** The same fields with a zone for times of text without an offset, null to leave them. */
    public TableColumns inZone(@Nullable ZoneId zone) {
        return zone == null ? this : new TableColumns(inZone(columns, zone), rest, inZone(tags, zone), timestamp);
    }

    private static List<Target> inZone(List<Target> targets, ZoneId zone) {
        return targets.stream().map(target -> target.inZone(zone)).toList();
    }

    /** The fields of these lists, see {@link #of(String, String, String, TimestampUnit, ZoneId)}. */
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

    /** Names of the tags in the row, null if none are configured. */
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
     * @param type what its value is converted to, null to keep its type
     * @param required whether rows without it are refused
     */
    record Target(FieldChoice choice, String name, @Nullable DataType type, boolean required) {
        public static Target of(FieldChoice choice) {
            return new Target(choice, choice.name(DELIMITER), choice.type(), false);
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
