// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

import io.tdconnect.verify.mapping.Destination;
import io.tdconnect.verify.side.TableKey;
import io.tdconnect.verify.side.TableLookup;
import java.util.HashMap;
import java.util.Map;

/** The numbers of the tables of a source part within one group. */
final class SourceLookup implements TableLookup {
    private final SourcePart part;
    private final int selection;
    private final String queried;
    private final ComparedTables tables;
    private final Map<Object, Integer> numbers = new HashMap<>();

    /**
     * The tables of a part that go to one supertable.
     *
     * @param selection index of the part in its group
     * @param queried that supertable, or the normal table
     */
    SourceLookup(SourcePart part, int selection, String queried, ComparedTables tables) {
        this.part = part;
        this.selection = selection;
        this.queried = queried;
        this.tables = tables;
        part.tables().forEach(this::add);
    }

    @Override
    public synchronized int table(String name) {
        Integer known = numbers.get(name);
        return known == null ? later(TableKey.table(name)) : known;
    }

    @Override
    public synchronized int series(Map<String, String> tags) {
        Integer known = numbers.get(tags);
        return known == null ? later(TableKey.series(tags)) : known;
    }

    private int later(TableKey key) {
        Destination destination = part.mapping().apply(key);
        if (destination == null) {
            numbers.put(identity(key), -1);
            return -1;
        }
        return add(key, destination);
    }

    private int add(TableKey key, Destination destination) {
        int number = destination.queried().equals(queried)
                ? tables.expect(destination, new SourceTable(selection, key))
                : -1;
        numbers.put(identity(key), number);
        return number;
    }

    private static Object identity(TableKey key) {
        return key.tags() == null ? key.name() : key.tags();
    }
}
