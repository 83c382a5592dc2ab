// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import io.tdconnect.engine.EngineFigures;
import java.time.Duration;
import java.util.Locale;

/**
 * How far a task is.
 *
 * @param phase what it does, in words; may be empty
 * @param read records of the source
 * @param written records that the target has stored
 * @param failures records that could not be stored
 * @param queuedBytes in the queue on disk
 * @param share done, from 0 to 1; NaN if it is not known
 * @param elapsed since the start
 */
record Progress(
        String phase, long read, long written, long failures, long queuedBytes, double share, Duration elapsed) {
    static Progress of(EngineFigures figures, Duration elapsed) {
        return new Progress(
                figures.phase(),
                figures.read(),
                figures.written(),
                figures.failures(),
                figures.queueBytes(),
                figures.shareDone(),
                elapsed);
    }

    /** Records that were stored for each second since an earlier moment. */
    double rate(Progress earlier) {
        double seconds = elapsed.minus(earlier.elapsed).toNanos() / 1e9;
        return seconds <= 0 ? 0 : (written - earlier.written) / seconds;
    }

    /** The time that the rest will take if it goes on as since an earlier moment; negative if that is not known. */
    Duration left(Progress earlier) {
        double done = share - earlier.share;
        if (!(done > 0)) {
            return Duration.ofSeconds(-1);
        }
        double seconds = elapsed.minus(earlier.elapsed).toNanos() / 1e9 * (1 - share) / done;
        return seconds > Duration.ofDays(365).toSeconds() ? Duration.ofSeconds(-1) : Duration.ofSeconds((long) seconds);
    }

    /**
     * A line for people.
     *
     * @param before the figures of the line before
     * @param start the first figures, for the time left
     */
    String line(Progress before, Progress start) {
        StringBuilder text = new StringBuilder();
        if (!phase.isEmpty()) {
            text.append(phase).append(": ");
        }
        text.append(String.format(
                Locale.ROOT, "%,d read, %,d written, %,.0f/s, %,d failed", read, written, rate(before), failures));
        if (queuedBytes > 0) {
            text.append(String.format(Locale.ROOT, ", %,.1f MB queued", queuedBytes / 1e6));
        }
        if (!Double.isNaN(share)) {
            text.append(String.format(Locale.ROOT, ", %.1f %%", share * 100));
            Duration left = left(start);
            if (!left.isNegative() && share < 1) {
                text.append(", ").append(text(left)).append(" left");
            }
        }
        return text.toString();
    }

    /** The end of a run in one sentence. */
    String summary(String outcome) {
        double seconds = elapsed.toNanos() / 1e9;
        return String.format(
                Locale.ROOT,
                "%s after %s: %,d records read, %,d written (%,.0f/s), %,d failed.",
                outcome,
                text(elapsed),
                read,
                written,
                seconds > 0 ? written / seconds : 0,
                failures);
    }

    static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7200) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
