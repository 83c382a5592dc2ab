// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.config;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Which messages a pipeline reads.
 *
 * @param brokers to start from
 * @param topics by name; empty with a pattern
 * @param pattern of topics; null with names
 * @param format of values
 */
public record InputOptions(
        List<String> brokers, List<String> topics, @Nullable TopicPattern pattern, Format format) {
    public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    public static final String TOPICS = "input.topics";
    public static final String TOPICS_PATTERN = "input.topics.pattern";
    public static final String FORMAT = "input.format";

    /** Values of {@link #FORMAT}. */
    public enum Format {
        BYTES,
        STRING,
        JSON,
        JSON_SCHEMA
    }

    public static void addTo(Options options) {
        options.group("Input")
                .required(BOOTSTRAP_SERVERS, Type.LIST, "Brokers to start from, such as `localhost:9092`.")
                .validator(Validators.all(
                        Validators.nonEmptyList(),
                        Validators.pattern("\\S+:\\d{1,5}", "brokers such as localhost:9092, with their port")))
                .optional(
                        TOPICS,
                        Type.LIST,
                        "",
                        "Topics to read, comma separated. Set either these or `input.topics.pattern`.")
                .validator(OutputOptions.TOPIC_NAME)
                .importance(Importance.HIGH)
                .optional(
                        TOPICS_PATTERN,
                        Type.STRING,
                        null,
                        "Regular expression of the names of the topics to read, such as `landing-.*`; new topics join"
                                + " by themselves. It must not match the topics that the pipeline writes. Of RE2; since Kafka"
                                + " Streams matches names without RE2, at most four repetitions, and only of single"
                                + " characters, classes such as `[a-z]`, or groups of plain text.")
                .validator(TopicPattern.validator())
                .choice(
                        FORMAT,
                        Format.BYTES,
                        "Form in which the first stage gets the values of messages: unchanged `bytes`, which ParseJson and the"
                                + " other parsers read; `string`; `json`, and `json-schema` with the schema inside, as"
                                + " Connect's JsonConverter reads them.");
    }

    public static InputOptions from(AbstractConfig config) {
        String regex = config.getString(TOPICS_PATTERN);
        InputOptions options = new InputOptions(
                config.getList(BOOTSTRAP_SERVERS),
                config.getList(TOPICS),
                regex == null ? null : TopicPattern.parse(regex),
                EnumOption.parse(Format.class, config.getString(FORMAT)));
        boolean named = !options.topics.isEmpty();
        if (named == (regex != null)) {
            throw new ConfigException(
                    "expected either " + TOPICS + " or " + TOPICS_PATTERN + ", found " + (named ? "both" : "none"));
        }
        return options;
    }

    /** Whether the pipeline reads a topic. */
    public boolean reads(String topic) {
        return pattern == null ? topics.contains(topic) : pattern.matches(topic);
    }

    /** Topics or pattern, for messages. */
    public String text() {
        return pattern == null ? String.join(", ", topics) : pattern.toString();
    }
}
