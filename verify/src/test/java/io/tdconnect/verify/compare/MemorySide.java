// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.compare;

import io.tdconnect.verify.digest.Digests;
import io.tdconnect.verify.digest.Measure;
import io.tdconnect.verify.digest.RowHash;
import io.tdconnect.verify.side.ComparedRow;
import io.tdconnect.verify.side.Selection;
import io.tdconnect.verify.side.Side;
import io.tdconnect.verify.side.SideException;
import io.tdconnect.verify.side.TableKey;
import io.tdconnect.verify.side.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tables in memory with one whole number for each time. */
final class MemorySide implements Side {
    final Map<String, NavigableMap<Long, Long>> tables = new TreeMap<>();
    /** Ranges that were hashed. */
    final List<TimeRange> hashed = new ArrayList<>();
    /** Rows that were handed over one by one. */
    int listed;
    /** Longest range that the server answers. */
    long longest = Long.MAX_VALUE;
    /** Failures of the next requests. */
    int lost;

    MemorySide fill(String table, long from, long to) {
        NavigableMap<Long, Long> rows = tables.computeIfAbsent(table, name -> new TreeMap<>());
        for (long time = from; time < to; time++) {
            rows.put(time, time * 3);
        }
        return this;
    }

    NavigableMap<Long, Long> table(String name) {
        return tables.computeIfAbsent(name, absent -> new TreeMap<>());
    }

    @Override
    public long[] bounds(Selection selection, TimeRange range) {
        TreeMap<Long, Long> all = new TreeMap<>();
        tables.values().forEach(rows -> all.putAll(rows.subMap(range.from(), range.to())));
        return all.isEmpty() ? null : new long[] {all.firstKey(), all.lastKey()};
    }

    @Override
    public boolean weighsTimes() {
        return false;
    }

    @Override
    public void aggregates(Selection selection, TimeRange range, List<Measure> measures, Digests into) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void hashes(Selection selection, TimeRange range, TableKey key, boolean[] columns, Digests into)
            throws SideException {
        if (lost > 0) {
            lost--;
            throw new SideException(SideException.Cause.LOST, "lost", null);
        }
        if (range.length() > longest) {
            throw new SideException(SideException.Cause.TOO_MUCH, "too much", null);
        }
        hashed.add(range);
        tables.forEach((name, rows) -> {
            if (key == null || key.name().equals(name)) {
                rows.subMap(range.from(), range.to()).forEach((time, value) -> {
                    into.of(selection.tables().table(name)).addRow(time, RowHash.add(RowHash.of(time), value));
                    into.count(1);
                });
            }
        });
    }

    @Override
    public void rows(Selection selection, TimeRange range, TableKey key, int limit, Consumer<ComparedRow> rows) {
        table(key.name()).subMap(range.from(), range.to()).entrySet().stream()
                .limit(limit)
                .forEach(row -> {
                    listed++;
                    rows.accept(new ComparedRow(row.getKey(), List.of(row.getValue())));
                });
    }

    @Override
    public void close() {}
}
