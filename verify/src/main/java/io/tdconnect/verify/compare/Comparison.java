// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.compare;

import io.tdconnect.common.source.AdaptiveWindow;
import io.tdconnect.verify.finding.Findings;
import io.tdconnect.verify.plan.Depth;
import io.tdconnect.verify.plan.Group;
import io.tdconnect.verify.side.Selection;
import io.tdconnect.verify.side.Side;
import io.tdconnect.verify.side.SideException;
import io.tdconnect.verify.side.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Compares groups in windows of time, several at the same time. */
public final class Comparison {
    private static final long ROWS_TO_HASH = 1_000_000;
    private static final long ROWS_TO_AGGREGATE = 4_000_000;
    private static final int FIRST_WINDOWS = 16;

    private final Supplier<SidePair> connections;
    private final Limits limits;
    private final Findings findings;
    private final BiConsumer<Double, Long> progress;
    private final LongAdder rows = new LongAdder();
    private final LongAdder windows = new LongAdder();
    private final DoubleAdder done = new DoubleAdder();
    private volatile int slices = 1;

    /**
     * How much is done.
     *
     * @param jobs windows that are compared at the same time
     */
    public record Limits(Depth depth, int jobs) {}

    /** A part of the time of a group. */
    private record Slice(Group group, TimeRange range) {}

    /**
     * A comparison over connections.
     *
     * @param connections opens a pair of connections for each job
     * @param progress receives the part that is compared, from 0 to 1, and the rows
     */
    public Comparison(
            Supplier<SidePair> connections, Limits limits, Findings findings, BiConsumer<Double, Long> progress) {
        this.connections = connections;
        this.limits = limits;
        this.findings = findings;
        this.progress = progress;
    }

    /** How the rows of groups are compared, in words. */
    public static String methods(List<Group> groups, Depth depth) {
        return groups.stream()
                .map(group -> switch (WindowComparison.method(group.columns(), depth)) {
                    case AGGREGATES -> "aggregates that the servers compute";
                    case BOTH -> "aggregates that the servers compute, and hashes of the other columns";
                    case HASHES -> "hashes of all rows";
                })
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "));
    }

    /** Compares the rows of a range. */
    public void run(List<Group> groups, TimeRange range) throws SideException, InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool();
        BlockingQueue<SidePair> pairs = new LinkedBlockingQueue<>();
        try {
            for (int i = 0; i < limits.jobs; i++) {
                pairs.add(connections.get());
            }
            List<Callable<List<Slice>>> plans = new ArrayList<>();
            int parts = groups.size() >= 2 * limits.jobs ? 1 : limits.jobs;
            groups.forEach(group ->
                    plans.add(() -> with(pairs, pair -> slices(new BothSides(pair, threads), group, range, parts))));
            List<Slice> all = new ArrayList<>();
            allOf(plans).forEach(all::addAll);
            slices = Math.max(1, all.size());
            List<Callable<Boolean>> work = new ArrayList<>();
            all.forEach(slice -> work.add(() -> with(pairs, pair -> compare(new BothSides(pair, threads), slice))));
            allOf(work);
        } finally {
            threads.shutdownNow();
            pairs.forEach(SidePair::close);
        }
    }

    /** Rows that were compared. */
    public long rows() {
        return rows.sum();
    }

    /** Windows that were compared. */
    public long windows() {
        return windows.sum();
    }

    private interface Work<T> {
        T run(SidePair pair) throws SideException, InterruptedException;
    }

    private static <T> T with(BlockingQueue<SidePair> pairs, Work<T> work) throws SideException, InterruptedException {
        SidePair pair = pairs.take();
        try {
            return work.run(pair);
        } finally {
            pairs.add(pair);
        }
    }

    /** All results; after the first failure nothing is waited for. */
    private <T> List<T> allOf(List<Callable<T>> work) throws SideException, InterruptedException {
        ExecutorService jobs = Executors.newFixedThreadPool(limits.jobs);
        try {
            List<Future<T>> futures = new ArrayList<>();
            work.forEach(one -> futures.add(jobs.submit(one)));
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw BothSides.cause(e);
        } finally {
            jobs.shutdownNow();
        }
    }

    private static List<Slice> slices(BothSides sides, Group group, TimeRange range, int parts)
            throws SideException, InterruptedException {
        BothSides.Answers<long[]> bounds = sides.ask(
                side -> bounds(side, group.sources(), range), side -> bounds(side, List.of(group.target()), range));
        long[] all = union(bounds.source(), bounds.target());
        if (all.length == 0) {
            return List.of();
        }
        long from = Math.max(range.from(), all[0]);
        long to = Math.min(range.to(), all[1] + 1);
        List<Slice> slices = new ArrayList<>();
        long length = Math.max(1, (to - from) / parts);
        for (int i = 0; i < parts && from + i * length < to; i++) {
            long end = i == parts - 1 ? to : Math.min(to, from + (i + 1) * length);
            slices.add(new Slice(group, new TimeRange(from + i * length, end)));
        }
        return slices;
    }

    /** The first and the last time; empty without rows. */
    private static long[] bounds(Side side, List<Selection> selections, TimeRange range)
            throws SideException, InterruptedException {
        long[] all = {};
        for (Selection selection : selections) {
            long[] bounds = side.bounds(selection, range);
            all = bounds == null ? all : union(all, bounds);
        }
        return all;
    }

    private static long[] union(long[] one, long[] other) {
        if (one.length == 0 || other.length == 0) {
            return one.length == 0 ? other : one;
        }
        return new long[] {Math.min(one[0], other[0]), Math.max(one[1], other[1])};
    }

    private boolean compare(BothSides sides, Slice slice) throws SideException, InterruptedException {
        WindowComparison comparison = new WindowComparison(sides, limits.depth, findings);
        long all = slice.range.length();
        boolean aggregated =
                WindowComparison.method(slice.group.columns(), limits.depth) == Fingerprint.Method.AGGREGATES;
        AdaptiveWindow window = new AdaptiveWindow(
                Math.max(1, all / FIRST_WINDOWS), 1, all, aggregated ? ROWS_TO_AGGREGATE : ROWS_TO_HASH);
        long at = slice.range.from();
        while (at < slice.range.to()) {
            long end = window.endFrom(at, slice.range.to());
            try {
                long compared = comparison.compare(slice.group, new TimeRange(at, end));
                window.read(end - at, compared);
                rows.add(compared);
                windows.increment();
                done.add((double) (end - at) / all / slices);
                progress.accept(done.sum(), rows.sum());
                at = end;
            } catch (SideException e) {
                if (e.reason() != SideException.Cause.TOO_MUCH || !window.divisible(end - at)) {
                    throw e;
                }
                window.tooMuch(end - at);
            }
        }
        return true;
    }
}
