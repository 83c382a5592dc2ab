// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.read;

import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.point.PointShares;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source time up to which a task has handed over its values, as one time for all of its points. For a source whose
 * clock is ahead it is the time of arrival.
 *
 * <p>Connect stores one position per task. When the number of tasks or the list of points changes, points move to other
 * tasks. So the stored offset also contains how the points were distributed: a task finds for each of its points how
 * far the task before has read. The last entries of other distributions stay in the stored offset, because tasks start
 * one after another and must not overwrite what others have not read yet.
 */
public final class ReadPosition {
    private static final Logger log = LoggerFactory.getLogger(ReadPosition.class);
    private static final String ENDPOINT = "endpoint";
    private static final String TASK = "task";
    private static final String REACHED = "reached";
    /** Key of the time in offsets of older versions, which did not contain the distribution of points. */
    private static final String TIME = "time";

    /** More tasks than a connector has for one server. */
    private static final int MOST_TASKS = 256;

    private static final int DISTRIBUTIONS_KEPT = 4;

    /** Usual difference between clocks. */
    private static final Duration USUAL_LEAD = Duration.ofMinutes(1);

    /** Source partition and source offset, which Connect stores with a batch of records. */
    public record SourceOffset(Map<String, String> partition, Map<String, Object> offset) {}

    private final Map<String, String> partition;
    private final PointShares shares;
    private final int task;
    private final List<ReadPositionEntry> stored;
    private final List<ReadPositionEntry> kept;
    private @Nullable Instant reached;
    private boolean held = true;
    private Duration longestLead = Duration.ZERO;

    private ReadPosition(Map<String, String> partition, PointShares shares, int task, List<ReadPositionEntry> stored) {
        this.partition = partition;
        this.shares = shares;
        this.task = task;
        this.stored = List.copyOf(stored);
        this.kept = stored.stream()
                .filter(entry -> entry.task() == task && !entry.shares().equals(shares))
                .sorted(Comparator.comparing(ReadPositionEntry::time).reversed())
                .limit(DISTRIBUTIONS_KEPT)
                .toList();
        this.reached = stored.stream()
                .filter(entry -> entry.task() == task && entry.shares().equals(shares))
                .map(ReadPositionEntry::time)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The position of a task, continued from what Connect has stored for all tasks. */
    public static ReadPosition of(String endpoint, PointShares shares, int task, OffsetStorageReader offsets) {
        List<Map<String, String>> partitions = IntStream.range(0, Math.max(MOST_TASKS, shares.tasks()))
                .mapToObj(number -> partition(endpoint, number))
                .toList();
        List<ReadPositionEntry> stored = new ArrayList<>();
        offsets.offsets(partitions)
                .forEach((partition, offset) ->
                        stored.addAll(entries(Integer.parseInt(partition.getOrDefault(TASK, "0")), offset, shares)));
        return new ReadPosition(partition(endpoint, task), shares, task, stored);
    }

    static Map<String, String> partition(String endpoint, int task) {
        return Map.of(ENDPOINT, endpoint, TASK, String.valueOf(task));
    }

    private static List<ReadPositionEntry> entries(int task, @Nullable Map<String, Object> offset, PointShares now) {
        if (offset == null) {
            return List.of();
        }
        Object entries = offset.get(REACHED);
        if (entries != null) {
            return ReadPositionEntry.parse(entries.toString(), task);
        }
        Object time = offset.get(TIME);
        return time == null ? List.of() : List.of(new ReadPositionEntry(now, task, Instant.parse(time.toString())));
    }

    /** Source time of the last value that the task of the point has handed over; null before the first value. */
    synchronized @Nullable Instant reached(Point point) {
        Instant last = reached;
        for (ReadPositionEntry entry : stored) {
            if ((last == null || entry.time().isAfter(last)) && entry.covers(point)) {
                last = entry.time();
            }
        }
        return last;
    }

    /** How far source times have been ahead of this worker's clock so far, if that is unusual. */
    synchronized Duration longestLead() {
        return longestLead;
    }

    /** Stops the position until {@link #release}, as at the start: earlier values are still being read from history. */
    synchronized void hold() {
        held = true;
    }

    synchronized void release() {
        held = false;
    }

    /** The offset to store with the records of values. */
    public synchronized SourceOffset after(List<Reading> readings) {
        if (!held) {
            for (Reading reading : readings) {
                advance(reading);
            }
        }
        List<ReadPositionEntry> entries = new ArrayList<>();
        if (reached != null) {
            entries.add(new ReadPositionEntry(shares, task, reached));
        }
        entries.addAll(kept);
        return new SourceOffset(
                partition, entries.isEmpty() ? Map.of() : Map.of(REACHED, ReadPositionEntry.text(entries)));
    }

    private void advance(Reading reading) {
        DateTime source = reading.value().sourceTime();
        DateTime time = source == null ? reading.value().serverTime() : source;
        if (time == null) {
            return;
        }
        Instant instant = time.getJavaInstant();
        Duration lead = Duration.between(reading.received(), instant);
        if (lead.compareTo(USUAL_LEAD) > 0) {
            warnOfLead(reading, lead);
            // A clock that is ahead must not hide later gaps, so this worker's clock is used.
            instant = reading.received();
        }
        if (reached == null || instant.isAfter(reached)) {
            reached = instant;
        }
    }

    private void warnOfLead(Reading reading, Duration lead) {
        if (longestLead.isZero()) {
            log.warn(
                    "{} has a time that is {} s ahead of this worker's clock; the read position follows this"
                            + " worker's clock, so after a new session values of that time span are read again; correct the"
                            + " clock or time zone of the server",
                    reading.point().node(),
                    lead.toSeconds());
        }
        longestLead = lead.compareTo(longestLead) > 0 ? lead : longestLead;
    }
}
