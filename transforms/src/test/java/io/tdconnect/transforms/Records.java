// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records and configured transforms for tests. */
public final class Records {
    private Records() {}

    public static SinkRecord of(String payload) {
        return of(Schema.OPTIONAL_BYTES_SCHEMA, payload.getBytes(StandardCharsets.UTF_8));
    }

    public static SinkRecord of(Schema schema, Object value) {
        return new SinkRecord("topic", 3, Schema.STRING_SCHEMA, "key", schema, value, 42);
    }

    public static ParseJson.Value<SinkRecord> parse(String... options) {
        ParseJson.Value<SinkRecord> transform = new ParseJson.Value<>();
        transform.configure(map(options));
        return transform;
    }

    public static MapToTable.Value<SinkRecord> mapToTable(String... options) {
        MapToTable.Value<SinkRecord> transform = new MapToTable.Value<>();
        transform.configure(map(options));
        return transform;
    }

    /** The value of a parsed message as text, in the order of its fields. */
    static String parsed(String payload, String... options) {
        return text(parse(options).apply(of(payload)).value());
    }

    public static String text(Object row) {
        if (row instanceof Struct struct) {
            StringBuilder text = new StringBuilder("{");
            struct.schema()
                    .fields()
                    .forEach(field -> text.append(text.length() > 1 ? ", " : "")
                            .append(field.name())
                            .append('=')
                            .append(struct.get(field) instanceof Struct inner ? text(inner) : struct.get(field)));
            return text.append('}').toString();
        }
        return String.valueOf(row);
    }

    static Map<String, String> map(String... options) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            map.put(options[i], options[i + 1]);
        }
        return map;
    }
}
