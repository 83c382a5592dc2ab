// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a task has done of its parts, such as measurements, tables, files or partitions; thread-safe. It is the operation {@link
 * #OPERATION} of the bean of a task and no attribute, so that exporters do not make a series of each part.
 */
public final class PartProgress {
    /**
     * The operation of the bean. Its result are lines: the number of parts and how many of them are done, then of at most 200
     * parts, those that are not done first, the share from 0 to 1 or NaN, the rows or -1, and the name, with tabs in between.
     */
    public static final String OPERATION = "parts";

    private static final int MOST = 200;
    private static final int LONGEST_NAME = 200;
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(2);

    private final LongSupplier nanoTime;
    private volatile @Nullable Known known;
    private long updated;

    /**
     * A part.
     *
     * @param share that is done, from 0 to 1; NaN if it is not known
     * @param rows that are read since the task was started; -1 if they are not counted
     */
    public record Part(String name, double share, long rows) {
        private boolean isDone() {
            return share >= 1;
        }
    }

    private record Known(long count, long done, List<Part> shown) {}

    /** Knows no part. */
    public PartProgress() {
        this(System::nanoTime);
    }

    PartProgress(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        updated = nanoTime.getAsLong() - INTERVAL;
    }

    /** Takes over the parts, at most every two seconds; they are not asked for in between. For use by one thread. */
    public void update(Supplier<List<Part>> parts) {
        if (nanoTime.getAsLong() - updated >= INTERVAL) {
            set(parts.get());
        }
    }

    /** Takes over the parts at once. For use by the same thread. */
    public void set(List<Part> parts) {
        updated = nanoTime.getAsLong();
        // Those that are being read, then those that wait, then those that are done.
        Comparator<Part> order = Comparator.comparingInt(part -> part.isDone() ? 2 : part.share > 0 ? 0 : 1);
        List<Part> shown = parts.stream()
                .sorted(order.thenComparing(Part::name))
                .limit(MOST)
                .toList();
        known = new Known(parts.size(), parts.stream().filter(Part::isDone).count(), shown);
    }

    /** The result of the operation. */
    public String text() {
        Known now = known;
        return now == null
                ? "0\t0"
                : now.count + "\t" + now.done
                        + now.shown.stream().map(PartProgress::line).collect(Collectors.joining());
    }

    private static String line(Part part) {
        String name = part.name().length() > LONGEST_NAME ? part.name().substring(0, LONGEST_NAME) : part.name();
        return String.format(Locale.ROOT, "\n%.4f\t%d\t", part.share(), part.rows())
                + name.replaceAll("\\p{Cntrl}", " ");
    }
}
