// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.select;

import io.tdconnect.emulator.engine.value.Cells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups of a query with aggregates, filled row by row. */
final class Groups {
    private final List<BoundExpression> keys;
    private final GroupBinder binder;
    private final int timeIndex;
    private final Map<List<@Nullable Object>, Group> groups = new LinkedHashMap<>();

    /**
     * Empty groups.
     *
     * @param timeIndex column with the time of a row; -1 for rows without a time
     */
    Groups(List<BoundExpression> keys, GroupBinder binder, int timeIndex) {
        this.keys = keys;
        this.binder = binder;
        this.timeIndex = timeIndex;
    }

    void add(RowView row) {
        group(row).add(row);
    }

    /** Creates the group of this row if it is missing, with a count of 0. */
    Group group(RowView row) {
        @Nullable Object[] key = new Object[keys.size()];
        for (int i = 0; i < key.length; i++) {
            key[i] = keys.get(i).value(row);
        }
        return groups.computeIfAbsent(Cells.key(key), k -> new Group(key));
    }

    List<RowView> rows() {
        List<RowView> rows = new ArrayList<>();
        groups.values().forEach(group -> rows.add(group.row()));
        return rows;
    }

    /** The aggregates of one group. */
    final class Group {
        private final @Nullable Object[] key;
        private final AggregateState[] accumulators;
        private final @Nullable Object[] companions;
        private long order;

        Group(@Nullable Object[] key) {
            this.key = key;
            this.accumulators = binder.aggregates().stream()
                    .map(aggregate -> AggregateState.of(aggregate.function(), aggregate.type()))
                    .toArray(AggregateState[]::new);
            this.companions = new Object[binder.companions().size()];
        }

        void add(RowView row) {
            Object at = timeIndex < 0 ? null : row.cell(timeIndex);
            long time = at instanceof Long ticks ? ticks : order++;
            boolean selected = false;
            for (int i = 0; i < accumulators.length; i++) {
                BoundExpression argument = binder.aggregates().get(i).argument();
                selected |= accumulators[i].add(argument == null ? true : argument.value(row), time);
            }
            if (selected) {
                for (int i = 0; i < companions.length; i++) {
                    companions[i] = binder.companions().get(i).value(row);
                }
            }
        }

        private RowView row() {
            List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(key));
            for (AggregateState accumulator : accumulators) {
                cells.add(accumulator.result());
            }
            cells.addAll(Arrays.asList(companions));
            return cells::get;
        }
    }
}
