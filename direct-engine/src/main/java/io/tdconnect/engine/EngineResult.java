// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import org.jspecify.annotations.Nullable;

/**
 * How an engine has ended.
 *
 * @param cause why it has failed; null if it has not
 * @param figures the last ones
 */
public record EngineResult(Outcome outcome, @Nullable Throwable cause, EngineFigures figures) {
    /** The ways to end. */
    public enum Outcome {
        /** The source has an end, and everything up to it is written. */
        FINISHED,
        /** It was stopped; the next start goes on from there. */
        STOPPED,
        /** It could not go on; what is confirmed is not read again by the next start. */
        FAILED
    }
}
