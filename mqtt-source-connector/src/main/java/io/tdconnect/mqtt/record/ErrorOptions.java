// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options for messages that cannot be decoded.
 *
 * @param topic Kafka topic for {@link OnError#TOPIC}, else empty
 */
public record ErrorOptions(OnError onError, String topic) {
    public static final String ON_ERROR = "on.error";
    public static final String TOPIC = "errors.topic";

    public static void addTo(Options options) {
        options.choice(
                        ON_ERROR,
                        OnError.FAIL,
                        "What to do with a message that cannot be decoded: fail stops the task, which receives"
                                + " the message again after a restart; skip acknowledges, counts and logs it; topic sends"
                                + " the unchanged payload to `errors.topic`, with the reason in the header mqtt.error.")
                .dependents(TOPIC)
                .optional(
                        TOPIC,
                        Type.STRING,
                        "",
                        "Kafka topic for the payloads that cannot be decoded. Except with `payload.format`=bytes,"
                                + " they are encoded in Base64, as the header mqtt.error.encoding=base64 shows: the"
                                + " converters of the other formats write only text (JsonConverter in quotes). Of a payload"
                                + " that is larger than `payload.max.bytes` or `record.max.bytes` only the reason is sent,"
                                + " with an empty value.")
                .validator(Validators.pattern("[a-zA-Z0-9._-]{0,249}", "a Kafka topic"));
    }

    public static ErrorOptions from(AbstractConfig config) {
        return new ErrorOptions(EnumOption.parse(OnError.class, config.getString(ON_ERROR)), config.getString(TOPIC));
    }

    /** What to do with a message that cannot be decoded. */
    public enum OnError {
        FAIL,
        SKIP,
        TOPIC
    }
}
