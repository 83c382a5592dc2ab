// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import io.tdconnect.emulator.engine.store.ChildCreation;
import io.tdconnect.emulator.engine.store.MetaJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one poll delivers: rows, changes of the schema, or rows with the creation of their tables. */
public final class Message {
    /** The offset of messages with rows of the snapshot. */
    public static final long IN_ROWS = -2147467258;

    private final Topic topic;
    private final int vgroup;
    private final MessagePosition begin;
    private final MessagePosition next;
    private final Content content;

    /**
     * A message.
     *
     * @param begin where it begins
     * @param next where the next message begins
     */
    Message(Topic topic, int vgroup, MessagePosition begin, MessagePosition next, Content content) {
        this.topic = topic;
        this.vgroup = vgroup;
        this.begin = begin;
        this.next = next;
        this.content = content;
    }

    /** Rows with creations, or events. */
    record Content(List<MessageBlock> blocks, List<ChildCreation> creations, List<String> events) {}

    /** The name of the topic. */
    public String topic() {
        return topic.name();
    }

    /** The name of its database. */
    public String database() {
        return topic.database().name();
    }

    /** The vgroup that it is from. */
    public int vgroup() {
        return vgroup;
    }

    /** 1 rows, 2 events, 3 rows and the creation of tables. */
    public int type() {
        if (!content.events.isEmpty()) {
            return 2;
        }
        return content.creations.isEmpty() ? 1 : 3;
    }

    /**
     * Where the message began, {@link #IN_ROWS} outside the log; for events, as in the server, the position after them.
     */
    public long offset() {
        MessagePosition place = content.events.isEmpty() ? begin : next;
        return place.inLog() ? place.position() : IN_ROWS;
    }

    /** The events as JSON, or null for a message without events. */
    public @Nullable String json(boolean batch) {
        if (!content.events.isEmpty()) {
            return batch ? MetaJson.batch(content.events) : content.events.get(0);
        }
        return content.creations.isEmpty() ? null : MetaJson.created(content.creations);
    }

    /** The rows in the server's binary encoding; empty for events. */
    public byte[] raw() {
        return content.events.isEmpty()
                ? new MessageWriter(begin, next, topic.database().release()).write(content)
                : new byte[0];
    }
}
