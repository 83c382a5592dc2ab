// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of flattened fields, each joined only once. */
final class JoinedNames {
    private static final int CAPACITY = 10_000;
    private static final String[] INDEXES = new String[256];

    static {
        for (int i = 0; i < INDEXES.length; i++) {
            INDEXES[i] = Integer.toString(i);
        }
    }

    private final String delimiter;
    private final Map<String, Map<String, String>> joined = new HashMap<>();
    private int size;

    JoinedNames(String delimiter) {
        this.delimiter = delimiter;
    }

    String join(@Nullable String prefix, String name) {
        if (prefix == null) {
            return name;
        }
        Map<String, String> ofPrefix = joined.get(prefix);
        String known = ofPrefix == null ? null : ofPrefix.get(name);
        return known == null ? remember(prefix, name) : known;
    }

    static String index(int index) {
        return index < INDEXES.length ? INDEXES[index] : Integer.toString(index);
    }

    private String remember(String prefix, String name) {
        if (++size > CAPACITY) {
            joined.clear();
            size = 1;
        }
        String whole = prefix + delimiter + name;
        joined.computeIfAbsent(prefix, absent -> new HashMap<>()).put(name, whole);
        return whole;
    }
}
