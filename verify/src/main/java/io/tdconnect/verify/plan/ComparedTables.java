// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

import io.tdconnect.verify.mapping.Destination;
import io.tdconnect.verify.side.TableLookup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tables of a group by their number. For many threads. */
public final class ComparedTables implements TableLookup {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<ComparedTable> tables = new ArrayList<>();
    private final Predicate<String> selected;

    /** With the names in the target that are compared. */
    ComparedTables(Predicate<String> selected) {
        this.selected = selected;
    }

    /** A table that the target has; one that nobody expected gets a number, too. */
    @Override
    public synchronized int table(String name) {
        int number = number(name);
        if (number >= 0) {
            tables.get(number).found();
        }
        return number;
    }

    private int number(String name) {
        Integer known = numbers.get(name);
        if (known != null || !selected.test(name)) {
            return known == null ? -1 : known;
        }
        tables.add(new ComparedTable(name));
        numbers.put(name, tables.size() - 1);
        return tables.size() - 1;
    }

    @Override
    public int series(Map<String, String> tags) {
        throw new UnsupportedOperationException("The target has no series");
    }

    /** A table that the target should have; negative if it is not compared. */
    synchronized int expect(Destination destination, SourceTable source) {
        int number = number(destination.table());
        if (number >= 0) {
            tables.get(number).add(source, destination);
        }
        return number;
    }

    /** The table with a number. */
    public synchronized ComparedTable get(int number) {
        return tables.get(number);
    }

    /** All tables in the order of their numbers. */
    public synchronized List<ComparedTable> all() {
        return List.copyOf(tables);
    }

    /** The number of tables. */
    public synchronized int size() {
        return tables.size();
    }

    /** The table with a name; null if nobody has it. */
    synchronized @Nullable ComparedTable find(String name) {
        Integer number = numbers.get(name);
        return number == null ? null : tables.get(number);
    }
}
