// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import io.tdconnect.emulator.engine.store.Vgroup;
import org.jspecify.annotations.Nullable;

/** How far a subscriber has come in one vgroup of a topic. */
final class Cursor {
    private final Topic topic;
    private final Vgroup vgroup;
    private long begin;
    private long next;
    private boolean polled;
    private @Nullable Snapshot snapshot;

    /** Begins at a position. */
    Cursor(Topic topic, Vgroup vgroup, long position) {
        this.topic = topic;
        this.vgroup = vgroup;
        this.begin = position;
        this.next = position;
    }

    /** Begins with the rows that are there. */
    Cursor(Topic topic, Vgroup vgroup, Snapshot snapshot) {
        this(topic, vgroup, 0);
        this.snapshot = snapshot;
    }

    /** The next message, or null if there is none. */
    @Nullable
    Message read(Subscription subscription) {
        if (snapshot != null) {
            Message message = snapshot.read(subscription.tableNames());
            if (message != null) {
                return message;
            }
            seek(snapshot.logPosition());
            snapshot = null;
        }
        return new MessageReader(this, subscription).read();
    }

    /** Whether there is no position yet. */
    boolean outsideOfLog() {
        return snapshot != null;
    }

    Topic topic() {
        return topic;
    }

    Vgroup vgroup() {
        return vgroup;
    }

    /** Where the last message began, or where it began itself. */
    long begin() {
        return begin;
    }

    /** The position that is read next. */
    long next() {
        return next;
    }

    /** Whether it was read from, so that there is something to commit. */
    boolean polled() {
        return polled;
    }

    void seek(long position) {
        begin = position;
        next = position;
        polled = true;
    }

    /** Moves behind a message. */
    void delivered(long position) {
        begin = next;
        next = position;
        polled = true;
    }

    /** Moves over entries that are not for the topic. */
    void skipped(long position) {
        next = position;
        polled = true;
    }
}
