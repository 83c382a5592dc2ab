// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts of identifiers such as {@code Line1.Motor.Speed}, by the names that taosX gives them in templates. */
final class IdPart {
    private static final String LAST_BUT_ONE = "..id.";

    /** What is cut off, by the name of the variable: this number of separators from the end, with what follows them. */
    private static final Map<String, Cut> CUTS = Map.of(
            "id.", new Cut('.', 1),
            "id/", new Cut('/', 1),
            "id_", new Cut('_', 1),
            "id..", new Cut('.', 2));

    private IdPart() {}

    private record Cut(char separator, int count) {}

    /** Whether a variable has such a name. */
    static boolean is(String name) {
        return CUTS.containsKey(name) || name.equals(LAST_BUT_ONE);
    }

    /**
     * The part of an identifier for a variable, {@code Line1.Motor} for {@code id.}; null if the identifier has no such
     * part.
     */
    static @Nullable String of(String name, String id) {
        Cut cut = CUTS.get(name);
        if (cut == null) {
            String rest = before(id, '.');
            return rest == null ? null : rest.substring(rest.lastIndexOf('.') + 1);
        }
        String rest = id;
        for (int i = 0; i < cut.count && rest != null; i++) {
            rest = before(rest, cut.separator);
        }
        return rest;
    }

    private static @Nullable String before(String text, char separator) {
        int last = text.lastIndexOf(separator);
        return last < 0 ? null : text.substring(0, last);
    }
}
