// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingHeaders;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/** Headers of records, as stages see them and as Kafka has them. */
final class RowHeaders {
    /** Index of the row in its message, from 0. */
    static final String ROW = "td.row";

    /** Topic of the message. */
    static final String PARENT_TOPIC = "td.parent.topic";

    /** Partition of the message. */
    static final String PARENT_PARTITION = "td.parent.partition";

    /** Offset of the message. */
    static final String PARENT_OFFSET = "td.parent.offset";

    private static final Set<String> ROUTING = Set.of(
            RoutingHeaders.DATABASE,
            RoutingHeaders.STABLE,
            RoutingHeaders.TABLE,
            RoutingHeaders.TAGS,
            RoutingHeaders.TIMESTAMP);

    private RowHeaders() {}

    /** The headers of a message for stages: text of UTF-8 in bytes, as the routing headers and templates read them. */
    static ConnectHeaders ofMessage(Headers headers) {
        ConnectHeaders copy = new ConnectHeaders();
        for (org.apache.kafka.common.header.Header header : headers) {
            copy.add(header.key(), new SchemaAndValue(Schema.OPTIONAL_BYTES_SCHEMA, header.value()));
        }
        return copy;
    }

    /** The headers of a record that is one row. */
    static Headers ofRow(org.apache.kafka.connect.header.Headers headers) {
        RecordHeaders copy = new RecordHeaders();
        for (Header header : headers) {
            copy.add(header.key(), bytes(header.value()));
        }
        return copy;
    }

    /** The headers of one of several rows of a message. */
    static Headers ofRow(org.apache.kafka.connect.header.Headers headers, Routing routing) {
        RecordHeaders copy = new RecordHeaders();
        for (Header header : headers) {
            if (!ROUTING.contains(header.key())) {
                copy.add(header.key(), bytes(header.value()));
            }
        }
        List<String> tags = routing.tags();
        add(copy, RoutingHeaders.DATABASE, routing.database());
        add(copy, RoutingHeaders.STABLE, routing.stable());
        add(copy, RoutingHeaders.TABLE, routing.table());
        add(copy, RoutingHeaders.TAGS, tags == null ? null : String.join(",", tags));
        add(copy, RoutingHeaders.TIMESTAMP, routing.timestampField());
        return copy;
    }

    /** Says which row of which message it is. */
    static void addParent(Headers headers, int row, Message.Position parent) {
        headers.add(ROW, digits(row));
        headers.add(PARENT_TOPIC, parent.topic().getBytes(UTF_8));
        headers.add(PARENT_PARTITION, digits(parent.partition()));
        headers.add(PARENT_OFFSET, digits(parent.offset()));
    }

    /** The text of the last header of a name, null if there is none. */
    static @Nullable String text(Headers headers, String name) {
        org.apache.kafka.common.header.Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static void add(Headers headers, String name, @Nullable String text) {
        if (text != null) {
            headers.add(new RecordHeader(name, text.getBytes(UTF_8)));
        }
    }

    private static byte @Nullable [] bytes(@Nullable Object value) {
        if (value == null || value instanceof byte[]) {
            return (byte[]) value;
        }
        return value.toString().getBytes(UTF_8);
    }

    private static byte[] digits(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }
}
