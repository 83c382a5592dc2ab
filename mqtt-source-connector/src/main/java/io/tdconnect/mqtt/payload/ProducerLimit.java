// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.payload;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.source.RecordSizeLimit;
import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.MessageProperties;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.payload.PayloadOptions.PayloadFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/**
 * Refuses messages whose records the producer of the worker would refuse, which would end the task: records that are
 * larger than its {@code max.request.size} when ByteArrayConverter, StringConverter, or JsonConverter without schemas
 * writes them.
 *
 * @param bytes maximum size of a record with key and headers
 * @param base64 whether bytes are written as Base64, as JsonConverter does
 */
public record ProducerLimit(int bytes, boolean base64) {
    /** Maximum number of records of one message. */
    static final int MOST_RECORDS = 100_000;

    private static final int OVERHEAD = 512;
    // A value may take more bytes in a record than in the payload: 1e6 is written as 1000000.0, and a metric of
    // Sparkplug B with the names of its fields.
    private static final int LARGEST_GROWTH = 64;
    // The topic is up to three times in a record, each character as up to six bytes, with quotes.
    private static final int LARGEST_BESIDE = 24;
    private static final int QUOTES = 2;

    public static void addTo(Options options) {
        options.optional(
                        RecordSizeLimit.OPTION,
                        Type.INT,
                        null,
                        "Maximum size in bytes of a record with its key and headers, as the producer of the"
                                + " worker accepts it (max.request.size). A message that makes a larger one counts as"
                                + " undecodable. If not set, the limit is `producer.override.max.request.size` of this"
                                + " configuration, or else the producer's own default of 1048576.")
                .validator(Validators.between(1024, 1024 * 1024 * 1024))
                .importance(Importance.LOW);
    }

    /** The limit of a configuration; the converter of the worker is not known, and most workers have JsonConverter. */
    public static ProducerLimit from(AbstractConfig config) {
        boolean writesBytes =
                String.valueOf(config.originals().get("value.converter")).endsWith("ByteArrayConverter");
        boolean bytes = PayloadOptions.from(config).format() == PayloadFormat.BYTES;
        return new ProducerLimit(RecordSizeLimit.from(config).bytes(), !bytes || !writesBytes);
    }

    /** The maximum size of a payload that goes to Kafka unchanged. */
    public int payload() {
        return base64 ? (bytes - OVERHEAD) / 4 * 3 : bytes - OVERHEAD;
    }

    /**
     * Checks the values of a message.
     *
     * @param expanded bytes of the payload from which they were read, after decompression
     */
    void check(MqttMessage message, int expanded, List<SchemaAndValue> values) throws BadMessageException {
        long most = OVERHEAD + LARGEST_BESIDE * (long) message.topic().length() + LARGEST_GROWTH * (long) expanded;
        if (most <= bytes && message.properties() == null) {
            return;
        }
        long beside = beside(message);
        for (SchemaAndValue value : values) {
            long size = beside + size(value.value(), base64);
            if (size > bytes) {
                throw new BadMessageException("expected records of at most " + RecordSizeLimit.OPTION + "=" + bytes
                        + " bytes, found one of about " + size);
            }
        }
    }

    public static void checkCount(int records) throws BadMessageException {
        if (records > MOST_RECORDS) {
            throw new BadMessageException("expected at most " + MOST_RECORDS + " records of a message, found more");
        }
    }

    /** What a record may have besides its value: the topic in the key and, at most twice, in headers or fields; properties. */
    private static long beside(MqttMessage message) {
        long size = OVERHEAD + 3 * textSize(message.topic());
        MessageProperties properties = message.properties();
        if (properties != null) {
            for (Map.Entry<String, String> each : properties.user()) {
                size += OVERHEAD / 8 + textSize(each.getKey()) + textSize(each.getValue());
            }
            size += properties.contentType() == null ? 0 : textSize(properties.contentType());
            size += properties.responseTopic() == null ? 0 : textSize(properties.responseTopic());
            size += properties.correlation() == null ? 0 : 2L * properties.correlation().length;
        }
        return size;
    }

    private static long size(@Nullable Object value, boolean base64) {
        if (value instanceof byte[] array) {
            return base64 ? (array.length + 2L) / 3 * 4 + QUOTES : array.length;
        } else if (value instanceof String text) {
            return textSize(text);
        } else if (value instanceof Map<?, ?> map) {
            long size = QUOTES;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                size += textSize(String.valueOf(entry.getKey())) + QUOTES + size(entry.getValue(), true);
            }
            return size;
        } else if (value instanceof List<?> list) {
            long size = QUOTES;
            for (Object element : list) {
                size += 1 + size(element, true);
            }
            return size;
        }
        return String.valueOf(value).length();
    }

    /** Size in UTF-8 with quotes and the escapes of JSON. */
    private static long textSize(String text) {
        long size = QUOTES;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                size += 6;
            } else if (c < 0x80) {
                size += c == '"' || c == '\\' ? 2 : 1;
            } else {
                size += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return size;
    }
}
