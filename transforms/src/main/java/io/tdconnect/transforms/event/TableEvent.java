// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.event;

import io.tdconnect.common.json.JsonBytes;
import io.tdconnect.common.json.JsonTree;
import io.tdconnect.common.json.ValueJson;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.transforms.row.RecordPart;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.table.TableRename.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A metadata event of the TDengine source, such as the creation of a table; its names and tags can be changed.
 *
 * <p>It is a record with the header {@code td.metadata}, whose value is TDengine's JSON as text or Map. Names of tables
 * are in the value, not in routing headers.
 *
 * @param fields of the event; may be changed
 * @param text whether the value is text
 */
public record TableEvent(Map<String, @Nullable Object> fields, boolean text) {
    /** Numbers keep all their digits. */
    private static final JsonTree JSON = new JsonTree(JsonTree::exact, false);

    /** Whether a record contains an event instead of rows. */
    public static boolean is(ConnectRecord<?> original) {
        return (original.value() instanceof String || original.value() instanceof Map)
                && !original.headers().isEmpty()
                && original.headers().lastWithName(RoutingHeaders.METADATA) != null;
    }

    /**
     * The event of a record, with copies of its fields.
     *
     * @throws DataException if the value is not a JSON object
     */
    public static TableEvent of(ConnectRecord<?> original) {
        boolean text = original.value() instanceof String;
        Object value = text ? JSON.parse((String) original.value()) : copy(original.value());
        return new TableEvent(members(value), text);
    }

    /** The record with the changed event. */
    public <R extends ConnectRecord<R>> R in(R original) {
        return RecordPart.VALUE.replace(original, new Row(original.valueSchema(), text ? text(fields) : fields));
    }

    private static String text(Map<String, @Nullable Object> fields) {
        return new ValueJson(TableEvent::writeOther, Integer.MAX_VALUE).text(fields);
    }

    private static void writeOther(JsonBytes json, @Nullable Schema schema, Object value) {
        if (value instanceof Number) {
            json.addPlain(value.toString());
        } else {
            json.addText(value.toString());
        }
    }

    String type() {
        return fields.get("type") instanceof String type ? type : "";
    }

    /** The kind of the table: a supertable, or a table with rows. */
    Scope scope() {
        return "super".equals(fields.get("tableType")) ? Scope.SUPER : Scope.CHILD;
    }

    /** Whether subtables are created. */
    boolean createsSubtables() {
        return type().equals("create") && "child".equals(fields.get("tableType"));
    }

    /** The created subtables: the event itself contains the first, and a list contains all if there are several. */
    List<Map<String, @Nullable Object>> subtables() {
        List<Map<String, @Nullable Object>> tables = new ArrayList<>();
        tables.add(fields);
        tables.addAll(objects(fields, "createList"));
        return tables;
    }

    /** The objects in a list of an object. */
    static List<Map<String, @Nullable Object>> objects(Map<String, @Nullable Object> around, String list) {
        return around.get(list) instanceof List<?> elements
                ? elements.stream().map(TableEvent::members).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> members(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new DataException("Expected an object in a metadata event, found another value");
    }

    private static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), copy(member)));
            return members;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(copy(element)));
            return elements;
        }
        return value;
    }
}
