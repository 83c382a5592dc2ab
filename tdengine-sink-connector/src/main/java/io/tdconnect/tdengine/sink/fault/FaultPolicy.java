// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.fault;

/** What happens to a record, or a field of it, that cannot be written as it is. */
public enum FaultPolicy {
    /** The record is reported to the dead letter queue. */
    DEAD_LETTER,
    /** The record is left out, with a line in the log. */
    SKIP,
    /** The task fails. */
    FAIL,
    /** The value is cut to the length of the column. */
    TRUNCATE,
    /** The row is written without the field. */
    DROP_FIELD,
    /** The row is written with null in place of the value. */
    NULL,
    /** A configured text stands for the value. */
    DEFAULT;

    /** Whether it lets less pass: stopping the task comes before reporting a record, and that before leaving it out. */
    public boolean isStricterThan(FaultPolicy other) {
        return strictness() > other.strictness();
    }

    private int strictness() {
        return this == FAIL ? 2 : this == SKIP ? 0 : 1;
    }
}
