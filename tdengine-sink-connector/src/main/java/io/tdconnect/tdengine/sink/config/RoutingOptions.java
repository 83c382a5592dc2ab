// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.UntrimmedOption;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.tdengine.sink.fault.FaultPolicies;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.jspecify.annotations.Nullable;

/** The options that say what of a record goes where. */
public final class RoutingOptions {
    public static final String DATABASE = "database";
    public static final String STABLE = "stable";
    public static final String TABLE = "table";
    public static final String TAGS = "tags";
    public static final String TIMESTAMP_FIELD = "timestamp.field";
    static final String TIMESTAMP_UNIT = "timestamp.unit";
    static final String TIMESTAMP_ROUNDING = "timestamp.rounding";
    public static final String NULL_VALUES = "behavior.on.null.values";
    public static final String FLATTEN_DELIMITER = "flatten.delimiter";
    static final String LONG_NAMES = "table.name.policy";
    static final String REPLACEMENT = "table.name.replacement";
    static final String HEADERS = "routing.headers";

    private static final Validator REPLACEMENT_TEXT =
            Validators.pattern("[^.`\\x00-\\x1f]*", "text without dots, backticks and control characters");
    private static final Validator DELIMITER_TEXT =
            Validators.pattern("[^`\\x00-\\x1f]*", "text without backticks and control characters");

    private RoutingOptions() {}

    public static void addTo(Options options) {
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
        addTime(options);
    }

    private static void addHeaders(Options options) {
        options.choice(
                HEADERS,
                HeaderPolicy.USE,
                "Whether the headers td.database, td.stable, td.table, td.tags and td.timestamp of a record win over"
                        + " the options: use or ignore. With ignore whoever may write to a topic cannot choose the"
                        + " database by them, nor another table than the options give.");
    }

    private static void addTime(Options options) {
        options.optional(
                        TIMESTAMP_FIELD,
                        Type.STRING,
                        "ts",
                        "Field with the primary timestamp, for records without the header td.timestamp. It goes to the"
                                + " first column of the table, whatever its name.")
                .validator(Validators.nonEmpty())
                .importance(Importance.HIGH)
                .choice(
                        TIMESTAMP_UNIT,
                        TimestampUnit.AUTO,
                        "Unit of times that are bare numbers; auto judges by the size and accepts times from 1971 to"
                                + " 2099.")
                .choice(
                        TIMESTAMP_ROUNDING,
                        Rounding.TRUNCATE,
                        "What happens to times with more digits than the precision of the database holds: truncate drops"
                                + " the digits, fail makes it a bad record.");
        addNames(options);
    }

    private static void addNames(Options options) {
        options.optional(
                        REPLACEMENT,
                        Type.STRING,
                        "_",
                        "Stands in names of tables for each dot, backtick and control character, which TDengine does not"
                                + " allow. Names that differ in nothing else become the same.")
                .validator(REPLACEMENT_TEXT)
                .choice(
                        LONG_NAMES,
                        LongNames.FAIL,
                        "What happens to names of tables of more than 192 bytes: fail makes the record bad,"
                                + " truncate-with-hash cuts the name and appends a hash of the whole.")
                .optional(
                        FLATTEN_DELIMITER,
                        Type.STRING,
                        "_",
                        "Joins the names of nested fields: {\"a\": {\"b\": 1}} is the field a_b. A record that has another"
                                + " field a_b, too, is bad. Arrays become JSON text.")
                .validator(DELIMITER_TEXT)
                .choice(
                        NULL_VALUES,
                        NullValues.IGNORE,
                        "What happens to records whose value is null: ignore skips them, fail makes them bad records,"
                                + " delete-row deletes the row whose table and time the key or the headers tell. Templates"
                                + " take the fields of the key, and the time is its field, or the header, called as"
                                + " timestamp.field says.");
    }

    public static RowRules rules(AbstractConfig config) {
        RowRouting preset = routing(config);
        Map<String, RowRouting> ofTopics = TopicOptions.routings(config, preset);
        NameRule names = new NameRule(
                UntrimmedOption.text(config, REPLACEMENT, REPLACEMENT_TEXT),
                EnumOption.parse(LongNames.class, config.getString(LONG_NAMES)));
        return new RowRules(
                topic -> withDefaults(ofTopics.getOrDefault(topic, preset), ErrorOptions.missingVariable(config)),
                EnumOption.parse(HeaderPolicy.class, config.getString(HEADERS)),
                names,
                UntrimmedOption.text(config, FLATTEN_DELIMITER, DELIMITER_TEXT),
                EnumOption.parse(NullValues.class, config.getString(NULL_VALUES)));
    }

    private static RowRouting withDefaults(RowRouting routing, @Nullable String missing) {
        Template table = routing.table();
        return missing == null
                ? routing
                : new RowRouting(
                        routing.database(),
                        routing.stable().withDefault(missing),
                        table == null ? null : table.withDefault(missing),
                        routing.tags(),
                        routing.timestampField());
    }

    public static RowRouting routing(AbstractConfig config) {
        String database = config.getString(DATABASE);
        String table = config.getString(TABLE);
        return new RowRouting(
                database == null ? null : Template.parse(database),
                Template.parse(config.getString(STABLE)),
                table == null ? null : Template.parse(table),
                config.getList(TAGS),
                config.getString(TIMESTAMP_FIELD));
    }

    public static CellRules cells(AbstractConfig config, FaultPolicies faults) {
        return new CellRules(
                EnumOption.parse(TimestampUnit.class, config.getString(TIMESTAMP_UNIT)),
                EnumOption.parse(Rounding.class, config.getString(TIMESTAMP_ROUNDING)),
                faults);
    }
}
