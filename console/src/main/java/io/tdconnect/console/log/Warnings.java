// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last 1,000 warnings and errors that connectors have logged in this process; thread-safe. Of one connector at most 30 a
 * minute are kept, and none twice.
 */
public final class Warnings implements AutoCloseable {
    private static final int MOST = 1_000;
    private static final int MOST_A_MINUTE = 30;
    private static final int LONGEST = 1_000;
    private static final long MINUTE = 60_000;

    /** What Connect has in the log context, such as {@code [meters-sink|task-0] }. */
    private static final Pattern CONTEXT = Pattern.compile("\\[(.+)\\|(?:worker|task-\\d+)(?:\\|[a-z]+)?] ?");

    private final LongSupplier clock;
    private final Deque<Warning> warnings = new ArrayDeque<>();
    private final Map<String, Set<String>> ofMinute = new HashMap<>();
    private long minute;
    private long last;
    private @Nullable AutoCloseable source;

    Warnings(LongSupplier clock) {
        this.clock = clock;
        last = clock.getAsLong() * 1_000;
    }

    /** Listens to the log of this process, if it is one of log4j 2 or reload4j. */
    public static Warnings ofThisProcess() {
        Warnings warnings = new Warnings(System::currentTimeMillis);
        warnings.source = LogTap.open(warnings::note);
        return warnings;
    }

    /**
     * Keeps a message.
     *
     * @param context of Connect, which names the connector; messages without are those of the worker, and not kept
     */
    synchronized void note(String level, @Nullable String context, String message) {
        Matcher named = CONTEXT.matcher(context == null ? "" : context);
        if (!named.matches()) {
            return;
        }
        long now = clock.getAsLong();
        if (now - minute >= MINUTE) {
            minute = now;
            ofMinute.clear();
        }
        String connector = named.group(1);
        Set<String> seen = ofMinute.computeIfAbsent(connector, name -> new HashSet<>());
        String text = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
        if (seen.size() <= MOST_A_MINUTE && seen.add(text)) {
            boolean full = seen.size() > MOST_A_MINUTE;
            add(
                    now,
                    level,
                    connector,
                    full ? "More warnings follow within a minute; the log of the worker has them" : text);
        }
    }

    private void add(long now, String level, String connector, String text) {
        last = Math.max(last + 1, now * 1_000);
        warnings.addLast(new Warning(last, now, level, connector, text));
        if (warnings.size() > MOST) {
            warnings.removeFirst();
        }
    }

    /** Those with a greater number, the oldest first. */
    public synchronized List<Warning> after(long number) {
        return warnings.stream().filter(warning -> warning.number() > number).toList();
    }

    @Override
    public void close() throws Exception {
        if (source != null) {
            source.close();
        }
    }
}
