// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tdconnect.common.json.JsonTree;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.tmq.MetadataEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds the precision and scale of DECIMAL columns to metadata events of TDengine 3.3.7, which lack them. Like later
 * servers it writes a length of 256 times the precision plus the scale.
 */
final class DecimalColumns {
    private static final JsonFactory JSON = new JsonFactory();

    private DecimalColumns() {}

    /** Whether an event defines a DECIMAL column without its precision and scale. */
    static boolean lacksDigits(MetadataEvent event) {
        Map<String, @Nullable Object> fields = event.fields();
        boolean added = isDecimal(fields.get("colType")) && !fields.containsKey("colLength");
        return added
                || (fields.get("columns") instanceof List<?> columns
                        && columns.stream().anyMatch(DecimalColumns::lacksDigits));
    }

    private static boolean lacksDigits(@Nullable Object column) {
        return column instanceof Map<?, ?> fields && isDecimal(fields.get("type")) && !fields.containsKey("length");
    }

    /** The event with the digits that the table's columns have now; columns that the table no longer has stay unchanged. */
    static String json(MetadataEvent event, TableMetadata table) {
        StringWriter text = new StringWriter();
        try (JsonParser in = JSON.createParser(event.json());
                JsonGenerator out = JSON.createGenerator(text)) {
            copy(in, out, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void copy(JsonParser in, JsonGenerator out, TableMetadata table) throws IOException {
        Deque<Described> open = new ArrayDeque<>();
        while (in.nextToken() != null) {
            JsonToken token = in.currentToken();
            if (token == JsonToken.START_OBJECT) {
                open.push(new Described());
            } else if (token == JsonToken.END_OBJECT) {
                open.pop().complete(out, table);
            } else if (token.isScalarValue() && !open.isEmpty()) {
                open.element().read(in);
            }
            JsonTree.copyEvent(in, out);
        }
    }

    private static boolean isDecimal(@Nullable Object code) {
        return code instanceof Long number && isDecimal(number.intValue());
    }

    private static boolean isDecimal(int code) {
        return code == ColumnType.DECIMAL.code() || code == ColumnType.DECIMAL64.code();
    }

    /** The definition of a column: an element of a list, or the event itself if it adds a column. */
    private static final class Described {
        private String name = "";
        private String length = "";
        private int type;
        private boolean complete;

        void read(JsonParser in) throws IOException {
            switch (String.valueOf(in.currentName())) {
                case "name", "colName" -> name = in.getText();
                case "type" -> read(in, "length");
                case "colType" -> read(in, "colLength");
                case "length", "colLength" -> complete = true;
                default -> {
                    // Not about digits.
                }
            }
        }

        /** The type of the event itself is text. */
        private void read(JsonParser in, String lengthField) throws IOException {
            if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                type = in.getIntValue();
                length = lengthField;
            }
        }

        void complete(JsonGenerator out, TableMetadata table) throws IOException {
            Column column = isDecimal(type) && !complete ? table.find(name) : null;
            if (column != null && column.scale() >= 0) {
                out.writeNumberField(length, column.length() << Byte.SIZE | column.scale());
            }
        }
    }
}
