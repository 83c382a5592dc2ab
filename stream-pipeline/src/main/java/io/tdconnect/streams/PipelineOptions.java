// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.record.KafkaTopic;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;

/** The options of a pipeline, without those of its stages and of Kafka Streams. */
final class PipelineOptions {
    static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    static final String APPLICATION_ID = "application.id";
    static final String PROCESSING_GUARANTEE = "processing.guarantee";
    static final String INPUT_TOPICS = "input.topics";
    static final String INPUT_TOPICS_PATTERN = "input.topics.pattern";
    static final String INPUT_FORMAT = "input.format";
    static final String STAGES = "stages";
    static final String MAX_ROWS = "rows.max.per.message";
    static final String PARENT_HEADERS = "parent.headers";
    static final String OUTPUT_TOPIC = "output.topic";
    static final String OUTPUT_KEY = "output.key";
    static final String OUTPUT_FORMAT = "output.format";
    static final String OUTPUT_TIMESTAMPS = "output.timestamps";
    static final String ERRORS_POLICY = "errors.policy";
    static final String DEAD_LETTER_TOPIC = "errors.dead.letter.topic";
    static final String REPARTITION = "state.repartition";
    static final String DEDUPLICATE_WINDOW = "deduplicate.window.ms";
    static final String REPORT_DEADBANDS = "report.deadbands";
    static final String REPORT_HEARTBEAT = "report.heartbeat.ms";
    static final String DOWNSAMPLE_WINDOW = "downsample.window.ms";
    static final String DOWNSAMPLE_GRACE = "downsample.grace.ms";
    static final String DOWNSAMPLE_COLUMNS = "downsample.columns";
    static final String DOWNSAMPLE_IDLE = "downsample.idle.ms";

    static final Validator TOPIC_NAME = Validators.pattern(
            KafkaTopic.PATTERN, "name of a topic: up to " + KafkaTopic.MAX_LENGTH + " letters, digits, dots, - and _");

    static final ConfigDef CONFIG_DEF =
            windows(memory(delivery(output(rows(input(new Options())))))).build();

    private PipelineOptions() {}

    private static Options input(Options options) {
        return options.group("Input")
                .required(BOOTSTRAP_SERVERS, Type.LIST, "Brokers to start from, such as `localhost:9092`.")
                .validator(Validators.all(
                        Validators.nonEmptyList(),
                        Validators.pattern("\\S+:\\d{1,5}", "brokers such as localhost:9092, with their port")))
                .optional(
                        INPUT_TOPICS,
                        Type.LIST,
                        "",
                        "Topics that are read, comma separated. Either these or `input.topics.pattern` must be set.")
                .validator(TOPIC_NAME)
                .importance(Importance.HIGH)
                .optional(
                        INPUT_TOPICS_PATTERN,
                        Type.STRING,
                        null,
                        "Regular expression of the names of the topics that are read, such as `landing-.*`; new topics join"
                                + " by themselves. It must not match the topics that the pipeline writes. Of RE2; since Kafka"
                                + " Streams matches names without RE2, at most four repetitions, and only of single"
                                + " characters, classes such as `[a-z]`, or groups of plain text.")
                .validator(TopicPattern.validator())
                .choice(
                        INPUT_FORMAT,
                        InputFormat.BYTES,
                        "What the values of messages are to the first stage: `bytes` as they are, which ParseJson and the"
                                + " other parsers take; `string`; `json`, and `json-schema` with the schema inside, as"
                                + " Connect's JsonConverter reads them.");
    }

    private static Options rows(Options options) {
        return options.group("Rows")
                .required(
                        STAGES,
                        Type.LIST,
                        "Names of the stages in their order. Stage `parse` has its class in `stages.parse.type`, a"
                                + " transform such as `ParseJson` or `org.apache.kafka.connect.transforms.HoistField$Value`,"
                                + " and the options of the transform behind the same prefix. In YAML, `stages` is a list of"
                                + " objects with `type`, the options and, if wanted, `name`.")
                .validator(Validators.nonEmptyList())
                .optional(
                        MAX_ROWS,
                        Type.INT,
                        10_000,
                        "The most rows of one message; a message of more is a bad one. So that a broken or hostile message"
                                + " cannot take all memory.")
                .validator(Validators.between(1, 10_000_000))
                .optional(
                        PARENT_HEADERS,
                        Type.BOOLEAN,
                        true,
                        "Whether rows have the headers `td.row` (index in the message, from 0), `td.parent.topic`,"
                                + " `td.parent.partition` and `td.parent.offset`.");
    }

