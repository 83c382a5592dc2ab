// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import io.tdconnect.common.type.DataType;
import io.tdconnect.transforms.path.IndefinitePath;
import io.tdconnect.transforms.path.PathText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text of a {@link FieldList}. */
final class FieldListParser {
    private static final Pattern NAME = Pattern.compile("[^\\s.,:\\[\\]`()*$'\"]+");
    private static final Pattern INDEX = Pattern.compile("\\[\\s*(\\d{1,9})\\s*\\]");
    private static final Pattern QUOTED_STEP = Pattern.compile("\\[\\s*(?:'([^']+)'|\"([^\"]+)\")\\s*\\]");
    private static final Pattern TYPE =
            Pattern.compile(":\\s*([A-Za-z]+(?:\\s+(?i:unsigned))?\\s*(?:\\((?:[^()']|'[^']*')*\\))?)");
    private static final Pattern DEFAULT = Pattern.compile(
            "(?i:default)\\s+(?:'((?:[^']|'')*)'|(true|false)|(-?\\d+)|(-?\\d+\\.\\d+))(?=\\s*(?:,|$))");
    private static final Pattern AS = Pattern.compile("(?i:as)\\s+");

    private final String text;
    private final boolean several;
    private int position;

    /** @param several whether paths may name several places */
    FieldListParser(String text, boolean several) {
        this.text = text;
        this.several = several;
    }

    FieldList fields() {
        List<FieldChoice> choices = new ArrayList<>();
        boolean rest = false;
        do {
            skipBlanks();
            if (accept('*')) {
                rest = true;
            } else {
                choices.add(field());
            }
            skipBlanks();
        } while (accept(','));
        if (position < text.length()) {
            boolean fallback = text.regionMatches(true, position, "default", 0, "default".length());
            throw expected(fallback ? "default and a number, true, false or 'text'" : "a comma or the end");
        }
        return new FieldList(choices, rest);
    }

    /** The field of a text that is one path. */
    FieldChoice onlyPath(@Nullable String alias, @Nullable DataType type) {
        Place place = place();
        if (position < text.length()) {
            throw expected("one JSONPath, and its end");
        }
        return place.choice(alias, type);
    }

    /** Where a field is: one place or several. */
    private record Place(List<String> path, @Nullable SeveralPlaces several) {
        FieldChoice choice(@Nullable String alias, @Nullable DataType type) {
            return several == null ? new FieldChoice(path, alias, type) : FieldChoice.ofSeveral(several, alias, type);
        }
    }

    private Place place() {
        int start = position;
        List<String> path = path();
        SeveralPlaces places = several ? places(start) : null;
        if (places == null && path.isEmpty()) {
            throw expected("a name after $, such as $.id");
        }
        return new Place(path, places);
    }

    private FieldChoice field() {
        Place place = place();
        skipBlanks();
        Matcher type = match(TYPE);
        DataType target = null;
        if (type != null) {
            target = DataType.parse(type.group(1));
        } else if (position < text.length() && text.charAt(position) == ':') {
            throw expected("a type after the colon, one of " + DataType.NAMES);
        }
        skipBlanks();
        String alias = match(AS) == null ? null : name();
        FieldChoice choice = place.choice(alias, target);
        skipBlanks();
        Matcher fallback = match(DEFAULT);
        return fallback == null ? choice : choice.withDefault(literal(fallback));
    }

    private static Object literal(Matcher literal) {
        if (literal.group(1) != null) {
            return literal.group(1).replace("''", "'");
        }
        if (literal.group(2) != null) {
            return Boolean.valueOf(literal.group(2));
        }
        return literal.group(3) != null
                ? new BigDecimal(literal.group(3)).longValueExact()
                : (Object) Double.valueOf(literal.group(4));
    }

    /** A JSONPath that goes on behind the steps of a path to one place; null if it does not. */
    private @Nullable SeveralPlaces places(int start) {
        int end = text.charAt(start) == '$' ? PathText.end(text, start) : position;
        if (end <= position) {
            return null;
        }
        position = end;
        return new SeveralPlaces(indefinitePath(start, end), PathHits.ARRAY);
    }

    private IndefinitePath indefinitePath(int start, int end) {
        try {
            return IndefinitePath.parse(text.substring(start, end));
        } catch (IllegalArgumentException e) {
            String place = start == 0 ? "" : ", in the path at position " + start;
            throw new IllegalArgumentException(e.getMessage() + place, e);
        }
    }

    private List<String> path() {
        List<String> path = new ArrayList<>();
        boolean root = accept('$');
        if (!root) {
            path.add(name());
        }
        while (!(several && root && descends()) && step(path)) {
            // Each step is added by the condition.
        }
        return path;
    }

    /** Whether a step follows that only a path to several places has. */
    private boolean descends() {
        return text.startsWith("..", position) || text.startsWith(".*", position);
    }

    private boolean step(List<String> path) {
        if (accept('.')) {
            path.add(name());
            return true;
        }
        Matcher index = match(INDEX);
        if (index != null) {
            path.add(Integer.toString(Integer.parseInt(index.group(1))));
            return true;
        }
        Matcher quoted = match(QUOTED_STEP);
        if (quoted != null) {
            path.add(quoted.group(1) != null ? quoted.group(1) : quoted.group(2));
            return true;
        }
        return false;
    }

    private String name() {
        if (accept('`')) {
            int end = text.indexOf('`', position);
            if (end <= position) {
                throw expected("a name and a closing backtick");
            }
            String name = text.substring(position, end);
            position = end + 1;
            return name;
        }
        Matcher name = match(NAME);
        if (name == null) {
            throw expected("the name of a field");
        }
        return name.group();
    }

    private boolean accept(char wanted) {
        if (position < text.length() && text.charAt(position) == wanted) {
            position++;
            return true;
        }
        return false;
    }

    private @Nullable Matcher match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(position, text.length());
        if (matcher.lookingAt()) {
            position = matcher.end();
            return matcher;
        }
        return null;
    }

    private void skipBlanks() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private IllegalArgumentException expected(String what) {
        String found = position < text.length() ? "'" + text.charAt(position) + "'" : "the end";
        return new IllegalArgumentException("expected " + what + " at position " + position + ", found " + found);
    }
}
