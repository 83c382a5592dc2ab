// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.jspecify.annotations.Nullable;

/** Headers of records, for stages and for Kafka. */
public final class RowHeaders {
    /** Index of the row in its message, from 0. */
    public static final String ROW = "td.row";

    /** Topic of the message. */
    public static final String PARENT_TOPIC = "td.parent.topic";

    /** Partition of the message. */
    public static final String PARENT_PARTITION = "td.parent.partition";

    /** Offset of the message. */
    public static final String PARENT_OFFSET = "td.parent.offset";

    private RowHeaders() {}

    /** The headers of a message for stages, as bytes, which routing headers and templates read as UTF-8. */
    public static ConnectHeaders ofMessage(Headers headers) {
        ConnectHeaders copy = new ConnectHeaders();
        for (org.apache.kafka.common.header.Header header : headers) {
            copy.add(header.key(), new SchemaAndValue(Schema.OPTIONAL_BYTES_SCHEMA, header.value()));
        }
        return copy;
    }

    /** The text of the last header with a name, null without one. */
    public static @Nullable String text(Headers headers, String name) {
        org.apache.kafka.common.header.Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
