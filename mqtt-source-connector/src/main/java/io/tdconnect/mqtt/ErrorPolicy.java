// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.util.Base64;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides about messages that cannot be decoded. */
final class ErrorPolicy {
    private static final Logger log = LoggerFactory.getLogger(ErrorPolicy.class);

    private final OnError onError;
    private final String topic;
    private final boolean asText;
    private final Counters counters;

    /**
     * A policy.
     *
     * @param topic where payloads go with {@link OnError#TOPIC}
     * @param asText whether they go there in Base64, for converters that write only text
     */
    ErrorPolicy(OnError onError, String topic, boolean asText, Counters counters) {
        this.onError = onError;
        this.topic = topic;
        this.asText = asText;
        this.counters = counters;
    }

    /** Kafka topic for the payload. */
    String topic() {
        return topic;
    }

    /**
     * What to send to {@link #topic}, null to send nothing.
     *
     * @throws ConnectException if the task is to fail
     */
    @Nullable
    SchemaAndValue decide(MqttMessage message, BadMessageException problem, ConnectHeaders headers) {
        counters.undecodable.increment();
        if (onError == OnError.FAIL) {
            throw new ConnectException("A message of the topic " + message.topic() + " cannot be decoded: "
                    + problem.reason() + ". Change " + RecordOptions.PAYLOAD_FORMAT + ", or set "
                    + RecordOptions.ON_ERROR + " to skip or topic");
        }
        report(message, problem);
        if (onError == OnError.SKIP) {
            return null;
        }
        headers.addString(MessageHeaders.ERROR, problem.reason());
        if (!asText) {
            return new SchemaAndValue(Schema.BYTES_SCHEMA, message.payload());
        }
        headers.addString(MessageHeaders.ERROR_ENCODING, "base64");
        return new SchemaAndValue(Schema.STRING_SCHEMA, Base64.getEncoder().encodeToString(message.payload()));
    }

    /** A device that sends only rubbish must not fill the log. */
    private void report(MqttMessage message, BadMessageException problem) {
        long count = counters.undecodable.sum();
        if (Long.bitCount(count) == 1) {
            log.warn(
                    "{} messages could not be decoded since the start; the last one, of {}: {}",
                    count,
                    message.topic(),
                    problem.reason());
        } else {
            log.debug("A message of {} could not be decoded: {}", message.topic(), problem.reason());
        }
    }
}
