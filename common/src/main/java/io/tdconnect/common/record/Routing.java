// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a row means to TDengine; null where the options of the sink decide.
 *
 * @param database its database
 * @param stable its supertable
 * @param table its subtable
 * @param tags names of the fields that are tags, none of them with a comma
 * @param timestampField name of the field that is the primary timestamp
 */
public record Routing(
        @Nullable String database,
        @Nullable String stable,
        @Nullable String table,
        @Nullable List<String> tags,
        @Nullable String timestampField) {
    private static final Routing NONE = new Routing(null, null, null, null, null);

    /** Copies the list of tags. */
    public Routing {
        tags = tags == null ? null : List.copyOf(tags);
    }

    /** The routing that the headers of a record hold. */
    public static Routing read(Headers headers) {
        return headers.isEmpty()
                ? NONE
                : new Routing(
                        RoutingHeaders.read(headers, RoutingHeaders.DATABASE),
                        RoutingHeaders.read(headers, RoutingHeaders.STABLE),
                        RoutingHeaders.read(headers, RoutingHeaders.TABLE),
                        split(RoutingHeaders.read(headers, RoutingHeaders.TAGS)),
                        RoutingHeaders.read(headers, RoutingHeaders.TIMESTAMP));
    }

    /** Sets the headers of what is not null, in place of those there; leaves the others alone. */
    public void writeTo(Headers headers) {
        write(headers, RoutingHeaders.DATABASE, database);
        write(headers, RoutingHeaders.STABLE, stable);
        write(headers, RoutingHeaders.TABLE, table);
        write(headers, RoutingHeaders.TAGS, tags == null ? null : String.join(",", tags));
        write(headers, RoutingHeaders.TIMESTAMP, timestampField);
    }

    private static void write(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.remove(name);
            headers.addString(name, value);
        }
    }

    private static @Nullable List<String> split(@Nullable String tags) {
        return tags == null
                ? null
                : Arrays.stream(tags.split(",", -1))
                        .map(String::trim)
                        .filter(tag -> !tag.isEmpty())
                        .toList();
    }
}
