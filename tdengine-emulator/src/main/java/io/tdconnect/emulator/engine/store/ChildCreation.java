// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The creation of a subtable by a statement, which is reported even if the subtable existed before.
 *
 * @param tags in the order of the supertable, without those that are NULL
 * @param allTags how many tags the supertable had
 */
public record ChildCreation(Table table, SuperTable stable, Map<Definition, Object> tags, int allTags) {
    /** The creation with the tags that the table has. */
    public static ChildCreation of(Table table, SuperTable stable) {
        Map<Definition, @Nullable Object> tags = new LinkedHashMap<>();
        stable.schema().tags().forEach(tag -> tags.put(tag, table.tag(tag)));
        return of(table, stable, tags);
    }

    /** The creation with the tags of the statement; an existing table keeps its own tags. */
    public static ChildCreation of(Table table, SuperTable stable, Map<Definition, @Nullable Object> given) {
        Map<Definition, Object> tags = new LinkedHashMap<>();
        for (Definition tag : stable.schema().tags()) {
            Object value = given.get(tag);
            if (value != null) {
                tags.put(tag, value);
            }
        }
        return new ChildCreation(table, stable, tags, stable.schema().tags().size());
    }
}
