// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.select;

import io.tdconnect.emulator.engine.sql.Expression;
import io.tdconnect.emulator.engine.sql.Select;
import io.tdconnect.emulator.engine.store.TimeRange;
import io.tdconnect.emulator.engine.value.Cells;
import io.tdconnect.emulator.engine.value.Column;
import io.tdconnect.emulator.engine.value.ResultSet;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs one SELECT on one source. */
public final class SelectRun {
    private final Select select;
    private final RowSource source;
    private final Functions functions;
    private final @Nullable Object[] parameters;
    private final Binder rows;
    private final List<Select.Item> items;
    private final List<BoundExpression> outputs = new ArrayList<>();
    private final List<BoundExpression> sortKeys = new ArrayList<>();
    private final List<@Nullable Object[]> results = new ArrayList<>();

    public SelectRun(Select select, RowSource source, Functions functions, @Nullable Object[] parameters)
            throws TdengineException {
        this.select = select;
        this.source = source;
        this.functions = functions;
        this.parameters = parameters;
        this.rows = new Binder(source, functions, parameters);
        this.items = SelectItems.expand(select, source);
    }

    public ResultSet run() throws TdengineException {
        BoundExpression filter = select.where() == null ? null : rows.bind(select.where());
        TimeRange range = TimeWindow.of(select.where(), rows);
        if (SelectItems.aggregated(select)) {
            aggregate(filter, range);
        } else {
            bindOutputs(rows);
            scan(filter, range, this::emit);
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            BoundExpression output = outputs.get(i);
            columns.add(new Column(items.get(i).name(), output.type(), output.length(), output.scale()));
        }
        return new ResultSet(columns, source.precision(), finished());
    }

    private void bindOutputs(Binder binder) throws TdengineException {
        for (Select.Item item : items) {
            outputs.add(binder.bind(item.expression()));
        }
        for (Select.Order order : select.orders()) {
            sortKeys.add(sortKey(order.expression(), binder));
        }
    }

    private BoundExpression sortKey(Expression expression, Binder binder) throws TdengineException {
        if (expression instanceof Expression.Constant constant && constant.value() instanceof Long position) {
            int index = position.intValue() - 1;
            if (index < 0 || index >= outputs.size()) {
                throw new TdengineException(0x2600, "ORDER BY item must be the number of a SELECT-list expression");
            }
            return outputs.get(index);
        }
        if (expression instanceof Expression.Name name) {
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i).name().equals(name.name())) {
                    return outputs.get(i);
                }
            }
        }
        return binder.bind(expression);
    }

    private void scan(@Nullable BoundExpression filter, TimeRange range, Consumer<RowView> consumer) {
        Consumer<RowView> filtered = filter == null
                ? consumer
                : row -> {
                    if (filter.test(row)) {
                        consumer.accept(row);
                    }
                };
        if (select.tags() || (select.distinct() && SelectItems.onlyTags(items, rows, true))) {
            source.scanTables(filtered);
        } else {
            source.scan(range, filtered);
        }
    }

    private void emit(RowView row) {
        @Nullable Object[] cells = new Object[outputs.size() + sortKeys.size()];
        for (int i = 0; i < outputs.size(); i++) {
            cells[i] = outputs.get(i).value(row);
        }
        for (int i = 0; i < sortKeys.size(); i++) {
            cells[outputs.size() + i] = sortKeys.get(i).value(row);
        }
        results.add(cells);
    }

    private void aggregate(@Nullable BoundExpression filter, TimeRange range) throws TdengineException {
        List<Expression> keys = select.groups().stream().map(GroupBinder::bare).toList();
        int selections = SelectItems.selections(items);
        GroupBinder binder = new GroupBinder(
                source, functions, parameters, new GroupBinder.Shape(keys, select.grouped(), selections));
        List<BoundExpression> boundKeys = new ArrayList<>();
        for (Expression key : keys) {
            boundKeys.add(rows.bind(key));
        }
        bindOutputs(binder);
        if (select.having() != null && !select.grouped() && keys.isEmpty()) {
            throw new TdengineException(0x260a, "Not a GROUP BY expression");
        }
        BoundExpression having = select.having() == null ? null : binder.bind(select.having());
        Groups groups = new Groups(boundKeys, binder, source instanceof RowSource.Tables ? 0 : -1);
        boolean counts = binder.aggregates().stream().anyMatch(a -> a.function().equals("count"));
        if (counts && keys.isEmpty()) {
            groups.group(RowView.EMPTY);
        } else if (counts && SelectItems.onlyTags(keys, rows)) {
            source.scanTables(row -> addEmpty(groups, row));
        }
        scan(filter, range, groups::add);
        for (RowView row : groups.rows()) {
            if (having == null || having.test(row)) {
                emit(row);
            }
        }
    }

    /** Tables without rows count too, unless a condition on name or tags excludes them. */
    private void addEmpty(Groups groups, RowView row) {
        if (TimeWindow.admitsTable(select.where(), rows, row)) {
            groups.group(row);
        }
    }

    private List<@Nullable Object[]> finished() {
        if (select.distinct()) {
            Set<List<@Nullable Object>> seen = new HashSet<>();
            results.removeIf(row -> !seen.add(Cells.key(trimmed(row))));
        }
        if (!sortKeys.isEmpty()) {
            results.sort(this::order);
        }
        int from = (int) Math.min(select.offset(), results.size());
        int to = select.limit() < 0 ? results.size() : (int) Math.min(from + select.limit(), results.size());
        List<@Nullable Object[]> finished = new ArrayList<>(to - from);
        for (@Nullable Object[] row : results.subList(from, to)) {
            finished.add(trimmed(row));
        }
        return finished;
    }

    private @Nullable Object[] trimmed(@Nullable Object[] row) {
        return row.length == outputs.size() ? row : Arrays.copyOf(row, outputs.size());
    }

    private int order(@Nullable Object[] left, @Nullable Object[] right) {
        for (int i = 0; i < sortKeys.size(); i++) {
            int order = Cells.compare(left[outputs.size() + i], right[outputs.size() + i]);
            if (order != 0) {
                return select.orders().get(i).descending() ? -order : order;
            }
        }
        return 0;
    }
}
