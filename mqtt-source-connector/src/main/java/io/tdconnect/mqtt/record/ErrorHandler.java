// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.payload.PayloadOptions;
import io.tdconnect.mqtt.payload.PayloadOptions.PayloadFormat;
import io.tdconnect.mqtt.receive.MqttMetrics;
import io.tdconnect.mqtt.record.ErrorOptions.OnError;
import java.util.Base64;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles messages that cannot be decoded. */
public final class ErrorHandler {
    private static final Logger log = LoggerFactory.getLogger(ErrorHandler.class);

    private static final int LONGEST_TOPIC = 200;

    private final ErrorOptions options;
    private final PayloadFormat format;
    private final int limit;
    private final MqttMetrics metrics;

    /**
     * A policy.
     *
     * @param format of payloads that can be decoded; the converter of the worker for them also writes the others
     * @param limit maximum size of a payload there; of a larger one only the reason is sent
     */
    public ErrorHandler(ErrorOptions options, PayloadFormat format, int limit, MqttMetrics metrics) {
        this.options = options;
        this.format = format;
        this.limit = limit;
        this.metrics = metrics;
    }

    /** Kafka topic for the payload. */
    String topic() {
        return options.topic();
    }

    /**
     * What to send to {@link #topic}, null to send nothing.
     *
     * @throws ConnectException if the task is to fail
     */
    @Nullable
    SchemaAndValue decide(MqttMessage message, BadMessageException problem, ConnectHeaders headers) {
        metrics.undecodable.increment();
        if (options.onError() == OnError.FAIL) {
            throw new ConnectException("A message of the topic " + printable(message.topic()) + " cannot be decoded: "
                    + problem.reason() + ". Change " + PayloadOptions.FORMAT + ", or set "
                    + ErrorOptions.ON_ERROR + " to skip or topic");
        }
        report(message, problem);
        if (options.onError() == OnError.SKIP) {
            return null;
        }
        headers.addString(MessageHeaders.ERROR, problem.reason());
        byte[] payload = message.payload().length > limit ? new byte[0] : message.payload();
        if (format == PayloadFormat.BYTES) {
            return new SchemaAndValue(Schema.BYTES_SCHEMA, payload);
        }
        // StringConverter writes no bytes, and JsonConverter writes them as Base64.
        headers.addString(MessageHeaders.ERROR_ENCODING, "base64");
        return format == PayloadFormat.STRING
                ? new SchemaAndValue(Schema.STRING_SCHEMA, Base64.getEncoder().encodeToString(payload))
                : new SchemaAndValue(Schema.BYTES_SCHEMA, payload);
    }

    /** A device that sends only rubbish must not fill the log. */
    private void report(MqttMessage message, BadMessageException problem) {
        long count = metrics.undecodable.sum();
        if (Long.bitCount(count) == 1) {
            log.warn(
                    "{} messages could not be decoded since the start; the last one, of {}: {}",
                    count,
                    printable(message.topic()),
                    problem.reason());
        } else {
            log.debug("A message of {} could not be decoded: {}", printable(message.topic()), problem.reason());
        }
    }

    /** A topic may be long, and may contain line feeds that would look like another line of the log. */
    private static String printable(String topic) {
        String start = topic.length() <= LONGEST_TOPIC ? topic : topic.substring(0, LONGEST_TOPIC) + "…";
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
