// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

import io.tdconnect.transforms.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Rows that transforms make of messages, as plain Maps and their text. */
public final class RowForms {
    private RowForms() {}

    public static String parsed(String message, String... options) {
        return plain(Records.parse(options).apply(Records.of(message)).value()).toString();
    }

    public static String mapped(String message, String schema, String... options) {
        SinkRecord kept = Records.parse("nested", "keep", "schema", schema).apply(Records.of(message));
        return plain(Records.mapToTable(options).apply(kept).value()).toString();
    }

    /** Structs as Maps, without null fields, as in Structs with unknown types. */
    public static Object plain(Object value) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (value instanceof Struct struct) {
            struct.schema().fields().forEach(field -> map.put(field.name(), struct.get(field)));
        } else if (value instanceof Map<?, ?> fields) {
            map.putAll(fields);
        } else {
            return value instanceof List<?> list
                    ? list.stream().map(RowForms::plain).toList()
                    : value;
        }
        map.values().removeIf(inner -> inner == null);
        map.replaceAll((name, inner) -> plain(inner));
        return map;
    }
}
