// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.transforms;

import io.tdconnect.bench.harness.Benchmark;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.Rounds;
import io.tdconnect.bench.harness.Side;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
 * <p>{@code ratio} is the chain parse, filter, map over JsonConverter alone. A round measures each case once, in a
 * process of its own, by the minimum of its iterations, because other load of the machine only adds time. Figures are
 * medians of the rounds.
 */
public final class TransformsBenchmark implements Benchmark {
    private static final String CASES = System.getProperty("bench.cases", ".*");
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final String CHAIN = "chain";
    private static final String KAFKA = "json_converter";

    private final Map<String, Side> sides = new LinkedHashMap<>();
    private final Map<String, Double> bytes = new LinkedHashMap<>();

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
        List<String> cases = Arrays.stream(MeterTransforms.class.getMethods())
                .filter(method -> method.isAnnotationPresent(org.openjdk.jmh.annotations.Benchmark.class))
                .map(Method::getName)
                .filter(method -> snakeCase(method).matches(CASES))
                .sorted()
                .toList();
        Rounds comparison = new Rounds(side(CHAIN), side(KAFKA));
        boolean compared = cases.containsAll(List.of(CHAIN, "jsonConverter"));
        for (int round = 1; compared ? comparison.again() : round <= Rounds.LEAST; round++) {
            System.out.println("round " + round + ":");
            for (String method : cases) {
                measure(method);
            }
        }
        return figures(compared ? comparison : null);
    }

    private void measure(String method) throws RunnerException {
        RunResult result = new Runner(new OptionsBuilder()
                        .include(MeterTransforms.class.getName() + "\\." + method + "$")
                        .addProfiler(GCProfiler.class)
                        .addProfiler(CpuTime.class)
                        .forks(1)
                        // On a busy machine the compiler's threads would be too late.
                        .jvmArgsAppend("-Xbatch")
                        .warmupIterations(2)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.milliseconds(400))
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .runSingle();
        String label = snakeCase(method);
        double cpu = score(result, CpuTime.LABEL);
        double allocated = score(result, ALLOCATED);
        side(label).add(new Measured(1e9 / cpu, cpu / 1e3));
        bytes.merge(label, allocated, Math::min);
        System.out.printf(Locale.ROOT, "  %-28s %,6.0f ns %,7.0f bytes%n", label, cpu, allocated);
    }

    private Map<String, String> figures(@Nullable Rounds comparison) {
        Map<String, String> figures = new LinkedHashMap<>();
        if (comparison != null) {
            comparison.addTo(figures, "");
            // Here the ratio is that of costs, not of rates.
            figures.put("ratio", Objects.requireNonNull(figures.get("cpu_ratio")));
        }
        sides.forEach((label, side) -> {
            if (side.rounds() > 0) {
                figures.put(label + "_cpu_s_per_million", text("%.3f", side.cpuSeconds()));
            }
        });
        bytes.forEach((label, figure) -> figures.put(label + "_bytes", text("%.0f", figure)));
        return figures;
    }

    private Side side(String label) {
        return sides.computeIfAbsent(label, Side::new);
    }

    private static double score(RunResult result, String label) {
        return Objects.requireNonNull(result.getSecondaryResults().get(label), label)
                .getScore();
    }

    private static String snakeCase(String label) {
        return label.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
