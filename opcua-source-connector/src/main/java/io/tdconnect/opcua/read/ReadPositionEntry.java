// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.read;

import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.point.PointShares;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a task had read its points, and how the points were distributed over tasks at that time.
 *
 * @param shares distribution of the points
 * @param task number of the task
 * @param time source time of the last value
 */
public record ReadPositionEntry(PointShares shares, int task, Instant time) {
    private static final Logger log = LoggerFactory.getLogger(ReadPositionEntry.class);
    private static final String SEPARATOR = ", ";
    private static final Pattern FORM = Pattern.compile("(\\d+)/(\\d+) ([^,]+)");

    /** Whether the task read the point. */
    boolean covers(Point point) {
        return shares.task(point) == task;
    }

    /** Writes entries as text, {@code 3/0 2026-01-02T03:04:05Z, …}: the number of tasks, the salt, and the time. */
    static String text(List<ReadPositionEntry> entries) {
        List<String> texts = new ArrayList<>();
        for (ReadPositionEntry entry : entries) {
            texts.add(String.format(Locale.ROOT, "%d/%d %s", entry.shares.tasks(), entry.shares.salt(), entry.time));
        }
        return String.join(SEPARATOR, texts);
    }

    /** Reads the text of {@link #text}; malformed entries are ignored. */
    public static List<ReadPositionEntry> parse(String text, int task) {
        List<ReadPositionEntry> entries = new ArrayList<>();
        Matcher one = FORM.matcher(text);
        while (one.find()) {
            try {
                entries.add(new ReadPositionEntry(
                        new PointShares(Integer.parseInt(one.group(1)), Integer.parseInt(one.group(2))),
                        task,
                        Instant.parse(one.group(3))));
            } catch (NumberFormatException | DateTimeException e) {
                log.warn("Ignoring an entry of a stored offset: expected TASKS/SALT TIME, found {}", one.group());
            }
        }
        return entries;
    }
}
