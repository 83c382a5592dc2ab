// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.harness;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What one side of a comparison did in one round.
 *
 * @param rate records a second
 * @param cpuSeconds of processor time for a million records
 */
public record Measured(double rate, double cpuSeconds) {
    /** Begins to measure; the processes are those whose processor time counts. */
    public static Running start(Supplier<Duration> processorTime) {
        return new Running(processorTime, processorTime.get(), System.nanoTime());
    }

    /** A measurement that has begun. */
    public record Running(Supplier<Duration> processorTime, Duration cpu, long nanos) {
        /** Ends after this number of records. */
        public Measured after(long records) {
            double seconds = (System.nanoTime() - nanos) / 1e9;
            double used = processorTime.get().minus(cpu).toNanos() / 1e9;
            return new Measured(records / seconds, used / records * 1e6);
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,.0f/s (%.2f s of processor time a million)", rate, cpuSeconds);
    }
}
