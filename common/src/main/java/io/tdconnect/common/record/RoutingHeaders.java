// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/** Names of the record headers that say where a row belongs in TDengine. */
public final class RoutingHeaders {
    /** Database of the row. */
    public static final String DATABASE = "td.database";

    /** Supertable of the row. */
    public static final String STABLE = "td.stable";

    /** Subtable of the row. */
    public static final String TABLE = "td.table";

    /** Names of the fields that are tags, comma separated. */
    public static final String TAGS = "td.tags";

    /** Name of the field that is the primary timestamp. */
    public static final String TIMESTAMP = "td.timestamp";

    /** Marks records of the TDengine source that contain a metadata event instead of rows; its value is the type of the event. */
    public static final String METADATA = "td.metadata";

    private RoutingHeaders() {}

    /** The text of the last header with this name; null if the header is missing or null. */
    public static @Nullable String read(Headers headers, String name) {
        Header header = headers.isEmpty() ? null : headers.lastWithName(name);
        Object value = header == null ? null : header.value();
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return value == null ? null : value.toString();
    }
}
