// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import io.tdconnect.emulator.engine.store.ChildCreation;
import io.tdconnect.emulator.engine.store.LoggedRows;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.store.Wal;
import io.tdconnect.emulator.engine.store.WalEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the next message of a vgroup from its log. */
final class MessageReader implements Wal.Visitor {
    /** A message ends with the entry that reaches this number. */
    private static final int ENOUGH_ROWS = 4096;

    private final Cursor cursor;
    private final Topic topic;
    private final Subscription subscription;
    private final List<MessageBlock> blocks = new ArrayList<>();
    private final List<ChildCreation> creations = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private long position;
    private int rows;

    MessageReader(Cursor cursor, Subscription subscription) {
        this.cursor = cursor;
        this.topic = cursor.topic();
        this.subscription = subscription;
        this.position = Math.max(cursor.next(), cursor.vgroup().wal().begin());
    }

    /** Moves the cursor; returns null if there is nothing for the topic. */
    @Nullable
    Message read() {
        cursor.vgroup().wal().visit(position, this);
        if (blocks.isEmpty() && events.isEmpty()) {
            cursor.skipped(position);
            return null;
        }
        Message message = new Message(
                topic,
                cursor.vgroup().id(),
                MessagePosition.inLog(cursor.next()),
                MessagePosition.inLog(position),
                new Message.Content(blocks, creations, events));
        cursor.delivered(position);
        return message;
    }

    @Override
    public boolean visit(Wal.Entry entry) {
        if (rows >= ENOUGH_ROWS || !taken(entry)) {
            return false;
        }
        position++;
        return true;
    }

    private boolean taken(Wal.Entry entry) {
        if (entry instanceof WalEntry.Event event) {
            return !wanted(event) || taken(event);
        }
        return !(entry instanceof WalEntry.Rows written) || taken(written);
    }

    private boolean wanted(WalEntry.Event event) {
        SuperTable stable = topic.scope().stable();
        return topic.meta() && (stable == null || event.stable() == stable);
    }

    private boolean taken(WalEntry.Event event) {
        if (!blocks.isEmpty() || (!events.isEmpty() && !subscription.batchMeta())) {
            return false;
        }
        events.add(event.json());
        return true;
    }

    private boolean taken(WalEntry.Rows written) {
        List<LoggedRows> wanted = written.tables().stream()
                .filter(table -> topic.scope().wants(table.table()))
                .toList();
        if (!wanted.isEmpty() && !events.isEmpty()) {
            return false;
        }
        // Rows of tables that were dropped meanwhile are not delivered, but still separate the events before them from
        // those after.
        wanted = wanted.stream().filter(table -> !table.table().dropped()).toList();
        wanted.forEach(this::add);
        List<LoggedRows> left = wanted;
        if (topic.meta()) {
            written.creations().stream()
                    .filter(creation -> left.stream().anyMatch(rows -> rows.table() == creation.table()))
                    .forEach(creations::add);
        }
        return true;
    }

    private void add(LoggedRows written) {
        MessageBlock block = MessageBlock.of(topic, written, subscription.tableNames());
        if (block.rows() > 0) {
            blocks.add(block);
            rows += block.rows();
        }
    }
}
