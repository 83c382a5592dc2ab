// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.report;

import io.tdconnect.common.time.Precision;
import io.tdconnect.verify.finding.Findings;
import io.tdconnect.verify.plan.Group;
import java.time.Duration;
import java.util.List;

/**
 * A finished comparison.
 *
 * @param source what was copied, in words
 * @param target where it was copied to, in words
 * @param precision of the times of the target
 * @param from first time that was compared; empty for the first row
 * @param to time after the last one that was compared
 * @param method how rows were compared, in words
 * @param rows compared rows: those of the side that has more of them, window by window
 * @param windows how many windows they had
 */
public record Outcome(
        String source,
        String target,
        Precision precision,
        String from,
        String to,
        String method,
        List<Group> groups,
        Findings findings,
        long rows,
        long windows,
        Duration elapsed) {
    /** Copies the list. */
    public Outcome {
        groups = List.copyOf(groups);
    }

    /** Compared rows in a second. */
    public long rowsPerSecond() {
        return Math.round(rows * 1000.0 / Math.max(1, elapsed.toMillis()));
    }
}
