// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.tdengine.MalformedMessageException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of tables, or a deletion of rows, as the server sent it.
 *
 * @param type {@code create}, {@code alter}, {@code drop} or {@code delete}
 * @param tableType {@code super}, {@code child} or {@code normal}; empty if the event contains none
 * @param json the event as the server sent it
 * @param fields the event as maps, lists, text, Long, Double (numbers with a point or exponent), BigInteger (beyond a
 *     Long), Boolean and null
 */
public record MetadataEvent(String type, String tableType, String json, Map<String, @Nullable Object> fields) {
    /** Header of records with an event as JSON: the type of the event. */
    public static final String HEADER = RoutingHeaders.METADATA;

    /**
     * The event in a text.
     *
     * @param json as in {@link #json}
     * @throws MalformedMessageException if it is not a JSON object with a type
     */
    public static MetadataEvent parse(String json) throws MalformedMessageException {
        return MetadataEventReader.event(json);
    }

    /**
     * The child tables that this event creates; empty for any other event.
     *
     * @throws MalformedMessageException if the event lacks a name
     */
    public List<ChildTable> children() throws MalformedMessageException {
        return ChildTable.of(this);
    }
}
