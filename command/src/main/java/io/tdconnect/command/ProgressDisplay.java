// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import io.tdconnect.engine.EngineResult;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Shows how far a task is: one line that changes on a terminal, a line now and then elsewhere, or lines of JSON. */
final class ProgressDisplay {
    private static final Duration ON_TERMINAL = Duration.ofMillis(500);
    private static final Duration IN_JSON = Duration.ofSeconds(1);
    private static final Duration IN_LINES = Duration.ofSeconds(10);

    private final PrintWriter out;
    private final Form form;
    private Progress start;
    private Progress last;
    private int shown;

    /** What the lines are for. */
    enum Form {
        TERMINAL,
        LINES,
        JSON
    }

    ProgressDisplay(PrintWriter out, Form form, Progress start) {
        this.out = out;
        this.form = form;
        this.start = start;
        this.last = start;
    }

    /** How long to wait between two calls of {@link #show}. */
    Duration pause() {
        return form == Form.TERMINAL ? ON_TERMINAL : IN_JSON;
    }

    void show(Progress now) {
        if (Double.isNaN(start.share()) && !Double.isNaN(now.share())) {
            start = now;
        }
        switch (form) {
            case TERMINAL -> overwrite(now);
            case JSON -> out.println(ProgressJson.line("progress", now, now.rate(last)));
            case LINES -> {
                boolean due = now.elapsed().minus(last.elapsed()).compareTo(IN_LINES) >= 0
                        || !now.phase().equals(last.phase());
                if (!due) {
                    return;
                }
                out.println(now.line(last, start));
            }
        }
        out.flush();
        last = now;
    }

    /** The last line. */
    void end(Progress now, EngineResult.Outcome outcome) {
        if (form == Form.JSON) {
            double seconds = now.elapsed().toNanos() / 1e9;
            out.println(ProgressJson.line(outcome.name(), now, seconds > 0 ? now.written() / seconds : 0));
        } else {
            clear();
            String name = outcome.name();
            out.println(now.summary(name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT)));
        }
        out.flush();
    }

    private void overwrite(Progress now) {
        String line = now.line(last, start);
        out.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
        shown = line.length();
    }

    private void clear() {
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
        }
    }
}
