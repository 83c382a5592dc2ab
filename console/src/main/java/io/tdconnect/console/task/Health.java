// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import io.tdconnect.console.connect.ConnectorView;
import org.jspecify.annotations.Nullable;

/** How a task is, in one word; the words are those of taosX, for sources, too. */
enum Health {
    /** Runs, and has written what there was. */
    READY("Ready"),
    /** Runs, and nothing has come for half a minute. */
    IDLE("Idle"),
    /** Has more to write than it writes in two seconds. */
    BUSY("Busy"),
    /** A server does not answer or refuses for now; the task tries again. */
    BOUNCE("Bounce"),
    /** The source has failed, the sink has not. */
    SOURCE_ERROR("SourceError"),
    /** The sink has failed, the source has not. */
    SINK_ERROR("SinkError"),
    /** Everything has failed. */
    FATAL("Fatal"),
    /** Stopped by a person. */
    STOPPED("Stopped"),
    /** Paused by a person. */
    PAUSED("Paused");

    final String word;

    Health(String word) {
        this.word = word;
    }

    /**
     * From the states that Connect reports and the figures of the tasks.
     *
     * @param bounces whether a side tries again
     * @param busy whether rows wait
     * @param secondsQuiet since the last row
     */
    static Health of(
            @Nullable ConnectorView source,
            @Nullable ConnectorView sink,
            boolean bounces,
            boolean busy,
            double secondsQuiet) {
        boolean sourceFailed = source != null && source.failed();
        boolean sinkFailed = sink != null && sink.failed();
        if (sourceFailed || sinkFailed) {
            boolean all = (source == null || sourceFailed) && (sink == null || sinkFailed);
            return all ? FATAL : sourceFailed ? SOURCE_ERROR : SINK_ERROR;
        }
        if (is("STOPPED", source) && is("STOPPED", sink)) {
            return STOPPED;
        }
        if (is("PAUSED", source) && is("PAUSED", sink)) {
            return PAUSED;
        }
        if (bounces) {
            return BOUNCE;
        }
        return busy ? BUSY : secondsQuiet > 30 ? IDLE : READY;
    }

    private static boolean is(String state, @Nullable ConnectorView side) {
        return side == null || side.state().equals(state);
    }
}
