// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.record;

import io.tdconnect.common.type.DataType;
import io.tdconnect.common.type.TimestampType;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of columns, such as {@code ts: TIMESTAMP(ms, 'dd.MM.yyyy HH:mm'), current: FLOAT}.
 *
 * @param types by the name of the column
 */
record ColumnTypes(Map<String, DataType> types) {
    private static final String EXAMPLE = "expected columns and types such as ts: TIMESTAMP(ms), current: FLOAT";

    /**
     * The types in an option.
     *
     * @throws IllegalArgumentException if they are malformed
     */
    static ColumnTypes parse(String text) {
        Map<String, DataType> types = new LinkedHashMap<>();
        int from = 0;
        while (from < text.length()) {
            int to = end(text, from);
            add(text.substring(from, to).trim(), types);
            from = to + 1;
        }
        return new ColumnTypes(types);
    }

    private static void add(String entry, Map<String, DataType> types) {
        boolean quoted = entry.startsWith("`");
        int nameEnd = quoted ? entry.indexOf('`', 1) : entry.indexOf(':');
        int colon = nameEnd < 0 ? -1 : entry.indexOf(':', nameEnd);
        if (colon < 0 || (quoted && !entry.substring(nameEnd + 1, colon).isBlank())) {
            throw new IllegalArgumentException(EXAMPLE + " (a name with a colon or comma in backticks), found "
                    + (entry.isEmpty() ? "nothing between two commas" : entry));
        }
        String name = quoted
                ? entry.substring(1, nameEnd)
                : entry.substring(0, nameEnd).trim();
        DataType type = DataType.parse(entry.substring(colon + 1).trim());
        if (name.isEmpty() || types.put(name, type) != null) {
            throw new IllegalArgumentException(
                    EXAMPLE + ", each column once, found " + (name.isEmpty() ? "no name" : name + " again"));
        }
    }

    /** The index of the next comma that is not in parentheses, quotes or backticks. */
    private static int end(String text, int from) {
        int depth = 0;
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '`') {
                quote = c;
            } else if (c == '(' || c == ')') {
                depth += c == '(' ? 1 : -1;
            } else if (c == ',' && depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    /** The same types, with a zone for times without an offset. */
    ColumnTypes inZone(@Nullable ZoneId zone) {
        if (zone == null) {
            return this;
        }
        Map<String, DataType> zoned = new LinkedHashMap<>();
        types.forEach((name, type) -> zoned.put(name, type instanceof TimestampType time ? time.inZone(zone) : type));
        return new ColumnTypes(zoned);
    }
}
