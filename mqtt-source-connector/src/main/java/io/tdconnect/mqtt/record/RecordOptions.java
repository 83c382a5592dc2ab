// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.template.Template;
import io.tdconnect.mqtt.message.MqttMessage;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;

/**
 * The options for everything in a record but the payload: topic, key, headers and added fields.
 *
 * @param kafkaKey null for records without key
 * @param levels where the levels go that the pattern names
 * @param fields added to values that are objects
 */
public record RecordOptions(
        Template kafkaTopic,
        @Nullable Template kafkaKey,
        TopicPattern pattern,
        LevelTarget levels,
        Set<MessageField> fields,
        HeaderSet headers) {
    public static final String KAFKA_TOPIC = "kafka.topic";
    public static final String KAFKA_KEY = "kafka.key";
    public static final String TOPIC_PATTERN = "topic.pattern";
    public static final String TOPIC_LEVELS = "topic.levels";
    public static final String MESSAGE_FIELDS = "message.fields";
    static final String MESSAGE_HEADERS = "message.headers";

    public static void addTo(Options options) {
        options.group("Records").add(RecordOptions::addRoute).add(RecordOptions::addLevels);
    }

    private static void addRoute(Options options) {
        options.optional(
                        KAFKA_TOPIC,
                        Type.STRING,
                        "mqtt",
                        "Kafka topic: a name, or a template with {topic} (the MQTT topic with dots for slashes),"
                                + " the topic levels {1}, {2}, … and the names of `topic.pattern`, such as plant.{2:none}"
                                + " or plant-{site}. Characters that Kafka does not allow become underscores.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .importance(Importance.HIGH)
                .optional(
                        KAFKA_KEY,
                        Type.STRING,
                        "{topic}",
                        "Key of the records: a template as for `kafka.topic`, except that {topic} is the"
                                + " unchanged MQTT topic. Empty text makes records without key.")
                .validator(Validators.template());
    }

    private static void addLevels(Options options) {
        options.optional(
                        TOPIC_PATTERN,
                        Type.STRING,
                        "",
                        "Names of the topic levels, such as site/line/_ where site/line-7/temp is a topic; _"
                                + " stands for a level without a name. Topics may have fewer or more levels.")
                .validator(new ParsedValidator("names of topic levels, such as site/line/_", TopicPattern::parse))
                .dependents(TOPIC_LEVELS)
                .choice(
                        TOPIC_LEVELS,
                        LevelTarget.HEADERS,
                        "Where the levels named by `topic.pattern` go: headers adds a header for each; fields"
                                + " adds a field for each to values that are objects and do not yet have this field, not"
                                + " even as null; none adds nothing (templates can still use them).")
                .optional(
                        MESSAGE_FIELDS,
                        Type.LIST,
                        "",
                        "Fields to add to values that are objects and do not yet have these fields, not even as"
                                + " null: ts (when the message was received, in ms since 1970), topic (MQTT topic) and qos.")
                .validator(Validators.oneOf(MessageField.class))
                .choice(
                        MESSAGE_HEADERS,
                        HeaderSet.MINIMAL,
                        "Headers about the message: minimal adds mqtt.topic, mqtt.qos and, where true,"
                                + " mqtt.retained and mqtt.duplicate; all also adds mqtt.received.ns and the properties"
                                + " that publishers set with MQTT 5: mqtt.user.NAME, mqtt.content.type,"
                                + " mqtt.response.topic, mqtt.correlation.data (in Base64) and mqtt.expiry.s.");
    }

    public static RecordOptions from(AbstractConfig config) {
        String key = config.getString(KAFKA_KEY);
        String pattern = config.getString(TOPIC_PATTERN);
        return new RecordOptions(
                Template.parse(config.getString(KAFKA_TOPIC)),
                key.isEmpty() ? null : Template.parse(key),
                pattern.isEmpty() ? TopicPattern.NONE : TopicPattern.parse(pattern),
                EnumOption.parse(LevelTarget.class, config.getString(TOPIC_LEVELS)),
                config.getList(MESSAGE_FIELDS).stream()
                        .map(name -> EnumOption.parse(MessageField.class, name))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(MessageField.class))),
                EnumOption.parse(HeaderSet.class, config.getString(MESSAGE_HEADERS)));
    }

    /** Where the named levels of an MQTT topic go. */
    public enum LevelTarget {
        NONE,
        HEADERS,
        FIELDS
    }

    /** Which headers a record gets. */
    enum HeaderSet {
        NONE,
        MINIMAL,
        ALL
    }

    /** What a message can say about itself in a field of the value, named as in taosX. */
    public enum MessageField {
        TS,
        TOPIC,
        QOS;

        Object value(MqttMessage message) {
            return switch (this) {
                case TS -> message.receivedAt();
                case TOPIC -> message.topic();
                case QOS -> (long) message.qos();
            };
        }
    }
}
