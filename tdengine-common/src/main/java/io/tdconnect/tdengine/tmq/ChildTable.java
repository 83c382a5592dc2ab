// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.MalformedMessageException;
import io.tdconnect.tdengine.gateway.GatewayJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A child table in a {@link MetadataEvent} that creates it.
 *
 * @param name of the table
 * @param supertable its supertable
 * @param tags its tags with their values
 * @param tagCount number of the supertable's tags; 0 if the event does not contain it
 */
public record ChildTable(String name, String supertable, List<Tag> tags, int tagCount) {
    /** Copies the tags. */
    public ChildTable {
        tags = List.copyOf(tags);
    }

    /**
     * A tag of a table, as in the server's event. Tags that are NULL are missing, and so are those after an empty text
     * with TDengine 3.3.5.
     *
     * <p>Tags in events are not exact, unlike those of a query: TDengine 3.3.5 rounds whole numbers beyond 2^53, cuts a
     * GEOMETRY off, and combines values in the order of the supertable's tags with names in the order of the statement,
     * so that {@code USING m (b, a) TAGS (…)} mixes them up. They are right if the names are all tags of the supertable
     * in its order.
     *
     * @param value text without its quotes (a VARBINARY as {@code \x} and digits), Long, Double, BigInteger or null
     */
    public record Tag(
            String name, ColumnType type, @Nullable Object value) {}

    static List<ChildTable> of(MetadataEvent event) throws MalformedMessageException {
        if (!event.type().equals("create") || !event.tableType().equals("child")) {
            return List.of();
        }
        List<ChildTable> tables = new ArrayList<>();
        for (Object table : list(event.fields(), "createList")) {
            tables.add(table(map(table)));
        }
        if (tables.isEmpty()) {
            tables.add(table(event.fields()));
        }
        return tables;
    }

    private static ChildTable table(Map<?, ?> fields) throws MalformedMessageException {
        List<Tag> tags = new ArrayList<>();
        for (Object tag : list(fields, "tags")) {
            tags.add(tag(map(tag)));
        }
        int count = fields.get("tagNum") instanceof Long number ? number.intValue() : 0;
        return new ChildTable(GatewayJson.text(fields, "tableName"), GatewayJson.text(fields, "using"), tags, count);
    }

    private static Tag tag(Map<?, ?> fields) throws MalformedMessageException {
        ColumnType type = fields.get("type") instanceof Long code ? ColumnType.ofCode(code.intValue()) : null;
        if (type == null) {
            throw new MalformedMessageException("Expected the type of a tag, found " + fields.get("type"));
        }
        return new Tag(
                GatewayJson.text(fields, "name"),
                type,
                type == ColumnType.JSON ? fields.get("value") : unquoted(fields.get("value")));
    }

    private static @Nullable Object unquoted(@Nullable Object value) {
        boolean quoted =
                value instanceof String text && text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted && value instanceof String text ? text.substring(1, text.length() - 1) : value;
    }

    private static List<?> list(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof List<?> list ? list : List.of();
    }

    private static Map<?, ?> map(@Nullable Object value) throws MalformedMessageException {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new MalformedMessageException("Expected an object in a metadata event, found none");
    }
}
