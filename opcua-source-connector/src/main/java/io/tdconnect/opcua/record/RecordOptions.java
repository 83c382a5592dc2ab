// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.source.RecordSizeLimit;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.Precision;
import io.tdconnect.opcua.layout.PointLayouts;
import io.tdconnect.opcua.layout.PointVariables;
import io.tdconnect.opcua.layout.TableConfig;
import io.tdconnect.opcua.layout.TableNames;
import io.tdconnect.opcua.layout.TagColumn;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * The options for the content of records.
 *
 * @param routing whether records have routing headers for the sink
 * @param transformUnit unit of times in expressions
 */
public record RecordOptions(
        Template topic,
        boolean routing,
        TableNames names,
        PointLayouts layouts,
        QualityPolicy quality,
        QualityFormat qualityFormat,
        ArrayForm arrays,
        EnumerationForm enumerations,
        StructureForm structures,
        Precision transformUnit,
        OnError onError,
        RecordSizeLimit limit) {
    public static final String TOPIC = "kafka.topic";
    public static final String TABLE_CONFIG = "table.config";
    static final String STABLE = "stable";
    static final String TABLE = "table";
    static final String TABLE_NAMES = "table.names";
    static final String TAGS = "tags";
    static final String ROUTING_HEADERS = "routing.headers";
    static final String QUALITY_POLICY = "quality.policy";
    static final String QUALITY_FORMAT = "quality.format";
    static final String ARRAYS = "arrays";
    static final String ENUMERATIONS = "enumerations";
    static final String STRUCTURES = "structures";
    static final String TRANSFORM_UNIT = "ts.transform.unit";
    public static final String ON_ERROR = "on.error";

    private static final List<String> DEFAULT_TAGS =
            List.of("VARCHAR(256)::point_id::{node}", "VARCHAR(256)::point_name::{name}");

    /** Values of {@link #QUALITY_POLICY}: which values become rows. */
    enum QualityPolicy {
        ALL,
        GOOD,
        BAD_AS_NULL
    }

    /** Values of {@link #QUALITY_FORMAT}: how a status code is written. */
    enum QualityFormat {
        CODE,
        TEXT,
        BOTH
    }

    /** Values of {@link #ARRAYS}: what arrays and matrices become. */
    enum ArrayForm {
        ARRAY,
        COLUMNS,
        JSON
    }

    /** Values of {@link #ENUMERATIONS}: what values of enumerations become. */
    enum EnumerationForm {
        NUMBER,
        TEXT,
        BOTH
    }

    /** Values of {@link #STRUCTURES}: what structures become. */
    enum StructureForm {
        STRUCT,
        JSON
    }

    /** Values of {@link #ON_ERROR}: what happens to a value that cannot be converted. */
    public enum OnError {
        NULL,
        SKIP,
        FAIL
    }

    public static void addTo(Options options) {
        options.group("Records")
                .add(RecordOptions::records)
                .add(RecordOptions::tables)
                .add(RecordOptions::names)
                .add(RecordOptions::values)
                .add(RecordOptions::types)
                .add(RecordOptions::limits);
    }

    private static void records(Options options) {
        options.optional(
                        TOPIC,
                        Type.STRING,
                        "opcua",
                        "Kafka topic: a name, or a template such as opcua.{ns} or plant-{stable}, with the variables of"
                                + " `table`, {stable} and {table}. Characters that Kafka does not allow become underscores. The key"
                                + " of a record is the node, or the name of the table if several points share it.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .importance(Importance.HIGH)
                .choice(
                        ROUTING_HEADERS,
                        RoutingMode.MINIMAL,
                        "Which routing headers for the TDengine sink records have: none, minimal or all; the last two"
                                + " are the same here: supertable, table, tags and primary timestamp.");
    }

    private static void tables(Options options) {
        options.optional(
                        TABLE_CONFIG,
                        Type.STRING,
                        "",
                        "Columns of the tables, as in the opc_table_config of taosX: JSON with stable_prefix and"
                                + " column_configs, a list of column_name (original_time, server_time, received_time, value or"
                                + " quality), column_alias (its name in the table), column_type and is_primary_key. With empty text"
                                + " the columns are ts (original_time), val and quality. A points file contains its own columns.")
                .validator(new ParsedValidator("JSON as in the opc_table_config of taosX", TableConfig::parse))
                .width(Width.LONG)
                .importance(Importance.HIGH);
    }

    private static void names(Options options) {
        options.optional(
                        STABLE,
                        Type.STRING,
                        "opc_{type}",
                        "Supertable: a template with the variables of `table`. With a stable_prefix in `table.config`,"
                                + " such as meters, it is meters_{type}; a points file contains its own.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .optional(
                        TABLE,
                        Type.STRING,
                        "{code:}",
                        "Table: a template with " + PointVariables.DOC
                                + ". {id#/._} replaces / and . by _. If the result is empty, the table is called t_{ns}_{id}. A"
                                + " points file contains its own.")
                .validator(Validators.template())
                .choice(
                        TABLE_NAMES,
                        TableNames.ASCII,
                        "Which characters are kept in names of tables: ascii (letters, digits and underscores) or"
                                + " unicode (letters and digits of any script). Others become underscores.")
                .optional(
                        TAGS,
                        Type.LIST,
                        DEFAULT_TAGS,
                        "Tags as TYPE::NAME::VALUE, separated by commas or, as in taosX, semicolons; the value is a"
                                + " template with the variables of `table`, as in VARCHAR(200)::location::{DisplayName}. They also"
                                + " apply to points of a file without columns for tags.")
                .validator(TagColumn.validator())
                .width(Width.LONG);
    }

    private static void values(Options options) {
        options.choice(
                        QUALITY_POLICY,
                        QualityPolicy.ALL,
                        "Which values become rows: all, good (others are left out and counted), or bad-as-null (a bad"
                                + " value becomes null).")
                .choice(
                        QUALITY_FORMAT,
                        QualityFormat.CODE,
                        "Content of columns for quality: code (the status code, 0 for Good; the bits of an unsigned"
                                + " number as INT, unless `table.config` has another type), text (as in Bad_SensorFailure), or"
                                + " both, with the text in a column whose name ends in _text.")
                .choice(
                        ARRAYS,
                        ArrayForm.ARRAY,
                        "What arrays and matrices become: array (of Connect; the TDengine sink converts it to JSON"
                                + " text), columns (one for each element: val_0, val_1, and val_0_1 for matrices) or json (text).");
    }

    private static void types(Options options) {
        options.choice(
                        ENUMERATIONS,
                        EnumerationForm.NUMBER,
                        "What values of enumerations become: number, text (the name, or the number if it has no name) or"
                                + " both, with the text in a column whose name ends in _text.")
                .choice(
                        STRUCTURES,
                        StructureForm.STRUCT,
                        "What structures become: struct (nested; the TDengine sink makes a column for each member) or"
                                + " json (text).")
                .optional(
                        TRANSFORM_UNIT,
                        Type.STRING,
                        "ms",
                        "Unit of ts in the expressions ts_transform, request_ts_transform and received_ts_transform of a"
                                + " points file: ms, us or ns. Finer digits are cut off. Division gives a fraction: floor(ts /"
                                + " 1000) * 1000 rounds down to seconds.")
                .validator(Validators.pattern("ms|us|ns", "ms, us or ns"))
                .choice(
                        ON_ERROR,
                        OnError.NULL,
                        "What happens to a value that does not fit the type of its column, that its expression cannot"
                                + " compute, whose structure the server does not describe, or whose record would be larger than"
                                + " `record.max.bytes`: null (the row has its time and quality), skip (no row) or fail (the task"
                                + " stops). Each is counted, and the first one of each point is logged.");
    }

    private static void limits(Options options) {
        RecordSizeLimit.addTo(options, "A value whose record would be larger is treated as `on.error` says.");
    }

    public static RecordOptions from(AbstractConfig config) {
        return new RecordOptions(
                Template.parse(config.getString(TOPIC)),
                choice(config, RoutingMode.class, ROUTING_HEADERS) != RoutingMode.NONE,
                choice(config, TableNames.class, TABLE_NAMES),
                new PointLayouts(
                        config.getString(TABLE_CONFIG),
                        Template.parse(config.getString(STABLE)),
                        Template.parse(config.getString(TABLE)),
                        TagColumn.list(config.getList(TAGS))),
                choice(config, QualityPolicy.class, QUALITY_POLICY),
                choice(config, QualityFormat.class, QUALITY_FORMAT),
                choice(config, ArrayForm.class, ARRAYS),
                choice(config, EnumerationForm.class, ENUMERATIONS),
                choice(config, StructureForm.class, STRUCTURES),
                Precision.of(config.getString(TRANSFORM_UNIT)),
                choice(config, OnError.class, ON_ERROR),
                RecordSizeLimit.from(config));
    }

    private static <E extends Enum<E>> E choice(AbstractConfig config, Class<E> type, String option) {
        return EnumOption.parse(type, config.getString(option));
    }

    /**
     * Reports variables in templates that no point has.
     *
     * @param properties names of further properties of the points
     */
    public static void check(AbstractConfig config, Set<String> properties, ConfigProblems problems) {
        check(config, List.of(STABLE, TABLE), TAGS, template -> PointVariables.check(template, properties), problems);
        Set<String> ofTopic = new HashSet<>(properties);
        ofTopic.addAll(List.of("stable", "table"));
        check(
                TOPIC,
                Template.parse(config.getString(TOPIC)),
                template -> PointVariables.check(template, ofTopic),
                problems);
    }

    /** Reports what a check refuses in template options and in the values of tags. */
    public static void check(
            AbstractConfig config,
            List<String> templates,
            String tags,
            Consumer<Template> check,
            ConfigProblems problems) {
        for (String option : templates) {
            check(option, Template.parse(config.getString(option)), check, problems);
        }
        TagColumn.list(config.getList(tags)).forEach(tag -> check(tags, tag.value(), check, problems));
    }

    public static void check(String option, Template template, Consumer<Template> check, ConfigProblems problems) {
        try {
            check.accept(template);
        } catch (IllegalArgumentException e) {
            problems.add(option, e.getMessage() + " in " + template);
        }
    }
}
