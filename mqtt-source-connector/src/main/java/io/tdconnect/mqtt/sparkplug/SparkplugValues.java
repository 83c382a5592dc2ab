// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import io.tdconnect.mqtt.message.BadMessageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What reading metrics, properties, data sets and templates has in common. */
final class SparkplugValues {
    private static final int SCALARS = 6;

    private SparkplugValues() {}

    /**
     * A scalar as sent: Integer, Long, Float, Double, Boolean or String; other fields are skipped.
     *
     * @param before what to return for another field
     * @param index counts from int_value, which is 0, to string_value
     */
    static @Nullable Object scalarOr(@Nullable Object before, int index, ProtoReader in) throws BadMessageException {
        if (index < 0 || index >= SCALARS) {
            in.skipField();
            return before;
        }
        return switch (index) {
            case 0 -> (int) in.varint();
            case 1 -> in.varint();
            case 2 -> in.float32();
            case 3 -> in.float64();
            case 4 -> in.bool();
            default -> in.text();
        };
    }

    /** The MetaData of a metric as a map with the names of the specification. */
    static Map<String, @Nullable Object> metadata(ProtoReader in) throws BadMessageException {
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        for (int field = in.nextField(); field != 0; field = in.nextField()) {
            switch (field) {
                case 1 -> metadata.put("is_multi_part", in.bool());
                case 2 -> metadata.put("content_type", in.text());
                case 3 -> metadata.put("size", SparkplugType.unsigned(in.varint()));
                case 4 -> metadata.put("seq", SparkplugType.unsigned(in.varint()));
                case 5 -> metadata.put("file_name", in.text());
                case 6 -> metadata.put("file_type", in.text());
                case 7 -> metadata.put("md5", in.text());
                case 8 -> metadata.put("description", in.text());
                default -> in.skipField();
            }
        }
        return metadata;
    }

    /** Values by name; a value without a name, or with the name of another, gets a name with its number, counted from 1. */
    static Map<String, @Nullable Object> zip(List<String> names, List<@Nullable Object> values) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            map.put(unused(map, i < names.size() ? names.get(i) : "_" + (i + 1)), values.get(i));
        }
        return map;
    }

    /** The name, or the name with a number if the map already contains it. */
    static String unused(Map<String, ?> map, String name) {
        String unused = name;
        while (map.containsKey(unused)) {
            unused += "_" + (map.size() + 1);
        }
        return unused;
    }

    static void putIfPresent(Map<String, @Nullable Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
