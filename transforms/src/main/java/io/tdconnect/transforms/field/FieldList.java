// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The fields that an option lists, such as {@code id:INT, $.data.ts:TIMESTAMP(ms) as ts}.
 *
 * @param choices the named fields, in order
 * @param rest whether all other fields follow ({@code *})
 */
public record FieldList(List<FieldChoice> choices, boolean rest) {
    /** The syntax of the list, for the documentation of options. */
    public static final String SYNTAX =
            "`path[:TYPE] [as name] [default value]`, comma separated, where the path is a name, names joined by"
                    + " dots, or a JSONPath such as `$.data.values[0]` or `$['a name']`, names with special characters in"
                    + " backticks, and `*` includes all other fields and the rest of objects and arrays; or the same in"
                    + " JSON,"
                    + " `[{\"name\":\"$.data.id\",\"alias\":\"id\",\"cast\":\"INT\",\"default\":0}]`";

    private static final FieldList ALL = new FieldList(List.of(), true);

    public FieldList {
        choices = List.copyOf(choices);
    }

    /**
     * The fields of a list; all fields if it is null or blank.
     *
     * @throws IllegalArgumentException if it does not follow {@link #SYNTAX}; the message contains the position
     */
    public static FieldList parse(@Nullable String text) {
        return parse(text, false);
    }

    /** The fields of a list, see {@link #parse}, whose paths may name several places. */
    public static FieldList ofSeveral(@Nullable String text, PathHits hits) {
        return parse(text, true).withHits(hits);
    }

    /** The same fields, for which several values become what is wanted. */
    public FieldList withHits(PathHits hits) {
        return new FieldList(
                choices.stream().map(choice -> choice.withHits(hits)).toList(), rest);
    }

    private static FieldList parse(@Nullable String text, boolean several) {
        if (text == null || text.isBlank()) {
            return ALL;
        }
        return text.stripLeading().startsWith("[")
                ? FieldListJson.parse(ConfigNode.parse(text), several)
                : new FieldListParser(text, several).fields();
    }

    /** Checks a list of places in a document; no place may be inside another. */
    public static Validator places() {
        return new Rule(true, true);
    }

    /** Checks a list of columns. */
    public static Validator columns() {
        return new Rule(true, false);
    }

    /**
     * Checks a list of tags; it may not contain {@code *}, and no commas in names, because one header contains all names.
     */
    public static Validator tags() {
        return new Rule(false, false);
    }

    /** The same fields with a zone for times in text without an offset; unchanged if the zone is null. */
    public FieldList inZone(@Nullable ZoneId zone) {
        return zone == null
                ? this
                : new FieldList(
                        choices.stream().map(choice -> choice.inZone(zone)).toList(), rest);
    }

    /** The values of several places have no type of their own in a table. */
    private void requireTypes() {
        for (FieldChoice choice : choices) {
            if (choice.places() != null && choice.type() == null) {
                throw new IllegalArgumentException("expected a type after the path " + choice.text()
                        + ", such as :DOUBLE with path.hits=first or :NCHAR(200), found none");
            }
        }
    }

    private void requireTagNames() {
        if (rest || choices.stream().anyMatch(choice -> choice.name("_").indexOf(',') >= 0)) {
            throw new IllegalArgumentException("expected names of fields without commas, found * or a name with one");
        }
    }

    /**
     * Refuses a list in which two fields have the same name.
     *
     * @throws IllegalArgumentException with the name
     */
    public void requireDistinctNames() {
        Set<String> names = new HashSet<>();
        for (FieldChoice choice : choices) {
            String name = choice.name("_");
            if (!names.add(name)) {
                throw new IllegalArgumentException(
                        "expected each name once, found two fields called " + name + "; give one another name with as");
            }
        }
    }

    private record Rule(boolean restAllowed, boolean separate) implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value == null || value.toString().isBlank()) {
                return;
            }
            try {
                FieldList list = parse(value.toString(), restAllowed);
                list.requireDistinctNames();
                if (!restAllowed) {
                    list.requireTagNames();
                }
                if (separate) {
                    Selection.of(list.choices);
                } else {
                    list.requireTypes();
                }
            } catch (IllegalArgumentException e) {
                throw new ConfigException(name, value, e.getMessage());
            }
        }

        @Override
        public String toString() {
            return restAllowed
                    ? "fields such as id:INT, $.data.ts as ts, *"
                    : "fields such as groupid, location:NCHAR(64)";
        }
    }
}
