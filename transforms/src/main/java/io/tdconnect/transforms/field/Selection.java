// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place in a document: a chosen field, or a place with chosen fields below it. */
public final class Selection {
    private final Map<String, Selection> children = new HashMap<>();
    private int slot = -1;

    /**
     * The root of the places of all chosen fields, except of those with several places.
     *
     * @throws IllegalArgumentException if a field is inside another, or two are the same place
     */
    public static Selection of(List<FieldChoice> choices) {
        Selection root = new Selection();
        for (int i = 0; i < choices.size(); i++) {
            FieldChoice choice = choices.get(i);
            if (choice.places() != null) {
                continue;
            }
            Selection place = root;
            for (String name : choice.path()) {
                if (place.slot >= 0) {
                    throw overlap(choice);
                }
                place = place.children.computeIfAbsent(name, absent -> new Selection());
            }
            if (place.slot >= 0 || !place.children.isEmpty()) {
                throw overlap(choice);
            }
            place.slot = i;
        }
        return root;
    }

    @Nullable
    public Selection child(String name) {
        return children.get(name);
    }

    /** Index of the chosen field; negative if only places below are chosen. */
    public int slot() {
        return slot;
    }

    private static IllegalArgumentException overlap(FieldChoice choice) {
        return new IllegalArgumentException("expected places that do not overlap, found " + choice.text()
                + " and another that contains it or is inside it");
    }
}
