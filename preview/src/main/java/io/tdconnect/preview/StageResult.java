// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stage made of a sample.
 *
 * @param message why it was dropped, or what failed
 * @param rows fields of the rows after the stage
 */
record StageResult(Stage stage, Outcome outcome, @Nullable String message, List<List<FieldValue>> rows) {
    /** How it ended. */
    enum Outcome {
        /** The sample goes on. */
        PASSED,
        /** The predicate kept the sample from the stage; it goes on as it is. */
        SKIPPED,
        /** The sample goes no further. */
        DROPPED,
        /** The stage refused the sample. */
        FAILED
    }
}
