// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The names that TDengine gives the tables of schemaless text: a supertable without dots, and subtables of {@code t_} and the
 * MD5 of the measurement and the tags.
 *
 * <p>As measured on TDengine 3.3.5: the measurement with dots replaced; the tags sorted by name, ignoring case, each as {@code
 * ,name=value}.
 */
public final class SchemalessName {
    /** The column of the time. */
    public static final String TIME = "_ts";
    /** The column of the value in the formats of OpenTSDB. */
    public static final String VALUE = "_value";

    private SchemalessName() {}

    /** The supertable of a measurement. */
    public static String table(String measurement) {
        return measurement.replace('.', '_');
    }

    /**
     * The subtable of a series.
     *
     * @param values of the tags: text in UTF-8, or the bytes of a column
     */
    public static String subtable(String measurement, List<String> tags, List<byte[]> values) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(128);
        text.writeBytes(utf8(table(measurement)));
        byte[][] names = tags.stream().map(SchemalessName::utf8).toArray(byte[][]::new);
        IntStream.range(0, names.length)
                .boxed()
                .sorted((a, b) -> compare(names[a], names[b]))
                .forEach(tag -> {
                    text.write(',');
                    text.writeBytes(names[tag]);
                    text.write('=');
                    text.writeBytes(values.get(tag));
                });
        return "t_" + HexFormat.of().formatHex(md5(text.toByteArray()));
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
