// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

/** What a task does. */
public enum SinkState {
    /** Everything that came is written. */
    READY("Ready"),
    /** Rows wait or travel. */
    BUSY("Busy"),
    /** Waits for a passing fault to end. */
    BOUNCE("Bounce"),
    /** Has given up; the task fails. */
    SINK_ERROR("SinkError");

    private final String text;

    SinkState(String text) {
        this.text = text;
    }

    public static SinkState of(boolean failed, boolean backingOff, boolean idle) {
        if (failed) {
            return SINK_ERROR;
        }
        if (backingOff) {
            return BOUNCE;
        }
        return idle ? READY : BUSY;
    }

    String text() {
        return text;
    }
}
