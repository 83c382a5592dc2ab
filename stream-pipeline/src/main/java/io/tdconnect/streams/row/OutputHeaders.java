// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.streams.message.Message;
import io.tdconnect.streams.message.RowHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Creates the Kafka headers of rows, and reuses repeated ones. Not for use by several threads. */
final class OutputHeaders {
    private static final int MAX_NAMES = 100;
    private static final Set<String> ROUTING = Set.of(
            RoutingHeaders.DATABASE,
            RoutingHeaders.STABLE,
            RoutingHeaders.TABLE,
            RoutingHeaders.TAGS,
            RoutingHeaders.TIMESTAMP);

    private final boolean parent;
    private final Map<String, Recent> recent = new HashMap<>();
    private final Numbers rows = new Numbers(RowHeaders.ROW);
    private final Numbers partitions = new Numbers(RowHeaders.PARENT_PARTITION);
    private @Nullable List<String> lastTags;
    private String lastTagsText = "";
    private Message.@Nullable Position lastMessage;
    private List<Header> lastPlace = List.of();

    /**
     * Headers of rows.
     *
     * @param parent whether they contain which row of which message it is
     */
    OutputHeaders(boolean parent) {
        this.parent = parent;
    }

    /** The headers of the only row of a message. */
    Headers ofRow(org.apache.kafka.connect.header.Headers staged, Message.Position message) {
        RecordHeaders headers = new RecordHeaders();
        for (org.apache.kafka.connect.header.Header header : staged) {
            headers.add(header(header.key(), header.value()));
        }
        addParent(headers, 0, message);
        return headers;
    }

    /** The headers of a message without the routing headers, which may differ between its rows. */
    List<Header> common(org.apache.kafka.connect.header.Headers staged) {
        List<Header> common = new ArrayList<>();
        for (org.apache.kafka.connect.header.Header header : staged) {
            if (!ROUTING.contains(header.key())) {
                common.add(header(header.key(), header.value()));
            }
        }
        return common;
    }

    /** The headers of one of several rows of a message. */
    Headers ofRow(List<Header> common, Routing routing, int row, Message.Position message) {
        RecordHeaders headers = new RecordHeaders();
        common.forEach(headers::add);
        add(headers, RoutingHeaders.DATABASE, routing.database());
        add(headers, RoutingHeaders.STABLE, routing.stable());
        add(headers, RoutingHeaders.TABLE, routing.table());
        add(headers, RoutingHeaders.TAGS, routing.tags() == null ? null : joined(routing.tags()));
        add(headers, RoutingHeaders.TIMESTAMP, routing.timestampField());
        addParent(headers, row, message);
        return headers;
    }

    private void add(Headers headers, String name, @Nullable String text) {
        if (text != null) {
            headers.add(header(name, text));
        }
    }

    @SuppressWarnings("ReferenceEquality") // Rows of one message mostly share the list; joining it again is harmless.
    private String joined(List<String> tags) {
        if (tags != lastTags) {
            lastTagsText = String.join(",", tags);
            lastTags = tags;
        }
        return lastTagsText;
    }

    private void addParent(Headers headers, int row, Message.Position message) {
        if (parent) {
            headers.add(rows.header(row));
            place(message).forEach(headers::add);
        }
    }

    @SuppressWarnings(
            "ReferenceEquality") // All rows of a message share it; making the headers of an equal one is harmless.
    private List<Header> place(Message.Position message) {
        if (message != lastMessage) {
            lastPlace = List.of(
                    header(RowHeaders.PARENT_TOPIC, message.topic()),
                    partitions.header(message.partition()),
                    digits(RowHeaders.PARENT_OFFSET, message.offset()));
            lastMessage = message;
        }
        return lastPlace;
    }

    private Header header(String name, @Nullable Object value) {
        if (value == null || value instanceof byte[]) {
            return new RecordHeader(name, (byte[]) value);
        }
        String text = value.toString();
        Recent known = recent.get(name);
        if (known == null) {
            known = new Recent();
            if (recent.size() < MAX_NAMES) {
                recent.put(name, known);
            }
        }
        return known.header(name, text);
    }

    private static Header digits(String name, long number) {
        return new RecordHeader(name, Long.toString(number).getBytes(UTF_8));
    }

    /** The last header of a name. */
    private static final class Recent {
        private @Nullable Header header;
        private String value = "";

        Header header(String name, String text) {
            Header last = header;
            if (last == null || !value.equals(text)) {
                last = new RecordHeader(name, text.getBytes(UTF_8));
                header = last;
                value = text;
            }
            return last;
        }
    }

    /** Headers with a number, mostly a small one. */
    private static final class Numbers {
        private static final int SMALL = 256;

        private final String name;
        private final @Nullable Header[] known = new Header[SMALL];

        Numbers(String name) {
            this.name = name;
        }

        Header header(int number) {
            if (number >= SMALL) {
                return digits(name, number);
            }
            Header header = known[number];
            if (header == null) {
                header = digits(name, number);
                known[number] = header;
            }
            return header;
        }
    }
}