    private static Options output(Options options) {
        return options.group("Output")
                .required(
                        OUTPUT_TOPIC,
                        Type.STRING,
                        "Topic of a row: a name or a template such as `rows-{header:td.stable}`. Variables are fields of the"
                                + " row, `topic`, `partition`, `offset`, `key` and `header:NAME`; the routing headers are"
                                + " those of the row. The topic has to exist, unless brokers create topics by themselves.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .optional(
                        OUTPUT_KEY,
                        Type.STRING,
                        null,
                        "Key of a row: a template as in `output.topic`. Unset for the subtable (`td.table`), so that the rows"
                                + " of a subtable stay in order, or the key of the message where there is none.")
                .validator(Validators.template())
                .choice(
                        OUTPUT_FORMAT,
                        OutputFormat.JSON,
                        "Value of a row: `json` is an object of its fields; `json-schema` has Connect's schema beside it, so"
                                + " that a sink with JsonConverter and `schemas.enable=true` creates columns of the types"
                                + " that the stages gave.")
                .choice(
                        OUTPUT_TIMESTAMPS,
                        TimestampFormat.ISO,
                        "Timestamps in `json`: `iso` is text such as 2023-11-14T22:13:20.123Z with as many digits as the"
                                + " unit has, `number` a number in the unit of the timestamp.");
    }

    private static Options delivery(Options options) {
        return options.group("Delivery")
                .optional(
                        APPLICATION_ID,
                        Type.STRING,
                        null,
                        "Name of the consumer group, and prefix of internal topics; all copies of a pipeline have the same."
                                + " Unset for `tdconnect-` and the name of the pipeline.")
                .validator(Validators.pattern("[a-zA-Z0-9._-]{1,180}", "letters, digits, dots, - and _"))
                .optional(
                        PROCESSING_GUARANTEE,
                        Type.STRING,
                        "at_least_once",
                        "`at_least_once`: after a crash some rows come twice, which the TDengine sink overwrites with the"
                                + " same. `exactly_once_v2`: transactions; who reads the rows needs"
                                + " `isolation.level=read_committed`.")
                .validator(ValidString.in("at_least_once", "exactly_once_v2"))
                .group("Errors")
                .choice(
                        ERRORS_POLICY,
                        ErrorPolicy.DEAD_LETTER,
                        "What happens to a bad message, one that cannot be parsed or mapped: `dead-letter` writes it, as it"
                                + " came, to `errors.dead.letter.topic`; `skip` counts it; `fail` ends the process. No row of"
                                + " a bad message is written.")
                .optional(
                        DEAD_LETTER_TOPIC,
                        Type.STRING,
                        null,
                        "Topic of bad messages, with the headers `td.error.*` and `__connect.errors.*` of the dead letters of"
                                + " a sink. Unset for the application id and `.dead-letters`.")
                .validator(TOPIC_NAME);
    }

    private static Options memory(Options options) {
        return options.group("State")
                .optional(
                        REPARTITION,
                        Type.BOOLEAN,
                        true,
                        "Whether rows travel through an internal topic, by their subtable, on their way to the stateful steps"
                                + " below. Set it to false only where all messages about a subtable are in one partition.")
                .importance(Importance.LOW)
                .optional(
                        DEDUPLICATE_WINDOW,
                        Type.LONG,
                        0L,
                        "How long a row of the same subtable and timestamp as an earlier one is dropped, in ms of the times"
                                + " of the messages; the first one stays. 0 for never.")
                .validator(Validators.atLeast(0))
                .optional(
                        REPORT_DEADBANDS,
                        Type.LIST,
                        "",
                        "Report by exception: `voltage:0.5, current:2%, *:0` drops a row if no field listed has moved from"
                                + " the last row of its subtable that passed by more than its deadband, a number or a"
                                + " percentage of that value. Text and booleans pass when they differ. `*` is every other"
                                + " field but tags and the timestamp. Empty for off.")
                .validator(Deadbands.validator())
                .optional(
                        REPORT_HEARTBEAT,
                        Type.LONG,
                        0L,
                        "Time after which a row passes whatever its values are, in ms of the timestamps of rows. 0 for"
                                + " never.")
                .validator(Validators.atLeast(0));
    }

    private static Options windows(Options options) {
        return options.optional(
                        DOWNSAMPLE_WINDOW,
                        Type.LONG,
                        0L,
                        "Length of the windows, in ms of the timestamps of rows, each of which becomes one row of its"
                                + " subtable; needs `processing.guarantee=exactly_once_v2`. 0 for off.")
                .validator(Validators.atLeast(0))
                .optional(
                        DOWNSAMPLE_GRACE,
                        Type.LONG,
                        0L,
                        "How much later than the end of a window a row of the subtable must be before the window is written;"
                                + " rows that come after that are late and dropped.")
                .validator(Validators.atLeast(0))
                .optional(
                        DOWNSAMPLE_COLUMNS,
                        Type.LIST,
                        "",
                        "Columns of the row of a window: `voltage:avg, voltage:max as peak, phase:last`, with first, last,"
                                + " min, max, avg, sum and count. Tags stay as they were last; the timestamp is the start of"
                                + " the window.")
                .validator(WindowColumn.validator())
                .optional(
                        DOWNSAMPLE_IDLE,
                        Type.LONG,
                        0L,
                        "Time without rows of a subtable after which its open windows are written, in ms of the clock. 0 for"
                                + " never: the last window of a device that is switched off then stays open.")
                .validator(Validators.atLeast(0));
    }
}
