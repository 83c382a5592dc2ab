// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.format;

import io.tdconnect.common.json.JsonBytes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A table with its tags at the time of some rows. */
public final class StoredTable {
    private final String name;
    private final @Nullable String stable;
    private final Layout layout;
    private final @Nullable Object[] tags;
    private final int hash;

    /**
     * A table.
     *
     * @param stable its supertable; empty for a normal table, null if the records do not contain it
     * @param tags a value for each tag of the layout
     */
    public StoredTable(String name, @Nullable String stable, Layout layout, @Nullable Object[] tags) {
        this.name = name;
        this.stable = stable;
        this.layout = layout;
        this.tags = tags.clone();
        hash = 31 * Objects.hash(name, stable, layout.columns().size()) + Arrays.deepHashCode(this.tags);
    }

    public String name() {
        return name;
    }

    /** Its supertable; empty for a normal table, null if the records did not contain it. */
    public @Nullable String stable() {
        return stable;
    }

    public Layout layout() {
        return layout;
    }

    /** Whether its tags have these values. */
    public boolean hasTags(@Nullable Object[] values) {
        return Arrays.deepEquals(tags, values);
    }

    /** The value of a tag. */
    @Nullable
    Object tag(int index) {
        return tags[index];
    }

    void write(JsonBytes json, int layoutNumber) {
        json.addPlain(",\"name\":");
        json.addText(name);
        if (stable != null) {
            json.addPlain(",\"stable\":");
            json.addText(stable);
        }
        json.addPlain(",\"layout\":");
        json.addNumber(layoutNumber);
        json.addPlain(",\"tags\":[");
        List<StoredColumn> columns = layout.tags();
        for (int i = 0; i < tags.length; i++) {
            if (i > 0) {
                json.add(',');
            }
            columns.get(i).write(json, tags[i]);
        }
        json.add(']');
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredTable table
                && table.hash == hash
                && table.name.equals(name)
                && Objects.equals(table.stable, stable)
                && table.layout.equals(layout)
                && Arrays.deepEquals(table.tags, tags);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
