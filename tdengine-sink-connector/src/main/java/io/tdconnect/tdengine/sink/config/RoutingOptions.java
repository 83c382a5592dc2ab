// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.template.Template;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;

/**
 * The options for the table of a row whose record has no routing headers.
 *
 * @param database null if only headers name it
 * @param table null if only headers name it
 * @param tags names of the fields that are tags
 */
public record RoutingOptions(
        @Nullable Template database,
        Template stable,
        @Nullable Template table,
        List<String> tags,
        String timestampField) {
    public static final String DATABASE = "database";
    public static final String STABLE = "stable";
    public static final String TABLE = "table";
    public static final String TAGS = "tags";
    public static final String TIMESTAMP_FIELD = "timestamp.field";
    static final String HEADERS = "routing.headers";

    /** How routing headers of records are treated. */
    public enum HeaderPolicy {
        /** They override the options. */
        USE,
        /** They are ignored: a producer cannot choose databases and tables. */
        IGNORE
    }

    /** Copies the list of tags. */
    public RoutingOptions {
        tags = List.copyOf(tags);
    }

    static void addTo(Options options) {
        options.group("Rows")
                .optional(
                        DATABASE,
                        Type.STRING,
                        null,
                        "Database for records without the header td.database, a template such as kafka_{topic}. Required"
                                + " unless all records have it.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .importance(Importance.HIGH)
                .optional(
                        STABLE,
                        Type.STRING,
                        "{topic}",
                        "Supertable for records without the header td.stable. A template: {field}, {topic}, {partition},"
                                + " {key}, {header:NAME}, with a default as in {site:unknown}. Empty: the tables have no"
                                + " supertable, and tags are columns.")
                .validator(Validators.template())
                .importance(Importance.HIGH)
                .optional(
                        TABLE,
                        Type.STRING,
                        null,
                        "Subtable for records without the header td.table, a template such as d{id}. Required unless all"
                                + " records have it.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .importance(Importance.HIGH)
                .optional(
                        TAGS,
                        Type.LIST,
                        "",
                        "Names of the fields that become tags when a supertable is created or extended, for records"
                                + " without the header td.tags. Tags belong to the subtable: the values of its first"
                                + " row stay, later ones are not changed.")
                .importance(Importance.HIGH);
        addHeaders(options);
    }

    private static void addHeaders(Options options) {
        options.choice(
                        HEADERS,
                        HeaderPolicy.USE,
                        "Whether the headers td.database, td.stable, td.table, td.tags and td.timestamp of a record override"
                                + " the options: use or ignore. With ignore a producer cannot choose another database or"
                                + " table than the options give.")
                .optional(
                        TIMESTAMP_FIELD,
                        Type.STRING,
                        "ts",
                        "Field with the primary timestamp, for records without the header td.timestamp. It goes to the"
                                + " first column of the table, whatever its name.")
                .validator(Validators.nonEmpty())
                .importance(Importance.HIGH);
    }

    /** The routing of all topics that have no options of their own. */
    public static RoutingOptions from(AbstractConfig config) {
        String database = config.getString(DATABASE);
        String table = config.getString(TABLE);
        return new RoutingOptions(
                database == null ? null : Template.parse(database),
                Template.parse(config.getString(STABLE)),
                table == null ? null : Template.parse(table),
                config.getList(TAGS),
                config.getString(TIMESTAMP_FIELD));
    }

    /** The same with another value of one of the options. */
    RoutingOptions with(String option, String value) {
        return switch (option) {
            case DATABASE -> new RoutingOptions(Template.parse(value), stable, table, tags, timestampField);
            case STABLE -> new RoutingOptions(database, Template.parse(value), table, tags, timestampField);
            case TABLE -> new RoutingOptions(database, stable, Template.parse(value), tags, timestampField);
            case TAGS -> new RoutingOptions(database, stable, table, names(value), timestampField);
            default -> new RoutingOptions(database, stable, table, tags, value);
        };
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The same with a text in place of missing variables of the supertable and table. */
    RoutingOptions withDefault(String missingVariable) {
        return new RoutingOptions(
                database,
                stable.withDefault(missingVariable),
                table == null ? null : table.withDefault(missingVariable),
                tags,
                timestampField);
    }

    /** Whether the primary timestamp is among the tags, which is not possible. */
    public boolean timestampIsTag() {
        return tags.contains(timestampField);
    }
}
