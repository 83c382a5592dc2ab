// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.fault;

/** What happens to a record, or one of its fields, that cannot be written unchanged. */
public enum FaultPolicy {
    /** The record is reported to the dead letter queue. */
    DEAD_LETTER,
    /** The record is skipped, with a line in the log. */
    SKIP,
    /** The task fails. */
    FAIL,
    /** The value is cut to the length of the column. */
    TRUNCATE,
    /** The row is written without the field. */
    DROP_FIELD,
    /** The row is written with null instead of the value. */
    NULL,
    /** A configured text replaces the value. */
    DEFAULT;

    /**
     * Whether it is stricter: stopping the task is stricter than reporting a record, and that is stricter than skipping
     * it.
     */
    public boolean isStricterThan(FaultPolicy other) {
        return strictness() > other.strictness();
    }

    private int strictness() {
        return this == FAIL ? 2 : this == SKIP ? 0 : 1;
    }
}
