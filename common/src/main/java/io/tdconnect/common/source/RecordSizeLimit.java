// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows that are too large for the producer of the worker, whose refusal would end the task. It assumes the longest
 * form: that of JsonConverter with schemas.
 *
 * @param bytes most bytes of a record
 */
public record RecordSizeLimit(int bytes) {
    /** Name of the option. */
    public static final String OPTION = "record.max.bytes";

    private static final String PRODUCER_LIMIT = "producer.override.max.request.size";
    private static final int DEFAULT_OF_PRODUCER = 1_048_576;
    private static final int SMALLEST = 1_024;

    /** Bytes for the key, the headers with the names of tables, and the envelope of the value. */
    private static final int BESIDE = 2_048;
    /** Bytes for the schema of a field, without its name. */
    private static final int SCHEMA_OF_FIELD = 100;
    /** Longer than the text of any number except decimals. */
    private static final int NUMBER = 32;

    private static final int LONGEST_ESCAPE = 6;
    private static final int QUOTES = 4;

    /**
     * Adds the option.
     *
     * @param treatment sentence that says what happens to larger rows
     */
    public static void addTo(Options options, String treatment) {
        options.optional(
                        OPTION,
                        Type.INT,
                        null,
                        "Largest size of a record in bytes, as the producer of the worker accepts it (max.request.size). "
                                + treatment
                                + " By default it is `producer.override.max.request.size` of this configuration, or otherwise the"
                                + " producer's own default of 1048576.")
                .validator(Validators.between(SMALLEST, Integer.MAX_VALUE))
                .importance(Importance.LOW);
    }

    /** The limit in a configuration that has the option. */
    public static RecordSizeLimit from(AbstractConfig config) {
        Integer chosen = config.getInt(OPTION);
        Object ofProducer = config.originals().get(PRODUCER_LIMIT);
        if (chosen == null && ofProducer != null) {
            chosen = Integer.valueOf(ofProducer.toString().trim());
        }
        return new RecordSizeLimit(chosen == null ? DEFAULT_OF_PRODUCER : chosen);
    }

    /**
     * Checks a row.
     *
     * @throws DataException if it is larger; the message names the limit
     */
    public void check(List<String> names, List<? extends @Nullable Object> values) {
        // Most rows consist of numbers and short texts, for which an upper bound suffices.
        if (size(names, values, false) > bytes) {
            long size = size(names, values, true);
            if (size > bytes) {
                throw new DataException(
                        "expected a record of at most " + OPTION + "=" + bytes + " bytes, found one of about " + size);
            }
        }
    }

    /** The approximate number of bytes of a value. */
    public static long size(@Nullable Object value) {
        return size(value, true);
    }

    private static long size(List<String> names, List<? extends @Nullable Object> values, boolean counted) {
        long size = BESIDE;
        for (int i = 0; i < values.size(); i++) {
            size += SCHEMA_OF_FIELD + 2L * names.get(i).length() + size(values.get(i), counted);
        }
        return size;
    }

    /** The bytes of a value: counted, or an upper bound. */
    private static long size(@Nullable Object value, boolean counted) {
        if (value instanceof String text) {
            return counted ? counted(text) : (long) LONGEST_ESCAPE * text.length() + QUOTES;
        } else if (value == null || value instanceof Double || value instanceof Long || value instanceof Integer) {
            return NUMBER;
        } else if (value instanceof byte[] array) {
            return base64(array.length);
        } else if (value instanceof List<?> list) {
            long size = QUOTES;
            for (Object element : list) {
                size += 1 + size(element, counted);
            }
            return size;
        } else if (value instanceof Struct struct) {
            long size = QUOTES;
            for (Field field : struct.schema().fields()) {
                size += SCHEMA_OF_FIELD + 2L * field.name().length() + size(struct.get(field), counted);
            }
            return size;
        } else if (value instanceof Map<?, ?> map) {
            long size = QUOTES;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                size += size(entry.getKey(), counted) + size(entry.getValue(), counted);
            }
            return size;
        }
        return NUMBER;
    }

    private static long base64(int bytes) {
        return (bytes + 2L) / 3 * 4 + QUOTES;
    }

    /** The bytes in UTF-8, with the escapes of JSON. */
    private static long counted(String text) {
        long size = QUOTES;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                size += LONGEST_ESCAPE;
            } else if (c < 0x80) {
                size += c == '"' || c == '\\' ? 2 : 1;
            } else {
                size += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return size;
    }
}
