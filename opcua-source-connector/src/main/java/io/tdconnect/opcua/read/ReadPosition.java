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
 * Up to which source time the values of a task have been handed over, as one figure for all of its points; of a source whose
 * clock is ahead, when they were received.
 *
 * <p>Connect stores it by task. When the number of tasks or the list of points changes, points move to other tasks, so
 * that what is stored tells how points were spread, too: a task finds for each of its points what the task that had it
 * before has reached. The last entries of other spreads stay in the stored offset, since tasks start one after another and
 * must not take from each other what they have not read yet.
 */
public final class ReadPosition {
    private static final Logger log = LoggerFactory.getLogger(ReadPosition.class);
    private static final String ENDPOINT = "endpoint";
    private static final String TASK = "task";
    private static final String REACHED = "reached";
    /** What was stored in place of {@link #REACHED} before it said how points were spread. */
    private static final String TIME = "time";

    /** More tasks than anybody has for one server. */
    private static final int MOST_TASKS = 256;

    private static final int SPREADS_KEPT = 4;

    /** Clocks differ that much without anybody's fault. */
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
                .limit(SPREADS_KEPT)
                .toList();
        this.reached = stored.stream()
                .filter(entry -> entry.task() == task && entry.shares().equals(shares))
                .map(ReadPositionEntry::time)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The progress of a task, continued from what Connect has stored of all tasks. */
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

    /** Source time of the last value of the task that had the point, by the server's clock; null if there was none. */
    synchronized @Nullable Instant reached(Point point) {
        Instant last = reached;
        for (ReadPositionEntry entry : stored) {
            if ((last == null || entry.time().isAfter(last)) && entry.covers(point)) {
                last = entry.time();
            }
        }
        return last;
    }

    /** How far times have been ahead of this worker's clock so far, beyond the usual. */
    synchronized Duration longestLead() {
        return longestLead;
    }

    /** Until {@link #release}, and in the beginning, the time stands still: what lies before is being filled from history. */
    synchronized void hold() {
        held = true;
    }

    synchronized void release() {
        held = false;
    }

    /** What is stored with the records of values. */
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
            tell(reading, lead);
            // A clock that is ahead must not hide later gaps: this worker's is behind it.
            instant = reading.received();
        }
        if (reached == null || instant.isAfter(reached)) {
            reached = instant;
        }
    }

    private void tell(Reading reading, Duration lead) {
        if (longestLead.isZero()) {
            log.warn(
                    "{} has a time that is {} s ahead of this worker's clock; what has been read is remembered by this"
                            + " clock, so that after a new session its values of so long are read again; set the clock or"
                            + " time zone of the server",
                    reading.point().node(),
                    lead.toSeconds());
        }
        longestLead = lead.compareTo(longestLead) > 0 ? lead : longestLead;
    }
}
