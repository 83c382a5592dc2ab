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
 * The options that say what a record has beside the value that is read from the payload.
 *
 * @param kafkaKey null for records without key
 * @param levels where the levels named by the pattern go
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
                        "Kafka topic: a name, or a template with {topic} (MQTT topic with dots for slashes), the topic"
                                + " levels {1}, {2}, … and the names of `topic.pattern`, such as plant.{2:none} or"
                                + " plant-{site}. Characters that Kafka does not allow become underscores.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .importance(Importance.HIGH)
                .optional(
                        KAFKA_KEY,
                        Type.STRING,
                        "{topic}",
                        "Key of the records: a template as for `kafka.topic`, except that {topic} is the MQTT topic as it"
                                + " is. Empty text makes records without key.")
                .validator(Validators.template());
    }

    private static void addLevels(Options options) {
        options.optional(
                        TOPIC_PATTERN,
                        Type.STRING,
                        "",
                        "Names of the topic levels, such as site/line/_ where site/line-7/temp is a topic; _ stands for a"
                                + " level that needs no name. Topics may have fewer levels or more.")
                .validator(new ParsedValidator("names of topic levels, such as site/line/_", TopicPattern::parse))
                .dependents(TOPIC_LEVELS)
                .choice(
                        TOPIC_LEVELS,
                        LevelTarget.HEADERS,
                        "Where the levels named by `topic.pattern` go: headers of these names; fields of the value, where"
                                + " it is an object that has no field of the name yet, null or not; none (templates can use"
                                + " them).")
                .optional(
                        MESSAGE_FIELDS,
                        Type.LIST,
                        "",
                        "Fields that values get which are objects and have no such field yet, null or not: ts (when the"
                                + " message was received, in ms since 1970), topic (MQTT topic) and qos.")
                .validator(Validators.oneOf(MessageField.class))
                .choice(
                        MESSAGE_HEADERS,
                        HeaderSet.MINIMAL,
                        "Which headers say how a message came: minimal are mqtt.topic, mqtt.qos and, where true,"
                                + " mqtt.retained and mqtt.duplicate; all are these and mqtt.received.ns and what"
                                + " publishers with MQTT 5 say: mqtt.user.NAME, mqtt.content.type, mqtt.response.topic,"
                                + " mqtt.correlation.data (in Base64) and mqtt.expiry.s.");
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
