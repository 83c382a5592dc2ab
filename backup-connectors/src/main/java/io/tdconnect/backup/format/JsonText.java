// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.format;

import io.tdconnect.common.json.JsonBytes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps, lists, text, numbers and truth values as JSON. */
public final class JsonText {
    private JsonText() {}

    /** The JSON of a value; numbers keep all digits. */
    public static String of(@Nullable Object value) {
        JsonBytes json = new JsonBytes();
        write(json, value);
        return json.text();
    }

    private static void write(JsonBytes json, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            char before = '{';
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.add(before);
                json.addText(String.valueOf(entry.getKey()));
                json.add(':');
                write(json, entry.getValue());
                before = ',';
            }
            json.addPlain(before == '{' ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            char before = '[';
            for (Object element : list) {
                json.add(before);
                write(json, element);
                before = ',';
            }
            json.addPlain(before == '[' ? "[]" : "]");
        } else if (value instanceof String text) {
            json.addText(text);
        } else {
            json.addPlain(String.valueOf(value));
        }
    }
}
