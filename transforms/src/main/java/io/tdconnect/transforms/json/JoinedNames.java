// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.json;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Joins the names of flattened fields, and caches them. */
public final class JoinedNames {
    /** The longest joined name. Names of columns have at most 64 bytes, and each level repeats the names around it. */
    static final int MAX_LENGTH = 1_000;

    private static final int CAPACITY = 10_000;

    /** The most characters in the cache. */
    private static final int MAX_CHARACTERS = 1_000_000;

    private static final String[] INDEXES = new String[256];

    static {
        for (int i = 0; i < INDEXES.length; i++) {
            INDEXES[i] = Integer.toString(i);
        }
    }

    private final String delimiter;
    private final Map<String, Map<String, String>> joined = new HashMap<>();
    private int size;
    private int characters;

    public JoinedNames(String delimiter) {
        this.delimiter = delimiter;
    }

    /**
     * Joins a name to those around it.
     *
     * @throws DataException if it becomes too long
     */
    public String join(@Nullable String prefix, String name) {
        if (prefix == null) {
            return name;
        }
        Map<String, String> ofPrefix = joined.get(prefix);
        String known = ofPrefix == null ? null : ofPrefix.get(name);
        return known == null ? remember(prefix, name) : known;
    }

    /** Joins a name to those around it for a message; without the name if the result is too long. */
    String shown(String prefix, String name) {
        return prefix.length() + name.length() + delimiter.length() > MAX_LENGTH ? prefix : join(prefix, name);
    }

    public static String index(int index) {
        return index < INDEXES.length ? INDEXES[index] : Integer.toString(index);
    }

    private String remember(String prefix, String name) {
        int length = prefix.length() + delimiter.length() + name.length();
        if (length > MAX_LENGTH) {
            throw new DataException("Expected names of at most " + MAX_LENGTH
                    + " characters for flattened fields, found one" + " of " + length
                    + "; set nested=keep, or list the required fields in the option " + JsonOptions.FIELDS);
        }
        characters += length + name.length();
        if (++size > CAPACITY || characters > MAX_CHARACTERS) {
            joined.clear();
            size = 1;
            characters = length + name.length();
        }
        String whole = prefix + delimiter + name;
        joined.computeIfAbsent(prefix, absent -> new HashMap<>()).put(name, whole);
        return whole;
    }
}
