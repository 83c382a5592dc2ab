// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** OpenTSDB's JSON: one object or an array with metric, timestamp, value and tags. */
final class JsonProtocol {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int INVALID = 0x221;

    private JsonProtocol() {}

    static List<Point> points(String data) throws TdengineException {
        JsonNode root;
        try {
            root = JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new TdengineException(INVALID, "Invalid JSON format");
        }
        List<Point> points = new ArrayList<>();
        if (root.isArray()) {
            for (JsonNode element : root) {
                points.add(point(element));
            }
        } else {
            points.add(point(root));
        }
        return points;
    }

    private static Point point(JsonNode node) throws TdengineException {
        for (String member : List.of("metric", "timestamp", "value", "tags")) {
            if (!node.has(member)) {
                throw new TdengineException(INVALID, "Invalid JSON format");
            }
        }
        Map<String, Point.Value> tags = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> tag : node.get("tags").properties()) {
            tags.put(tag.getKey(), value(tag.getValue()));
        }
        Map<String, Point.Value> fields = Map.of(TelnetProtocol.VALUE, value(node.get("value")));
        return new Point(node.get("metric").asText(), tags, fields, time(node.get("timestamp")));
    }

    private static BigInteger time(JsonNode node) throws TdengineException {
        if (node.isObject()) {
            return Point.nanos(
                    node.path("value").asLong(), node.path("type").asText().toLowerCase(Locale.ROOT));
        }
        return TelnetProtocol.time(node.asText());
    }

    private static Point.Value value(JsonNode node) throws TdengineException {
        if (node.isObject()) {
            return typed(node.path("value"), node.path("type").asText().toLowerCase(Locale.ROOT));
        }
        if (node.isNumber()) {
            return Point.Value.number(node.asText(), ColumnType.DOUBLE);
        }
        return node.isBoolean() ? Point.Value.bool(node.asBoolean()) : Point.Value.varchar(node.asText());
    }

    private static Point.Value typed(JsonNode value, String type) throws TdengineException {
        try {
            return switch (type) {
                case "bool" -> Point.Value.bool(value.asBoolean());
                case "tinyint" -> Point.Value.number(value.asText(), ColumnType.TINYINT);
                case "smallint" -> Point.Value.number(value.asText(), ColumnType.SMALLINT);
                case "int" -> Point.Value.number(value.asText(), ColumnType.INT);
                case "bigint" -> Point.Value.number(value.asText(), ColumnType.BIGINT);
                case "float" -> Point.Value.number(value.asText(), ColumnType.FLOAT);
                case "double" -> Point.Value.number(value.asText(), ColumnType.DOUBLE);
                case "binary", "varchar" -> Point.Value.varchar(value.asText());
                case "nchar" -> Point.Value.nchar(value.asText());
                default -> throw new TdengineException(INVALID, "Invalid JSON format");
            };
        } catch (NumberFormatException | ArithmeticException e) {
            throw new TdengineException(INVALID, "Invalid JSON format");
        }
    }
}
