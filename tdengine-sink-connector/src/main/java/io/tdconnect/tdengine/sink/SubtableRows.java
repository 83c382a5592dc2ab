// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a batch by subtable: the subtables as they first came, their rows in the order in which they came. */
final class SubtableRows {
    private final List<String> names = new ArrayList<>();
    private final BoundRow[] arranged;
    /** Where the rows of a subtable begin; one more than there are subtables. */
    private final int[] begins;

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
        for (int i = 0; i < subtables.length; i++) {
            arranged[next[subtables[i]]++] = rows.get(i);
        }
    }

    /** How many subtables there are. */
    int size() {
        return names.size();
    }

    List<String> names() {
        return names;
    }

    /** Index of the first row of a subtable. */
    int begin(int subtable) {
        return begins[subtable];
    }

    /** Index after the last row of a subtable. */
    int end(int subtable) {
        return begins[subtable + 1];
    }

    BoundRow row(int index) {
        return arranged[index];
    }
}
