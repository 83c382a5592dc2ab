// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a batch by subtable; subtables and the rows of each stay in the order of the batch. */
public final class SubtableRows {
    private final List<String> names = new ArrayList<>();
    private final BoundRow[] arranged;
    /** Index of the first row of each subtable, and the end of the last. */
    private final int[] begins;
    /** By subtable, the first row if it may be overwritten: a new subtable gets its tags. */
    private final Map<Integer, BoundRow> firsts = new HashMap<>();

    SubtableRows(List<BoundRow> rows) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] subtables = new int[rows.size()];
        int[] counts = new int[rows.size()];
        for (int i = 0; i < subtables.length; i++) {
            String name = rows.get(i).table();
            Integer number = numbers.get(name);
            if (number == null) {
                number = names.size();
                numbers.put(name, number);
                names.add(name);
            }
            subtables[i] = number;
            counts[number]++;
        }
        begins = new int[names.size() + 1];
        for (int i = 0; i < names.size(); i++) {
            begins[i + 1] = begins[i] + counts[i];
        }
        int[] next = Arrays.copyOf(begins, names.size());
        arranged = new BoundRow[subtables.length];
        boolean growing = true;
        for (int i = 0; i < subtables.length; i++) {
            BoundRow row = rows.get(i);
            int at = next[subtables[i]]++;
            arranged[at] = row;
            growing &= at == begins[subtables[i]] || arranged[at - 1].timestamp() < row.timestamp();
        }
        if (!growing) {
            keepLast();
        }
    }

    /**
     * Drops rows that a later row of the same subtable and identity overwrites. The server would merge the rows of one
     * request column by column: an earlier value would stay where the later row has a null.
     */
    private void keepLast() {
        int kept = 0;
        for (int subtable = 0; subtable < names.size(); subtable++) {
            Map<Object, BoundRow> last = new LinkedHashMap<>();
            for (int i = begins[subtable]; i < begins[subtable + 1]; i++) {
                BoundRow row = arranged[i];
                Object identity = row.identity();
                last.remove(identity);
                last.put(identity, row);
            }
            BoundRow tagged = arranged[begins[subtable]];
            begins[subtable] = kept;
            firsts.put(subtable, tagged);
            for (BoundRow row : last.values()) {
                arranged[kept++] = row;
            }
        }
        begins[names.size()] = kept;
    }

    /** How many subtables there are. */
    public int size() {
        return names.size();
    }

    public List<String> names() {
        return names;
    }

    /** Index of the first row of a subtable. */
    public int begin(int subtable) {
        return begins[subtable];
    }

    /** Index after the last row of a subtable. */
    public int end(int subtable) {
        return begins[subtable + 1];
    }

    public BoundRow row(int index) {
        return arranged[index];
    }

    /** The rows of all subtables, one subtable after the other; only those before {@link #rows()} are valid. */
    public BoundRow[] arranged() {
        return arranged;
    }

    /** How many rows remain. */
    public int rows() {
        return begins[names.size()];
    }

    /** The row whose tags a new subtable gets. */
    public BoundRow first(int subtable) {
        return firsts.isEmpty()
                ? arranged[begins[subtable]]
                : firsts.getOrDefault(subtable, arranged[begins[subtable]]);
    }
}
