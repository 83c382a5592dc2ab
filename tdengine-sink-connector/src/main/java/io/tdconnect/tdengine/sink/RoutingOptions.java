// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.config.Choices;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.TimestampUnit;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The options that say what of a record goes where. */
final class RoutingOptions {
    static final String DATABASE = "database";
    static final String STABLE = "stable";
    static final String TABLE = "table";
    static final String TAGS = "tags";
    static final String TIMESTAMP_FIELD = "timestamp.field";
    static final String TIMESTAMP_UNIT = "timestamp.unit";
    static final String TIMESTAMP_ROUNDING = "timestamp.rounding";
    static final String NULL_VALUES = "behavior.on.null.values";

    private RoutingOptions() {}

    static void addTo(Options options) {
        options.group("Rows")
                .optional(
                        DATABASE,
                        Type.STRING,
                        null,
                        "Database for records without the header td.database. Required unless all records have it.")
                .validator(Validators.nonEmpty())
                .importance(Importance.HIGH)
                .optional(
                        STABLE,
                        Type.STRING,
                        "{topic}",
                        "Supertable for records without the header td.stable. A template: {field}, {topic}, {partition},"
                                + " {key}, {header:NAME}, with a default as in {site:unknown}.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
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
        addTime(options);
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
                                + " the digits, fail makes it a bad record.")
                .choice(
                        NULL_VALUES,
                        NullValues.IGNORE,
                        "What happens to records whose value is null: ignore skips them, fail makes them bad records.");
    }

    static RowRouting routing(AbstractConfig config) {
        String table = config.getString(TABLE);
        return new RowRouting(
                config.getString(DATABASE),
                Template.parse(config.getString(STABLE)),
                table == null ? null : Template.parse(table),
                config.getList(TAGS),
                config.getString(TIMESTAMP_FIELD));
    }

    static TimestampUnit timestampUnit(AbstractConfig config) {
        return Choices.parse(TimestampUnit.class, config.getString(TIMESTAMP_UNIT));
    }

    static Rounding timestampRounding(AbstractConfig config) {
        return Choices.parse(Rounding.class, config.getString(TIMESTAMP_ROUNDING));
    }

    static NullValues nullValues(AbstractConfig config) {
        return Choices.parse(NullValues.class, config.getString(NULL_VALUES));
    }
}
