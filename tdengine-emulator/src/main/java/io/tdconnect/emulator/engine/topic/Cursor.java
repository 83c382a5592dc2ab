// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import io.tdconnect.emulator.engine.store.Vgroup;
import org.jspecify.annotations.Nullable;

/** The position of a subscriber in one vgroup of a topic. */
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

    /** Begins with the existing rows. */
    Cursor(Topic topic, Vgroup vgroup, Snapshot snapshot) {
        this(topic, vgroup, 0);
        this.snapshot = snapshot;
    }

    /** The next message, or null if nothing is new. */
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

    /** Whether there is no position in the log yet. */
    boolean outsideOfLog() {
        return snapshot != null;
    }

    Topic topic() {
        return topic;
    }

    Vgroup vgroup() {
        return vgroup;
    }

    /** The begin of the last message, or the start of this cursor. */
    long begin() {
        return begin;
    }

    /** The position that is read next. */
    long next() {
        return next;
    }

    /** Whether it was polled, so that there is a position to commit. */
    boolean polled() {
        return polled;
    }

    void seek(long position) {
        begin = position;
        next = position;
        polled = true;
    }

    /** Moves past a message. */
    void delivered(long position) {
        begin = next;
        next = position;
        polled = true;
    }

    /** Moves past entries that do not belong to the topic. */
    void skipped(long position) {
        next = position;
        polled = true;
    }
}
