// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Defines the options that say what becomes of a message in Kafka. */
final class RecordOptions {
    static final String KAFKA_TOPIC = "kafka.topic";
    static final String KAFKA_KEY = "kafka.key";
    static final String TOPIC_PATTERN = "topic.pattern";
    static final String TOPIC_LEVELS = "topic.levels";
    static final String MESSAGE_FIELDS = "message.fields";
    static final String MESSAGE_HEADERS = "message.headers";
    static final String PAYLOAD_FORMAT = "payload.format";
    static final String PAYLOAD_CHARSET = "payload.charset";
    static final String PAYLOAD_COMPRESSION = "payload.compression";
    static final String PAYLOAD_MAX_BYTES = "payload.max.bytes";
    static final String RECORD_MAX_BYTES = "record.max.bytes";
    static final String ON_ERROR = "on.error";
    static final String ERRORS_TOPIC = "errors.topic";

    static final String SPARKPLUG_RECORDS = "sparkplug.records";
    static final String SPARKPLUG_REBIRTH = "sparkplug.rebirth";

    private static final int MEBIBYTE = 1024 * 1024;

    private RecordOptions() {}

    static void addTo(Options options) {
        options.group("Records")
                .add(RecordOptions::routing)
                .add(RecordOptions::levels)
                .add(RecordOptions::payload)
                .add(RecordOptions::limits)
                .add(RecordOptions::sparkplug)
                .add(RecordOptions::errors);
    }

    private static void routing(Options options) {
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

    private static void levels(Options options) {
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

    private static void payload(Options options) {
        options.choice(
                        PAYLOAD_FORMAT,
                        PayloadFormat.BYTES,
                        "What a payload is read as: bytes as it is; string; json, a map without schema for each object,"
                                + " where each element of an array at the top becomes a record, and each of several"
                                + " documents one after the other; sparkplug-b, maps with the metrics of Sparkplug B, for"
                                + " filters such as spBv1.0/+/+/+/#::0.")
                .importance(Importance.HIGH)
                .dependents(PAYLOAD_CHARSET, SPARKPLUG_RECORDS, SPARKPLUG_REBIRTH)
                .optional(
                        PAYLOAD_CHARSET,
                        Type.STRING,
                        "UTF-8",
                        "Character set of string and json, such as UTF-8, GBK, GB18030 or Big5, or any other that Java"
                                + " knows.")
                .validator(Validators.all(
                        Validators.nonEmpty(),
                        new ParsedValidator("a character set that Java knows", Charset::forName)))
                .recommender(new Charsets())
                .choice(
                        PAYLOAD_COMPRESSION,
                        Compression.NONE,
                        "How payloads are compressed: gzip, snappy (stream or one block), lz4 (frames) or zstd.");
    }

    private static void limits(Options options) {
        options.optional(
                        PAYLOAD_MAX_BYTES,
                        Type.INT,
                        4 * MEBIBYTE,
                        "Most bytes of a payload, as it comes and after it was expanded. A larger one counts as"
                                + " undecodable; nothing of it is kept in memory.")
                .validator(Validators.between(1, 1024 * MEBIBYTE))
                .importance(Importance.LOW)
                .optional(
                        RECORD_MAX_BYTES,
                        Type.INT,
                        null,
                        "Most bytes of a record with its key and headers, as the producer of the worker accepts it"
                                + " (max.request.size). A message that makes a larger one counts as undecodable. Not set, it"
                                + " is `producer.override.max.request.size` of this configuration, or else the producer's"
                                + " own default of 1048576.")
                .validator(Validators.between(MEBIBYTE / 1024, 1024 * MEBIBYTE))
                .importance(Importance.LOW);
    }

    private static void sparkplug(Options options) {
        options.choice(
                        SPARKPLUG_RECORDS,
                        SparkplugRecords.METRIC,
                        "Whether each metric of a Sparkplug B payload becomes a record, or the payload with its list of"
                                + " metrics.")
                .optional(
                        SPARKPLUG_REBIRTH,
                        Type.BOOLEAN,
                        true,
                        "Whether an edge node is asked for its births (NCMD with Node Control/Rebirth, at most every 30 s)"
                                + " when it sends metrics that no birth has defined, as after a start of the task. Until the"
                                + " next birth their records lack what only it says: a name beside the alias, and the value"
                                + " where that depends on the type.");
    }

    private static void errors(Options options) {
        options.choice(
                        ON_ERROR,
                        OnError.FAIL,
                        "What becomes of a message that cannot be decoded: fail stops the task, which receives the"
                                + " message again after a restart; skip acknowledges, counts and logs it; topic sends the"
                                + " payload as it came to `errors.topic`, with the reason in the header mqtt.error.")
                .dependents(ERRORS_TOPIC)
                .optional(
                        ERRORS_TOPIC,
                        Type.STRING,
                        "",
                        "Kafka topic for the payloads that cannot be decoded. Their bytes become Base64, and the header"
                                + " mqtt.error.encoding=base64 says so, except with `payload.format`=bytes: the converters"
                                + " of the other formats write only text (JsonConverter in quotes). Of a payload that is"
                                + " larger than `payload.max.bytes` or `record.max.bytes` only the reason is sent, with an"
                                + " empty value.")
                .validator(Validators.pattern("[a-zA-Z0-9._-]{0,249}", "a Kafka topic"));
    }

    private record Charsets() implements Recommender {
        @Override
        public List<Object> validValues(String name, Map<String, Object> parsedConfig) {
            return List.of("UTF-8", "GBK", "GB18030", "Big5");
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsedConfig) {
            return true;
        }
    }
}
