// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Defines the options that say what becomes of a message in Kafka. */
final class RecordOptions {
    static final String KAFKA_TOPIC = "kafka.topic";
    static final String VALUE_FORMAT = "value.format";

    private RecordOptions() {}

    static void addTo(Options options) {
        options.group("Records")
                .optional(
                        KAFKA_TOPIC,
                        Type.STRING,
                        "mqtt",
                        "Kafka topic: a name, or a template with {topic} (MQTT topic with dots for slashes) and the topic"
                                + " levels {1}, {2}, …, such as plant.{2:none}. Characters that Kafka does not allow"
                                + " become underscores.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .importance(Importance.HIGH)
                .choice(
                        VALUE_FORMAT,
                        ValueFormat.BYTES,
                        "What becomes of the payload: bytes as it is, or string from UTF-8.");
    }
}
