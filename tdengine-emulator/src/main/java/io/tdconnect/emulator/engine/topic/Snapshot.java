// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import io.tdconnect.emulator.engine.store.Batch;
import io.tdconnect.emulator.engine.store.ChildCreation;
import io.tdconnect.emulator.engine.store.Definition;
import io.tdconnect.emulator.engine.store.LoggedRows;
import io.tdconnect.emulator.engine.store.MetaJson;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.store.Vgroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Delivers the existing rows of a vgroup's tables, before the changes that follow. */
final class Snapshot {
    private static final int BLOCK_ROWS = 4096;

    private final Topic topic;
    private final Vgroup vgroup;
    private long logPosition;
    private @Nullable List<Table> tables;
    private boolean told;
    private int table;
    private int row;
    private MessagePosition place = new MessagePosition(false, 0, 0);

    Snapshot(Topic topic, Vgroup vgroup) {
        this.topic = topic;
        this.vgroup = vgroup;
    }

    private List<Table> begin() {
        logPosition = vgroup.wal().end();
        return topic.database().tables().values().stream()
                .filter(each -> each.vgroup().equals(vgroup) && topic.scope().wants(each))
                .sorted(Comparator.comparing(Table::uid))
                .toList();
    }

    /** The position in the log that continues the rows; set by the first read. */
    long logPosition() {
        return logPosition;
    }

    /** The next message, or null after the last row. */
    @Nullable
    Message read(boolean named) {
        List<Table> all = tables == null ? begin() : tables;
        tables = all;
        List<String> events = told || !topic.meta() ? List.of() : creations(all);
        told = true;
        List<MessageBlock> blocks = events.isEmpty() ? blocks(all, named) : List.of();
        if (events.isEmpty() && blocks.isEmpty()) {
            return null;
        }
        MessagePosition begin = place;
        if (table > 0 && !blocks.isEmpty()) {
            place = new MessagePosition(false, all.get(table - 1).uid(), 0);
        }
        return new Message(topic, vgroup.id(), begin, place, new Message.Content(blocks, List.of(), events));
    }

    private List<MessageBlock> blocks(List<Table> all, boolean named) {
        List<MessageBlock> blocks = new ArrayList<>();
        int rows = 0;
        while (table < all.size() && rows <= BLOCK_ROWS) {
            Table current = all.get(table);
            int size = current.dropped() ? 0 : current.rows().size();
            int end = Math.min(row + BLOCK_ROWS, size);
            if (row < end) {
                MessageBlock block = MessageBlock.of(topic, rows(current, row, end), named);
                rows += block.rows();
                if (block.rows() > 0) {
                    blocks.add(block);
                }
            }
            row = end;
            if (end >= size) {
                table++;
                row = 0;
            }
        }
        return blocks;
    }

    private LoggedRows rows(Table current, int from, int to) {
        List<Definition> columns = List.copyOf(current.schema().columns());
        List<@Nullable Object[]> cells = new ArrayList<>();
        for (Definition column : columns) {
            @Nullable Object[] values = new Object[to - from];
            for (int i = from; i < to; i++) {
                values[i - from] = current.rows().value(i, column);
            }
            cells.add(values);
        }
        int precision = topic.database().options().precision();
        return LoggedRows.of(current, precision, new Batch(columns, cells, to - from));
    }

    private List<String> creations(List<Table> all) {
        List<String> events = new ArrayList<>();
        for (SuperTable stable : topic.database().stables().values()) {
            if (topic.scope().stable() == null || topic.scope().stable() == stable) {
                events.add(MetaJson.created(stable.name(), stable.schema(), true));
            }
        }
        for (Table each : all) {
            SuperTable stable = each.stable();
            events.add(
                    stable == null
                            ? MetaJson.created(each.name(), each.schema(), false)
                            : MetaJson.created(List.of(ChildCreation.of(each, stable))));
        }
        return events;
    }
}
