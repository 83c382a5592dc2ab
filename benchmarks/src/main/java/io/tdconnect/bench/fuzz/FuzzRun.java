// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives random inputs to one target: every exception but a refusal of its contract is a defect, and so is a long run
 * time.
 */
public final class FuzzRun {
    private static final long SLOW_NANOS = 1_000_000_000L;
    private static final int MOST_SHOWN = 5;
    private static final int SETTLED = 10;
    /** Inputs whose time does not count, because they load classes. */
    private static final int WARM_UP = 100;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final FuzzTarget target;
    private final FuzzTarget.Code code;
    private final long seed;
    private final List<String> escapes = new ArrayList<>();
    private boolean warm;
    private long escaped;
    private long refused;
    private long slowest;

    FuzzRun(FuzzTarget target, long seed) {
        this.target = target;
        this.code = target.code().get();
        this.seed = seed;
    }

    /**
     * The result of a run.
     *
     * @param refused inputs that were refused according to the contract
     * @param escapes inputs that ended otherwise, or took more than a second of processor time
     * @param heapGrowth bytes in use after a collection at the end, less those after a tenth of the inputs
     * @param slowestMillis of the input that took most processor time
     * @param shown the first escapes, each with the seed of its input
     */
    record Outcome(long inputs, long refused, long escapes, long heapGrowth, long slowestMillis, List<String> shown) {
        /** As one line, which {@link #parse} reads. */
        String line() {
            return "inputs=" + inputs + " refused=" + refused + " escapes=" + escapes + " heap_growth=" + heapGrowth
                    + " slowest=" + slowestMillis;
        }

        static Outcome parse(String line) {
            long[] numbers = new long[5];
            String[] fields = line.split(" ", -1);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Long.parseLong(fields[i].substring(fields[i].indexOf('=') + 1));
            }
            return new Outcome(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], List.of());
        }
    }

    /** Runs the target that the first argument names, with the seed and the number of inputs that follow. */
    public static void main(String[] arguments) {
        FuzzTarget target = FuzzTargets.named(arguments[0]);
        Outcome outcome = new FuzzRun(target, Long.parseLong(arguments[1])).run(Long.parseLong(arguments[2]));
        outcome.shown().forEach(System.out::println);
        System.out.println(outcome.line());
    }

    Outcome run(long inputs) {
        for (int i = 1; i <= WARM_UP; i++) {
            one(seed - i);
        }
        warm = true;
        slowest = 0;
        long settled = 0;
        for (long i = 0; i < inputs; i++) {
            if (i == inputs / SETTLED) {
                settled = heap();
            }
            one(seed + i);
        }
        return new Outcome(inputs + WARM_UP, refused, escaped, heap() - settled, slowest / 1_000_000, escapes);
    }

    private void one(long inputSeed) {
        long started = THREADS.getCurrentThreadCpuTime();
        try {
            code.run(new FuzzInputs(inputSeed));
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
            if (target.isRefusal(e)) {
                refused++;
            } else {
                StackTraceElement[] trace = e.getStackTrace();
                escape(inputSeed, shortened(e) + (trace.length == 0 ? "" : " at " + trace[0] + place(trace)));
            }
        }
        long took = THREADS.getCurrentThreadCpuTime() - started;
        slowest = Math.max(slowest, took);
        if (took > SLOW_NANOS && warm) {
            escape(inputSeed, "took " + took / 1_000_000 + " ms");
        }
    }

    private void escape(long inputSeed, String what) {
        escaped++;
        if (escapes.size() < MOST_SHOWN) {
            escapes.add(target.name() + " seed " + inputSeed + ": " + what);
        }
    }

    private static String shortened(Throwable thrown) {
        String text = thrown.toString();
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }

    /** Where the suite's code called the method that threw. */
    private static String place(StackTraceElement[] trace) {
        for (StackTraceElement element : trace) {
            if (element.getClassName().startsWith("io.tdconnect.")) {
                return " by " + element;
            }
        }
        return "";
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
