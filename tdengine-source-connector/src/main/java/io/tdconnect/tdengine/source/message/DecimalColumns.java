// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
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
 * Adds to metadata events how many digits DECIMAL columns have, which TDengine 3.3.7 leaves out: in the form of later servers, as a
 * length of 256 times the precision plus the scale.
 */
final class DecimalColumns {
    private static final JsonFactory JSON = new JsonFactory();

    private DecimalColumns() {}

    /** Whether an event makes a DECIMAL column without the number of its digits. */
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

    /** The event with the digits of the columns that the table has now; it may have others by now, which stay as they are. */
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
            if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                // As it is: an exponent may be larger than any number's.
                out.writeNumber(in.getText());
            } else {
                out.copyCurrentEventExact(in);
            }
        }
    }

    private static boolean isDecimal(@Nullable Object code) {
        return code instanceof Long number && isDecimal(number.intValue());
    }

    private static boolean isDecimal(int code) {
        return code == ColumnType.DECIMAL.code() || code == ColumnType.DECIMAL64.code();
    }

    /** What an object says of a column: one of a list, or the event itself of the column that it adds. */
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

        /** The event itself has a type, too, which is text. */
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
