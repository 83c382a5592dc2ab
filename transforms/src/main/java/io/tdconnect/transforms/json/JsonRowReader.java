// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tdconnect.common.record.SchemaCache;
import io.tdconnect.common.type.DataType;
import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.field.Selection;
import io.tdconnect.transforms.json.JsonOptions.Nesting;
import io.tdconnect.transforms.row.MissingField;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowBuilder;
import io.tdconnect.transforms.row.RowSchema;
import io.tdconnect.transforms.row.SameNameException;
import io.tdconnect.transforms.type.JsonValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Reads one JSON object after another into rows; not for use by several threads. */
final class JsonRowReader {
    private final JsonOptions options;
    private final List<FieldChoice> choices;
    private final boolean rest;
    private final boolean defaults;
    private final @Nullable Selection root;
    private final JoinedNames joined;
    private final SchemaCache nestedSchemas = new SchemaCache(true);
    private final RowBuilder row;
    private final String[] slotNames;
    private final @Nullable Schema[] slotSchemas;
    private final Set<String> named;
    private final boolean[] found;
    private final @Nullable ObjectTrees trees;

    /**
     * A reader of rows.
     *
     * @param row collects the fields of one row after another
     * @param trees the same objects, for paths to several places; null if there are none
     */
    JsonRowReader(JsonOptions options, RowBuilder row, @Nullable ObjectTrees trees) {
        this.options = options;
        this.choices = options.fields().choices();
        this.rest = options.fields().rest();
        this.defaults = choices.stream().anyMatch(choice -> choice.fallback() != null);
        this.root = choices.isEmpty() ? null : Selection.of(choices);
        this.joined = new JoinedNames(options.delimiter());
        this.row = row;
        this.slotNames =
                choices.stream().map(choice -> choice.name(options.delimiter())).toArray(String[]::new);
        this.slotSchemas = choices.stream()
                .map(choice -> choice.type() == null ? null : choice.type().schema())
                .toArray(Schema[]::new);
        this.named = Set.copyOf(Arrays.asList(slotNames));
        this.found = new boolean[slotNames.length];
        this.trees = trees;
    }

    /** The row of the object that starts at the parser's current token, with further fields after its own. */
    Row readRow(JsonParser parser, @Nullable Consumer<RowBuilder> more) throws IOException {
        row.start(slotNames, slotSchemas);
        Arrays.fill(found, false);
        object(parser, root, null, rest);
        if (trees != null) {
            severalPlaces(trees);
        }
        if (defaults || options.missing() == MissingField.FAIL) {
            completeOrFail();
        }
        if (more != null) {
            row.replaceFromHere();
            more.accept(row);
        }
        return row.row();
    }

    private void severalPlaces(ObjectTrees objects) throws IOException {
        Map<String, @Nullable Object> object = objects.next();
        for (int i = 0; i < found.length; i++) {
            Object values =
                    choices.get(i).places() == null ? null : choices.get(i).valueIn(object);
            if (values != null) {
                try (JsonParser parser = objects.parser(values)) {
                    chosen(parser, parser.nextToken(), i);
                }
            }
        }
    }

    private void completeOrFail() {
        for (int i = 0; i < found.length; i++) {
            FieldChoice choice = choices.get(i);
            if (choice.fallback() != null && row.isNull(i)) {
                row.set(i, choice.fallbackSchema(), choice.fallback());
            } else if (choice.fallback() == null && !found[i] && options.missing() == MissingField.FAIL) {
                throw new DataException(
                        "expected field " + choice.text() + ", found none; see the options fields and missing.field");
            }
        }
    }

    private void object(JsonParser parser, @Nullable Selection place, @Nullable String prefix, boolean all)
            throws IOException {
        String name = parser.nextFieldName();
        while (name != null) {
            member(parser, place, prefix, name, all);
            name = parser.nextFieldName();
        }
    }

    private void array(JsonParser parser, @Nullable Selection place, String prefix, boolean all) throws IOException {
        // The token after an element is read by the next call, as nextFieldName does for objects.
        for (int i = 0; element(parser, place, prefix, JoinedNames.index(i), all); i++) {
            if (i >= RowBuilder.MAX_FIELDS && all) {
                throw new DataException("expected at most " + RowBuilder.MAX_FIELDS + " elements in the array " + prefix
                        + ", found more");
            }
        }
    }

    private void member(JsonParser parser, @Nullable Selection place, @Nullable String prefix, String name, boolean all)
            throws IOException {
        value(parser, parser.nextToken(), place == null ? null : place.child(name), joinedIf(all, prefix, name), all);
    }

