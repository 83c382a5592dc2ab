// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.format;

import io.tdconnect.common.json.JsonTree;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A metadata event of the TDengine source.
 *
 * @param fields members of the event; empty if it is not an object of JSON
 */
public record MetadataEvent(Map<String, @Nullable Object> fields) {
    /** Member with the kind of change: create, alter, drop or delete. */
    public static final String TYPE = "type";

    /** Member with what is changed: {@code super}, {@code child}, {@code normal} or {@code database}. */
    public static final String TABLE_TYPE = "tableType";

    /** Value of {@link #TABLE_TYPE} for the definition of the database. */
    public static final String DATABASE = "database";

    private static final JsonTree TREE = new JsonTree(JsonTree::exact, false);

    /** The event in a text. */
    public static MetadataEvent of(String json) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        try {
            if (TREE.parse(json) instanceof Map<?, ?> map) {
                map.forEach((name, value) -> fields.put(String.valueOf(name), value));
            }
        } catch (DataException e) {
            return new MetadataEvent(Map.of());
        }
        return new MetadataEvent(fields);
    }

    /** Kind of change; empty if the event does not contain it. */
    public String type() {
        return fields.get(TYPE) instanceof String type ? type : "";
    }

    /** What is changed; empty if the event does not contain it. */
    public String tableType() {
        return fields.get(TABLE_TYPE) instanceof String type ? type : "";
    }
}
