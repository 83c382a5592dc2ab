// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.engine.EngineResult.Outcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Progress START = progress("", 0, 0, Double.NaN, 0);

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void aLineHasRateShareAndTimeLeft() {
        Progress first = progress("history", 10_000, 8_000, 0.1, 10);
        Progress second = progress("history", 20_000, 18_000, 0.2, 20);

        assertThat(second.line(first, first))
                .isEqualTo("history: 20,000 read, 18,000 written, 1,000/s, 3 failed, 20.0 %, 80 s left");
    }

    @Test
    void whatIsNotKnownIsNotShown() {
        assertThat(progress("", 5, 5, Double.NaN, 1).line(START, START)).isEqualTo("5 read, 5 written, 5/s, 3 failed");
        assertThat(progress("", 5, 5, 0, 1).line(START, progress("", 0, 0, 0, 0)))
                .isEqualTo("5 read, 5 written, 5/s, 3 failed, 0.0 %");
    }

    @Test
    void linesComeEveryTenSecondsAndWhenThePhaseChanges() {
        ProgressDisplay display = new ProgressDisplay(out, ProgressDisplay.Form.LINES, START);

        display.show(progress("", 1, 1, Double.NaN, 1));
        assertThat(text.toString()).isEmpty();
        display.show(progress("history", 2, 2, Double.NaN, 2));
        display.show(progress("history", 3, 3, Double.NaN, 11));
        display.show(progress("history", 4, 4, Double.NaN, 12));
        display.end(progress("history", 4, 4, 1, 13), Outcome.FINISHED);

        assertThat(text.toString().lines())
                .containsExactly(
                        "history: 2 read, 2 written, 1/s, 3 failed",
                        "history: 4 read, 4 written, 0/s, 3 failed",
                        "Finished after 13 s: 4 records read, 4 written (0/s), 3 failed.");
    }

    @Test
    void aTerminalHasOneLineThatIsOverwrittenCompletely() {
        ProgressDisplay display = new ProgressDisplay(out, ProgressDisplay.Form.TERMINAL, START);

        display.show(progress("long phase", 1000, 1000, Double.NaN, 1));
        display.show(progress("", 1001, 1001, Double.NaN, 2));
        display.end(progress("", 1001, 1001, Double.NaN, 3), Outcome.STOPPED);

        String[] parts = text.toString().split("\r", -1);
        assertThat(parts[1]).startsWith("long phase: 1,000 read");
        assertThat(parts[2]).startsWith("1,001 read").hasSameSizeAs(parts[1]);
        assertThat(parts[3]).isBlank();
        assertThat(parts[4])
                .isEqualTo("Stopped after 3.0 s: 1,001 records read, 1,001 written (334/s), 3 failed."
                        + System.lineSeparator());
    }

    @Test
    void machinesGetAnObjectForEachLine() {
        ProgressDisplay display = new ProgressDisplay(out, ProgressDisplay.Form.JSON, START);

        display.show(progress("history", 5, 4, 0.5, 1));
        display.end(progress("history", 10, 10, Double.NaN, 2), Outcome.FAILED);

        assertThat(text.toString().lines())
                .containsExactly(
                        "{\"event\":\"progress\",\"phase\":\"history\",\"read\":5,\"written\":4,\"failures\":3,"
                                + "\"rowsPerSecond\":4,\"queuedBytes\":0,\"shareDone\":0.5,\"elapsedMs\":1000}",
                        "{\"event\":\"failed\",\"phase\":\"history\",\"read\":10,\"written\":10,\"failures\":3,"
                                + "\"rowsPerSecond\":5,\"queuedBytes\":0,\"elapsedMs\":2000}");
    }

    private static Progress progress(String phase, long read, long written, double share, int seconds) {
        return new Progress(phase, read, written, 3, 0, share, Duration.ofSeconds(seconds));
    }
}
