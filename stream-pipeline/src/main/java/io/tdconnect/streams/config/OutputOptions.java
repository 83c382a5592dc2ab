// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.config;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.record.KafkaTopic;
import io.tdconnect.common.template.Template;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.jspecify.annotations.Nullable;

/**
 * How rows are written.
 *
 * @param topic of a row
 * @param key of a row; null for its subtable
 * @param format of the value
 * @param timestamps in JSON
 */
public record OutputOptions(Template topic, @Nullable Template key, Format format, TimestampFormat timestamps) {
    public static final String TOPIC = "output.topic";
    public static final String KEY = "output.key";
    static final String FORMAT = "output.format";
    static final String TIMESTAMPS = "output.timestamps";

    public static final Validator TOPIC_NAME = Validators.pattern(
            KafkaTopic.PATTERN, "name of a topic: up to " + KafkaTopic.MAX_LENGTH + " letters, digits, dots, - and _");

    /** Values of {@link #FORMAT}. */
    public enum Format {
        /** An object of its fields. */
        JSON,
        /** With the schema, as Connect's JsonConverter writes it. */
        JSON_SCHEMA
    }

    /** Values of {@link #TIMESTAMPS}. */
    public enum TimestampFormat {
        /** ISO-8601 text. */
        ISO,
        /** The number. */
        NUMBER
    }

    public static void addTo(Options options) {
        options.group("Output")
                .required(
                        TOPIC,
                        Type.STRING,
                        "Topic of a row: a name or a template such as `rows-{header:td.stable}`. Variables are fields of the"
                                + " row, `topic`, `partition`, `offset`, `key` and `header:NAME`; the routing headers are"
                                + " those of the row. The topic has to exist, unless brokers create topics by themselves.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .optional(
                        KEY,
                        Type.STRING,
                        null,
                        "Key of a row: a template as in `output.topic`. Unset for the subtable (`td.table`), so that the rows"
                                + " of a subtable stay in order, or the key of the message if the row has no subtable.")
                .validator(Validators.template())
                .choice(
                        FORMAT,
                        Format.JSON,
                        "Value of a row: `json` is an object of its fields; `json-schema` has Connect's schema beside it, so"
                                + " that a sink with JsonConverter and `schemas.enable=true` creates columns of the types"
                                + " that the stages gave.")
                .choice(
                        TIMESTAMPS,
                        TimestampFormat.ISO,
                        "Timestamps in `json`: `iso` is text such as 2023-11-14T22:13:20.123Z with as many digits as the"
                                + " unit has, `number` a number in the unit of the timestamp.");
    }

    public static OutputOptions from(AbstractConfig config) {
        String key = config.getString(KEY);
        return new OutputOptions(
                Template.parse(config.getString(TOPIC)),
                key == null ? null : Template.parse(key),
                EnumOption.parse(Format.class, config.getString(FORMAT)),
                EnumOption.parse(TimestampFormat.class, config.getString(TIMESTAMPS)));
    }
}
