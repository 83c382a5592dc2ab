// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import io.tdconnect.common.transform.TransformStage;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * The result of a stage for a sample.
 *
 * @param message why it was dropped, or what failed
 * @param rows fields of the rows after the stage
 */
record StageResult(
        TransformStage<SinkRecord> stage,
        Outcome outcome,
        @Nullable String message,
        List<List<FieldValue>> rows) {
    /** What happened to the sample. */
    enum Outcome {
        /** The sample continues. */
        PASSED,
        /** The predicate skipped the stage; the sample continues unchanged. */
        SKIPPED,
        /** The stage dropped the sample. */
        DROPPED,
        /** The stage refused the sample. */
        FAILED
    }
}
