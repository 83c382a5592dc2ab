// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Processor time and memory per record of the transforms beside Kafka's JsonConverter.
 *
 * <p>{@code ratio} is the chain parse, filter, map over JsonConverter alone. Each figure is the least of several rounds,
 * each in a process of its own: other work on the machine only ever adds to it.
 */
final class TransformsBenchmark implements Benchmark {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 2);
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Override
    public String name() {
        return "transforms";
    }

    @Override
    public String purpose() {
        return "processor time and bytes per record of the transforms beside Kafka's JsonConverter and Cast";
    }

    @Override
    public Map<String, String> run() throws RunnerException {
        Map<String, Double> nanos = new LinkedHashMap<>();
        Map<String, Double> bytes = new LinkedHashMap<>();
        for (int i = 0; i < ROUNDS; i++) {
            for (RunResult result : round()) {
                String label = snakeCase(result.getPrimaryResult().getLabel());
                nanos.merge(label, figure(result, CpuTime.LABEL), Math::min);
                bytes.merge(label, figure(result, ALLOCATED), Math::min);
            }
        }
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put(
                "ratio",
                format(
                        "%.2f",
                        nanos.getOrDefault("chain", Double.NaN) / nanos.getOrDefault("json_converter", Double.NaN)));
        nanos.forEach((label, figure) -> figures.put(label + "_ns", format("%.0f", figure)));
        bytes.forEach((label, figure) -> figures.put(label + "_bytes", format("%.0f", figure)));
        return figures;
    }

    private static double figure(RunResult result, String label) {
        return Objects.requireNonNull(result.getSecondaryResults().get(label), label)
                .getScore();
    }

    private static Collection<RunResult> round() throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(MeterTransforms.class.getName() + "\\." + System.getProperty("bench.include", ""))
                        .addProfiler(GCProfiler.class)
                        .addProfiler(CpuTime.class)
                        .forks(1)
                        // On a busy machine the compiler's threads would come too late.
                        .jvmArgsAppend("-Xbatch")
                        .warmupIterations(6)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(8)
                        .measurementTime(TimeValue.seconds(1))
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
    }

    private static String snakeCase(String label) {
        return label.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static String format(String pattern, double figure) {
        return String.format(Locale.ROOT, pattern, figure);
    }
}
