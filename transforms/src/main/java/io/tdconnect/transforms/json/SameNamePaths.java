// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tdconnect.transforms.field.FieldChoice;
import io.tdconnect.transforms.field.Selection;
import io.tdconnect.transforms.json.JsonOptions.Nesting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the places in JSON of two fields with the same name; works like {@link JsonRowReader}. */
final class SameNamePaths {
    private final JsonParser parser;
    private final JsonOptions options;
    private final List<FieldChoice> choices;
    private final String wanted;
    private final List<String> around = new ArrayList<>();
    private final List<String> found = new ArrayList<>();

    SameNamePaths(JsonParser parser, JsonOptions options, String wanted) {
        this.parser = parser;
        this.options = options;
        this.choices = options.fields().choices();
        this.wanted = wanted;
    }

    /** Two paths such as {@code a.b[0]}; fewer if no row of the JSON has two such fields. */
    List<String> find() throws IOException {
        Selection root = choices.isEmpty() ? null : Selection.of(choices);
        for (JsonToken token = parser.nextToken(); token != null && !done(); token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                found.clear();
                inside(root, "", options.fields().rest());
            }
        }
        return found;
    }

    private boolean done() {
        return found.size() > 1;
    }

    private void inside(@Nullable Selection place, String prefix, boolean all) throws IOException {
        boolean array = parser.currentToken() == JsonToken.START_ARRAY;
        JsonToken token = parser.nextToken();
        for (int i = 0; !token.isStructEnd() && !done(); i++) {
            String name = array ? JoinedNames.index(i) : parser.currentName();
            around.add(array ? "[" + name + "]" : around.isEmpty() ? quoted(name) : "." + quoted(name));
            if (!array) {
                parser.nextToken();
            }
            value(place == null ? null : place.child(name), joined(prefix, name), all);
            around.remove(around.size() - 1);
            token = done() ? token : parser.nextToken();
        }
    }

    private void value(@Nullable Selection place, String name, boolean all) throws IOException {
        boolean nested = parser.currentToken().isStructStart();
        boolean flat = options.nesting() == Nesting.FLATTEN;
        if (place != null && place.slot() >= 0) {
            FieldChoice choice = choices.get(place.slot());
            boolean whole = !nested || choice.type() != null || !flat;
            field(null, choice.name(options.delimiter()), whole, !whole);
        } else {
            boolean whole = all && (!nested || !flat);
            field(place, name, whole, all && !whole);
        }
    }

    /** A value that becomes a field, or whose fields become fields: all of them, or the chosen ones. */
    private void field(@Nullable Selection place, String name, boolean whole, boolean all) throws IOException {
        if (whole && name.equals(wanted)) {
            found.add(String.join("", around));
        }
        if (parser.currentToken().isStructStart() && !done() && (all || place != null)) {
            inside(place, name, all);
        } else {
            parser.skipChildren();
        }
    }

    private static String quoted(String name) {
        return name.indexOf('.') < 0 && name.indexOf('[') < 0 ? name : "`" + name + "`";
    }

    /** The joined name; without the prefix if it would be too long for a row. */
    private String joined(String prefix, String name) {
        return around.size() == 1 || prefix.length() + name.length() > JoinedNames.MAX_LENGTH
                ? name
                : prefix + options.delimiter() + name;
    }
}
