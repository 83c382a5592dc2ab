// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.record;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.TimeZoneOption;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.source.RecordSizeLimit;
import io.tdconnect.common.template.Template;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;

/**
 * The form of records.
 *
 * @param topic template of the topic
 * @param types of columns; the others are text
 * @param locale of numbers; null for numbers as programs write them
 * @param rowsPerRecord most rows of a record; with more than one its value is a list
 * @param limit size of a record
 * @param places whether headers name file and line
 * @param destination of the rows in TDengine
 */
public record RecordOptions(
        Template topic,
        ColumnTypes types,
        @Nullable NumberLocale locale,
        int rowsPerRecord,
        RecordSizeLimit limit,
        boolean places,
        Destination destination) {
    public static final String TOPIC = "topic";
    public static final String TYPES = "types";
    public static final String NUMBER_LOCALE = "number.locale";
    public static final String DATABASE = "database";
    public static final String STABLE = "stable";
    public static final String TABLE = "table";
    public static final String TAGS = "tags";
    public static final String TIMESTAMP_FIELD = "timestamp.field";
    public static final String ROWS_PER_RECORD = "rows.per.record";
    static final String PLACE_HEADERS = "place.headers";

    /**
     * Where rows belong; null, or an empty list, where the sink decides.
     *
     * @param tags columns that are tags
     * @param timestamp column with the primary timestamp
     */
    public record Destination(
            @Nullable String database,
            @Nullable Template stable,
            @Nullable Template table,
            List<String> tags,
            @Nullable String timestamp) {}

    public static void addTo(Options options) {
        options.group("Records")
                .optional(
                        TOPIC,
                        Type.STRING,
                        "csv",
                        "Kafka topic, a template with columns and {file}, the name of the file without folder and endings."
                                + " Characters that Kafka does not allow become underscores.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .importance(Importance.HIGH)
                .optional(
                        TYPES,
                        Type.STRING,
                        "",
                        "Types of columns, such as `ts: TIMESTAMP(ms), current: FLOAT, groupid: INT`, as the transforms write"
                                + " them: " + io.tdconnect.common.type.DataType.NAMES
                                + ". Other columns are text. A name with a colon or comma stands in backticks. Empty if a"
                                + " transform or the sink converts.")
                .validator(new ParsedValidator("columns and types", ColumnTypes::parse))
                .importance(Importance.HIGH)
                .add(TimeZoneOption::addTo)
                .optional(
                        NUMBER_LOCALE,
                        Type.STRING,
                        "",
                        "Language and country by whose rules numbers of columns with a numeric type are written, such as de-DE"
                                + " for 1.234,5 or fr-FR for 1 234,5; empty for 1234.5.")
                .validator(new ParsedValidator("language tag such as de-DE", NumberLocale::parse));
        addForm(options);
        addDestination(options);
    }

    private static void addForm(Options options) {
        options.optional(
                        ROWS_PER_RECORD,
                        Type.INT,
                        1,
                        "How many rows a record contains at most. With more than 1 the value is a list of structs, each of which"
                                + " the TDengine sink writes as a row. Kafka Connect spends most of its time per record: 100 is"
                                + " several times as fast. A record never has more rows than fit into `record.max.bytes`.")
                .validator(Validators.between(1, 10_000));
        RecordSizeLimit.addTo(options, "A row that alone is larger is a bad line.");
        options.optional(
                        PLACE_HEADERS,
                        Type.BOOLEAN,
                        true,
                        "Whether the headers csv.file and csv.line contain the path of the file and the number of the line,"
                                + " of the first row if there are several.")
                .importance(Importance.LOW);
    }

    private static void addDestination(Options options) {
        options.group("Routing")
                .optional(DATABASE, Type.STRING, "", "Database for the TDengine sink; empty to use the sink's option.")
                .optional(
                        STABLE,
                        Type.STRING,
                        "",
                        "Supertable for the TDengine sink, a template with columns and {file}; empty to use the sink's option.")
                .validator(Validators.template())
                .optional(
                        TABLE,
                        Type.STRING,
                        "",
                        "Subtable for the TDengine sink, a template with columns and {file} such as d_{device:none}; empty to"
                                + " use the sink's option. It is the key of the records, too, unless a record has rows of"
                                + " several tables.")
                .validator(Validators.template())
                .optional(
                        TAGS,
                        Type.LIST,
                        List.of(),
                        "Columns that are tags for the TDengine sink; empty to use the sink's option.")
                .optional(
                        TIMESTAMP_FIELD,
                        Type.STRING,
                        "",
                        "Column with the primary timestamp for the TDengine sink; empty to use the sink's option.");
    }

    public static RecordOptions from(AbstractConfig config) {
        String locale = config.getString(NUMBER_LOCALE);
        return new RecordOptions(
                Template.parse(config.getString(TOPIC)),
                ColumnTypes.parse(config.getString(TYPES)).inZone(TimeZoneOption.zone(config)),
                locale.isBlank() ? null : NumberLocale.parse(locale),
                config.getInt(ROWS_PER_RECORD),
                RecordSizeLimit.from(config),
                config.getBoolean(PLACE_HEADERS),
                new Destination(
                        textOrNull(config, DATABASE),
                        template(config, STABLE),
                        template(config, TABLE),
                        config.getList(TAGS),
                        textOrNull(config, TIMESTAMP_FIELD)));
    }

    private static @Nullable String textOrNull(AbstractConfig config, String option) {
        String text = config.getString(option);
        return text.isBlank() ? null : text;
    }

    private static @Nullable Template template(AbstractConfig config, String option) {
        String text = textOrNull(config, option);
        return text == null ? null : Template.parse(text);
    }
}
