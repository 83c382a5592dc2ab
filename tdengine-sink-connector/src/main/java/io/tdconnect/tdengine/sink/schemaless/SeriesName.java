// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.common.record.SchemalessName;
import io.tdconnect.tdengine.ColumnType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The name that the server gives a subtable of schemaless text, see {@link SchemalessName}; a value other than text as the
 * bytes of its column type.
 */
final class SeriesName {
    private SeriesName() {}

    static String of(String measurement, List<String> tags, List<ColumnType> types, Object[] values) {
        List<byte[]> bytes = new ArrayList<>(tags.size());
        for (int i = 0; i < tags.size(); i++) {
            bytes.add(bytes(types.get(i), values[i]));
        }
        return SchemalessName.subtable(measurement, tags, bytes);
    }

    private static byte[] bytes(ColumnType type, Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof Boolean bool) {
            return new byte[] {(byte) (bool ? 1 : 0)};
        }
        if (!(value instanceof Number number)) {
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case FLOAT -> buffer.putFloat(number.floatValue());
            case DOUBLE -> buffer.putDouble(number.doubleValue());
            default -> buffer.putLong(number.longValue());
        }
        return Arrays.copyOf(buffer.array(), type.width());
    }
}
