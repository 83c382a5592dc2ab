// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import io.tdconnect.tdengine.sink.SinkPreview.PreviewRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a sample.
 *
 * @param line number of its line, from 1
 * @param text the sample
 * @param rows that the sink would write
 * @param problem why the sink would refuse it, or why it could not be read; null without a problem
 */
record SampleResult(
        int line,
        String text,
        List<StageResult> stages,
        List<PreviewRow> rows,
        @Nullable String problem) {
    /** Whether a stage or the sink refused it. */
    boolean failed() {
        return problem != null || last() == StageResult.Outcome.FAILED;
    }

    /** Whether a stage dropped it. */
    boolean dropped() {
        return last() == StageResult.Outcome.DROPPED;
    }

    private StageResult.Outcome last() {
        return stages.isEmpty()
                ? StageResult.Outcome.PASSED
                : stages.get(stages.size() - 1).outcome();
    }
}
