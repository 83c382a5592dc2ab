// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.config.Choices;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.tdengine.TdengineConnections;
import io.tdconnect.tdengine.TdengineOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The options of the sink. */
public final class TdengineSinkConfig extends AbstractConfig {
    static final String DATABASE = "database";
    static final String STABLE = "stable";
    static final String TABLE = "table";
    static final String TAGS = "tags";
    static final String TIMESTAMP_FIELD = "timestamp.field";
    static final String TIMESTAMP_UNIT = "timestamp.unit";
    static final String TIMESTAMP_ROUNDING = "timestamp.rounding";
    static final String CREATE_DATABASE = "auto.create.database";
    static final String CREATE_STABLE = "auto.create.stable";
    static final String EVOLVE = "auto.evolve";
    static final String BATCH_ROWS = "batch.rows";
    static final String LINGER = "linger.ms";
    static final String NULL_VALUES = "behavior.on.null.values";

    static final ConfigDef CONFIG_DEF = new Options()
            .add(TdengineOptions::addTo)
            .add(TdengineSinkConfig::addRouting)
            .add(TdengineSinkConfig::addTables)
            .add(TdengineSinkConfig::addWriting)
            .add(RetryOptions::addTo)
            .build();

    TdengineSinkConfig(Map<String, String> properties) {
        super(CONFIG_DEF, properties);
    }

    private static void addRouting(Options options) {
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
                                + " the digits, fail makes it a bad record.");
    }

    private static void addTables(Options options) {
        options.group("Tables")
                .optional(
                        CREATE_DATABASE,
                        Type.BOOLEAN,
                        false,
                        "Whether to create a database that does not exist, with the server's defaults.")
                .optional(
                        CREATE_STABLE,
                        Type.BOOLEAN,
                        true,
                        "Whether to create a supertable that does not exist, with types from the schema or the values"
                                + " of the first rows. Subtables are always created.")
                .optional(
                        EVOLVE,
                        Type.BOOLEAN,
                        true,
                        "Whether to add columns and tags for new fields, and to make VARCHAR and NCHAR longer.");
    }

    private static void addWriting(Options options) {
        options.group("Writing")
                .optional(
                        BATCH_ROWS,
                        Type.INT,
                        10_000,
                        "Rows are written as soon as so many have come. More rows a batch are faster and take more"
                                + " memory.")
                .validator(Validators.between(1, 1_000_000))
                .optional(
                        LINGER,
                        Type.INT,
                        100,
                        "Rows that are fewer are written so many milliseconds after the first of them came.")
                .validator(Validators.between(0, 60_000))
                .choice(
                        NULL_VALUES,
                        NullValues.IGNORE,
                        "What happens to records whose value is null: ignore skips them, fail makes them bad records.");
    }

    TdengineConnections connections() {
        return TdengineOptions.from(this);
    }

    RowRouting routing() {
        String table = getString(TABLE);
        return new RowRouting(
                getString(DATABASE),
                Template.parse(getString(STABLE)),
                table == null ? null : Template.parse(table),
                tags(),
                getString(TIMESTAMP_FIELD));
    }

    List<String> tags() {
        return getList(TAGS);
    }

    TablePolicy tablePolicy() {
        return new TablePolicy(getBoolean(CREATE_DATABASE), getBoolean(CREATE_STABLE), getBoolean(EVOLVE));
    }

    TimestampUnit timestampUnit() {
        return Choices.parse(TimestampUnit.class, getString(TIMESTAMP_UNIT));
    }

    Rounding timestampRounding() {
        return Choices.parse(Rounding.class, getString(TIMESTAMP_ROUNDING));
    }

    NullValues nullValues() {
        return Choices.parse(NullValues.class, getString(NULL_VALUES));
    }

    DeliveryTiming timing() {
        Retry retry = RetryOptions.from(this);
        return new DeliveryTiming(getInt(BATCH_ROWS), Duration.ofMillis(getInt(LINGER)), retry, System::nanoTime);
    }
}
