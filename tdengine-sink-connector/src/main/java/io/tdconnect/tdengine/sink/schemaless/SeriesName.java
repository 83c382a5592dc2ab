// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.tdengine.ColumnType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The name that the server gives a subtable of schemaless text: {@code t_} and the MD5 of the measurement and the tags.
 *
 * <p>As measured on TDengine 3.3.5: the measurement with dots replaced and with its escapes; the tags sorted by name,
 * ignoring case, each as {@code ,name=value}; a value other than text as the bytes of its column type.
 */
final class SeriesName {
    private SeriesName() {}

    static String of(String measurement, List<String> tags, List<ColumnType> types, Object[] values) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(128);
        text.writeBytes(utf8(measurement.replace('.', '_')));
        byte[][] names = tags.stream().map(SeriesName::utf8).toArray(byte[][]::new);
        IntStream.range(0, names.length)
                .boxed()
                .sorted((a, b) -> compare(names[a], names[b]))
                .forEach(tag -> {
                    text.write(',');
                    text.writeBytes(names[tag]);
                    text.write('=');
                    text.writeBytes(bytes(types.get(tag), values[tag]));
                });
        return "t_" + HexFormat.of().formatHex(md5(text.toByteArray()));
    }

    private static byte[] bytes(ColumnType type, Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof Boolean bool) {
            return new byte[] {(byte) (bool ? 1 : 0)};
        }
        if (!(value instanceof Number number)) {
            return utf8(value.toString());
        }
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case FLOAT -> buffer.putFloat(number.floatValue());
            case DOUBLE -> buffer.putDouble(number.doubleValue());
            default -> buffer.putLong(number.longValue());
        }
        return java.util.Arrays.copyOf(buffer.array(), type.width());
    }

    /** Like strncasecmp: by bytes, ignoring the case of ASCII letters; the shorter one first. */
    private static int compare(byte[] a, byte[] b) {
        for (int i = 0; i < a.length && i < b.length; i++) {
            int difference = lower(a[i]) - lower(b[i]);
            if (difference != 0) {
                return difference;
            }
        }
        return a.length - b.length;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b & 0xff;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] md5(byte[] text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
