// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.tmq.ChildTable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes the event for created child tables in the server's form, with every digit and byte of their tags. */
final class CreatedTables {
    private static final JsonFactory JSON = new JsonFactory();
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private CreatedTables() {}

    /**
     * A table.
     *
     * @param event as the server sent it
     * @param info as the catalog knows it
     */
    record Created(ChildTable event, TableCatalog.TableInfo info) {
        /** Whether the event contains the exact values of all tags that are not NULL. */
        boolean isExact() {
            long exactTags = tags().stream()
                    .filter(index -> info.values().get(index) != null)
                    .count();
            return exactTags == event.tags().size() && event.tags().stream().allMatch(this::isExact);
        }

        private boolean isExact(ChildTable.Tag tag) {
            int index = index(tag.name());
            Object known = index < 0 ? null : info.values().get(index);
            return known != null && TagValues.exact(tag.type(), tag.value()).equals(Optional.of(known));
        }

        /** Whether the table still has the tags of the event: a later event may rename or drop them. */
        boolean isCurrent() {
            return info.stable() != null && event.tags().stream().allMatch(tag -> index(tag.name()) >= 0);
        }

        /** Indexes of the tags to write: all of the table, or those of the event if tags have been added since. */
        private List<Integer> tags() {
            boolean all = event.tagCount() == info.tags().size();
            return all
                    ? IntStream.range(0, info.tags().size()).boxed().toList()
                    : event.tags().stream()
                            .map(tag -> index(tag.name()))
                            .filter(index -> index >= 0)
                            .toList();
        }

        private int index(String tag) {
            return info.tags().stream().map(Column::name).toList().indexOf(tag);
        }
    }

    /** The event as JSON. */
    static String json(List<Created> tables) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", "create");
            json.writeStringField("tableType", "child");
            fields(json, tables.get(0));
            json.writeArrayFieldStart("createList");
            if (tables.size() > 1) {
                for (Created table : tables) {
                    json.writeStartObject();
                    fields(json, table);
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void fields(JsonGenerator json, Created table) throws IOException {
        json.writeStringField("tableName", table.event.name());
        json.writeStringField("using", table.event.supertable());
        json.writeNumberField("tagNum", table.event.tagCount());
        json.writeArrayFieldStart("tags");
        for (int index : table.tags()) {
            Column tag = table.info.tags().get(index);
            Object value = inServerForm(tag.type(), table.info.values().get(index));
            if (value != null) {
                json.writeStartObject();
                json.writeStringField("name", tag.name());
                json.writeNumberField("type", tag.type().code());
                json.writeFieldName("value");
                write(json, value);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    /**
     * The value in the server's form: text in quotes unless it is JSON, bytes as hexadecimal digits. JSON has no
     * infinity, which becomes NULL.
     */
    private static @Nullable Object inServerForm(ColumnType type, @Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return "\"\\x" + HEX.formatHex(bytes) + '"';
        }
        if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            return null;
        }
        return value instanceof String && type != ColumnType.JSON ? '"' + value.toString() + '"' : value;
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Number) {
            // Readers take a whole number with an exponent for a double.
            json.writeNumber(value instanceof BigDecimal whole ? whole.toPlainString() : value.toString());
        } else {
            json.writeString(value.toString());
        }
    }
}
