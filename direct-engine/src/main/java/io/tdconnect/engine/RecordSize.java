// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Estimates how much memory a record needs. */
final class RecordSize {
    private static final int RECORD = 100;
    private static final int OBJECT = 16;
    private static final int MAX_DEPTH = 5;

    private RecordSize() {}

    static int of(ConnectRecord<?> message) {
        long size = RECORD
                + of(message.key(), 0)
                + of(message.value(), 0)
                + (long) message.headers().size() * RECORD;
        return (int) Math.min(Integer.MAX_VALUE, size);
    }

    private static long of(@Nullable Object value, int depth) {
        if (value instanceof String text) {
            return (long) OBJECT + text.length();
        }
        if (value instanceof byte[] bytes) {
            return (long) OBJECT + bytes.length;
        }
        if (value instanceof ByteBuffer bytes) {
            return (long) OBJECT + bytes.remaining();
        }
        if (depth == MAX_DEPTH) {
            return OBJECT;
        }
        long size = OBJECT;
        if (value instanceof Struct struct) {
            for (Field field : struct.schema().fields()) {
                size += of(struct.get(field), depth + 1);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                size += OBJECT + of(entry.getKey(), depth + 1) + of(entry.getValue(), depth + 1);
            }
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                size += of(element, depth + 1);
            }
        }
        return size;
    }
}