    private boolean element(
            JsonParser parser, @Nullable Selection place, @Nullable String prefix, String name, boolean all)
            throws IOException {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.END_ARRAY) {
            return false;
        }
        value(parser, token, place == null ? null : place.child(name), joinedIf(all, prefix, name), all);
        return true;
    }

    private String joinedIf(boolean all, @Nullable String prefix, String name) {
        return all ? joined.join(prefix, name) : name;
    }

    private void value(JsonParser parser, JsonToken token, @Nullable Selection place, String name, boolean all)
            throws IOException {
        if (place != null && place.slot() >= 0) {
            chosen(parser, token, place.slot());
        } else if (!token.isStructStart()) {
            if (all) {
                Object scalar = scalar(parser, token, name);
                addRest(name, JsonValues.schema(scalar), scalar);
            }
        } else if (all && options.nesting() == Nesting.KEEP) {
            Row kept = nested(parser, token, place, name);
            if (kept != null) {
                addRest(name, kept.schema(), kept.value());
            }
        } else if (all || place != null) {
            inside(parser, token, place, name, all);
        } else {
            parser.skipChildren();
        }
    }

    /** Adds a field that is included by {@code *}. */
    private void addRest(String name, @Nullable Schema schema, @Nullable Object value) {
        if (!named.isEmpty() && named.contains(name)) {
            throw new SameNameException(name);
        }
        row.addField(name, schema, value);
    }

    private void inside(JsonParser parser, JsonToken token, @Nullable Selection place, String name, boolean all)
            throws IOException {
        if (token == JsonToken.START_OBJECT) {
            object(parser, place, name, all);
        } else {
            array(parser, place, name, all);
        }
    }

    private void chosen(JsonParser parser, JsonToken token, int slot) throws IOException {
        DataType type = choices.get(slot).type();
        String name = slotNames[slot];
        if (found[slot]) {
            throw new SameNameException(name);
        }
        found[slot] = true;
        if (type != null) {
            row.set(slot, type.schema(), converted(parser, token, type, name));
        } else if (!token.isStructStart()) {
            Object scalar = scalar(parser, token, name);
            row.set(slot, JsonValues.schema(scalar), scalar);
        } else if (options.nesting() == Nesting.KEEP) {
            Row kept = nested(parser, token, null, name);
            row.set(slot, kept == null ? null : kept.schema(), kept == null ? null : kept.value());
        } else {
            row.leaveOut(slot);
            inside(parser, token, null, name, true);
        }
    }

    private @Nullable Object converted(JsonParser parser, JsonToken token, DataType type, String name)
            throws IOException {
        boolean lenient = options.mismatch() == OnMismatch.NULL;
        if (token.isStructStart() && !type.text()) {
            if (lenient) {
                parser.skipChildren();
                return null;
            }
            throw new DataException("Field " + name + ": expected " + type + ", found "
                    + (token == JsonToken.START_OBJECT ? "an object" : "an array") + "; change the option fields");
        }
        try {
            Object value = token.isStructStart() ? JsonValues.text(parser) : JsonValues.scalarFor(type, parser, token);
            return value == null ? null : type.convert(value, null);
        } catch (DataException e) {
            if (lenient) {
                return null;
            }
            throw new DataException("Field " + name + ": " + e.getMessage() + "; see the option fields", e);
        }
    }

    private static @Nullable Object scalar(JsonParser parser, JsonToken token, String name) throws IOException {
        try {
            return JsonValues.scalar(parser, token);
        } catch (DataException e) {
            throw new DataException(
                    "Field " + name + ": " + e.getMessage() + "; give it a type in the option fields", e);
        }
    }

    /** A value of a kept object or array; null if all of its fields were chosen. */
    private @Nullable Row nested(JsonParser parser, JsonToken token, @Nullable Selection place, String path)
            throws IOException {
        if (!token.isStructStart()) {
            Object scalar = scalar(parser, token, path);
            return new Row(JsonValues.schema(scalar), scalar);
        }
        return token == JsonToken.START_OBJECT ? keptObject(parser, place, path) : keptArray(parser, place, path);
    }

    private @Nullable Row keptObject(JsonParser parser, @Nullable Selection place, String path) throws IOException {
        RowBuilder kept = RowBuilder.distinct(options.schema(), nestedSchemas);
        boolean taken = false;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            Row value = left(parser, token, place == null ? null : place.child(name), joined.shown(path, name));
            if (value == null) {
                taken = true;
            } else {
                kept.addField(name, value.schema(), value.value());
            }
        }
        try {
            return taken && kept.size() == 0 ? null : kept.row();
        } catch (SameNameException e) {
            throw new DataException(
                    "Field " + path + ": " + e.at(List.of(e.name())).getMessage(), e);
        }
    }

    /** The rest of a value inside a kept value; null if it was chosen, or all of its fields were. */
    private @Nullable Row left(JsonParser parser, JsonToken token, @Nullable Selection place, String path)
            throws IOException {
        if (place != null && place.slot() >= 0) {
            chosen(parser, token, place.slot());
            return null;
        }
        return nested(parser, token, place, path);
    }

    private @Nullable Row keptArray(JsonParser parser, @Nullable Selection place, String path) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        boolean struct = options.schema() == RowSchema.STRUCT;
        Schema common = null;
        int index = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Row value = left(parser, token, place == null ? null : place.child(JoinedNames.index(index)), path);
            index++;
            if (value == null) {
                continue;
            }
            if (struct && common != null && value.schema() != null && !common.equals(value.schema())) {
                throw new DataException("Field " + path + ": expected an array whose elements have one type, found"
                        + " different ones; set schema=map or nested=flatten");
            }
            common = common == null ? value.schema() : common;
            values.add(value.value());
        }
        if (index > 0 && values.isEmpty()) {
            return null;
        }
        return new Row(
                struct && common != null
                        ? SchemaBuilder.array(common).optional().build()
                        : null,
                struct && common == null ? null : values);
    }
}
