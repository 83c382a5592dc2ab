// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

/** How far a subscriber has come in one vgroup of a topic. */
final class Cursor {
    private final Topic topic;
    private final Vgroup vgroup;
    private long begin;
    private long next;
    private boolean polled;

    /** Begins at a position. */
    Cursor(Topic topic, Vgroup vgroup, long position) {
        this.topic = topic;
        this.vgroup = vgroup;
        this.begin = position;
        this.next = position;
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
