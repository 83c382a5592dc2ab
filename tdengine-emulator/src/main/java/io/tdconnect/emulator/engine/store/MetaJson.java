// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.tdconnect.emulator.engine.value.Cells;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.Encoding;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes changes of the schema as JSON, as subscriptions of the server deliver them. */
public final class MetaJson {
    private static final int SHORT_DIGITS = 15;
    private static final int ALL_DIGITS = 17;

    private MetaJson() {}

    /** Several events in one. */
    public static String batch(List<String> events) {
        return "{\"tmq_meta_version\":\"1.0\",\"metas\":[" + String.join(",", events) + "]}";
    }

    public static String created(String table, Schema schema, boolean stable) {
        ObjectNode json = event("create", stable ? "super" : "normal", table);
        ArrayNode columns = json.putArray("columns");
        for (Definition column : schema.columns()) {
            Encoding encoding = Encoding.of(column.type());
            definition(columns.addObject(), column)
                    .put("isPrimarykey", column.primaryKey())
                    .put("encode", encoding.encode())
                    .put("compress", encoding.compress())
                    .put("level", "medium");
        }
        ArrayNode tags = json.putArray("tags");
        schema.tags().forEach(tag -> definition(tags.addObject(), tag));
        return json.toString();
    }

    static ObjectNode event(String type, String tableType, String table) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("tableType", tableType)
                .put("tableName", table);
    }

    private static ObjectNode definition(ObjectNode json, Definition definition) {
        json.put("name", definition.name()).put("type", definition.type().code());
        if (definition.type().variable() && definition.type() != ColumnType.JSON) {
            json.put("length", definition.length());
        }
        return json;
    }

    /** The fields for a column that is added or lengthened. */
    public static ObjectNode details(Definition column) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("colName", column.name())
                .put("colType", column.type().code());
        return column.type().variable() ? json.put("colLength", column.length()) : json;
    }

    /** The creation of subtables; the first stands outside the list, which is empty if there are no others. */
    public static String created(List<ChildCreation> children) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("type", "create").put("tableType", "child");
        child(json, children.get(0));
        ArrayNode list = json.putArray("createList");
        if (children.size() > 1) {
            children.forEach(child -> child(list.addObject(), child));
        }
        return json.toString();
    }

    private static void child(ObjectNode json, ChildCreation child) {
        json.put("tableName", child.table().name())
                .put("using", child.stable().name())
                .put("tagNum", child.allTags());
        ArrayNode tags = json.putArray("tags");
        for (Map.Entry<Definition, Object> tag : child.tags().entrySet()) {
            ObjectNode entry = tags.addObject()
                    .put("name", tag.getKey().name())
                    .put("type", tag.getKey().type().code());
            value(entry, tag.getKey().type(), tag.getValue());
        }
    }

    private static void value(ObjectNode json, ColumnType type, Object value) {
        if (type.variable()) {
            json.put("value", text(type, value));
        } else if (value instanceof Boolean flag) {
            json.put("value", flag ? 1 : 0);
        } else {
            json.putRawValue("value", new RawValue(number(((Number) value).doubleValue())));
        }
    }

    /**
     * With quotes as part of the text, except for JSON. The server sends the bytes of a geometry only up to the first
     * zero.
     */
    static String text(ColumnType type, Object value) {
        return switch (type) {
            case JSON -> Cells.text(value);
            case VARBINARY -> "\"\\x" + HexFormat.of().withUpperCase().formatHex((byte[]) value) + '"';
            case GEOMETRY -> {
                String bytes = new String((byte[]) value, StandardCharsets.ISO_8859_1);
                yield '"' + bytes.substring(0, Math.max(0, bytes.indexOf(0)));
            }
            case VARCHAR, NCHAR -> '"' + Cells.text(value) + '"';
            default -> value instanceof Boolean flag ? (flag ? "true" : "false") : Cells.text(value);
        };
    }

    /**
     * The server's JSON writer writes all numbers as doubles, with the digits that are needed: C's {@code %.15g} or
     * {@code %.17g}.
     */
    static String number(double value) {
        if (value == (int) value) {
            return Integer.toString((int) value);
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = exact.round(new MathContext(SHORT_DIGITS));
        int digits = SHORT_DIGITS;
        if (rounded.doubleValue() != value) {
            rounded = exact.round(new MathContext(ALL_DIGITS));
            digits = ALL_DIGITS;
        }
        BigDecimal bare = rounded.stripTrailingZeros();
        int exponent = bare.precision() - bare.scale() - 1;
        if (exponent >= -4 && exponent < digits) {
            return bare.toPlainString();
        }
        String mantissa = bare.movePointLeft(exponent).toPlainString();
        int size = Math.abs(exponent);
        return mantissa + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }

    static String dropped(List<String> tables) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "drop");
        tables.forEach(json.putArray("tableNameList")::add);
        return json.toString();
    }

    static String dropped(SuperTable stable) {
        return event("drop", "super", stable.name()).toString();
    }

    static String deleted(String table, String timeColumn, TimeRange range) {
        String sql = "delete from `" + table + "` where `" + timeColumn + "` >= " + range.from() + " and `" + timeColumn
                + "` <= " + range.to();
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "delete")
                .put("sql", sql)
                .toString();
    }

    /** New values of a subtable's tags. */
    static String tagged(Table table, Map<Definition, @Nullable Object> values) {
        ObjectNode json = event("alter", "child", table.name()).put("alterType", values.size() == 1 ? 4 : 15);
        if (values.size() == 1) {
            values.forEach((tag, value) -> tag(json, tag, value));
        } else {
            ArrayNode tags = json.putArray("tags");
            values.forEach((tag, value) -> tag(tags.addObject(), tag, value));
        }
        return json.toString();
    }

    private static void tag(ObjectNode json, Definition tag, @Nullable Object value) {
        json.put("colName", tag.name());
        if (value != null) {
            json.put("colValue", text(tag.type(), value));
        }
        json.put("colValueNull", value == null);
    }
}
