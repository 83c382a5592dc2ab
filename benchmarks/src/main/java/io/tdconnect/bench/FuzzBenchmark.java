// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;

/** Random options and messages for the transforms: whatever comes out but a refusal of ours is a defect. */
final class FuzzBenchmark implements Benchmark {
    private static final int INPUTS = 1_000_000;
    private static final int MOST_SHOWN = 20;
    private static final long SLOW_NANOS = 1_000_000_000L;

    private final List<String> escaped = new ArrayList<>();
    private long refusedOptions;
    private long refusedMessages;
    private long slow;

    @Override
    public String name() {
        return "fuzz";
    }

    @Override
    public String purpose() {
        return "a million random options and messages for the transforms; ratio of those that escape as another error";
    }

    @Override
    public Map<String, String> run() {
        long seed = Long.getLong("tdconnect.fuzz.seed", 1L);
        long started = System.nanoTime();
        Map<String, FuzzTargets.Target> targets = new TreeMap<>(FuzzTargets.all());
        long inputs = 0;
        long each = INPUTS / targets.size();
        for (Map.Entry<String, FuzzTargets.Target> target : targets.entrySet()) {
            for (long i = 0; i < each; i++) {
                run(target.getKey(), target.getValue(), seed * INPUTS + inputs++);
            }
        }
        escaped.stream().limit(MOST_SHOWN).forEach(System.out::println);
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("ratio", String.format(Locale.ROOT, "%.6f", (double) escaped.size() / inputs));
        figures.put("inputs", Long.toString(inputs));
        figures.put("escaped", Integer.toString(escaped.size()));
        figures.put("slow", Long.toString(slow));
        figures.put("refused_options", Long.toString(refusedOptions));
        figures.put("refused_messages", Long.toString(refusedMessages));
        figures.put("accepted", Long.toString(inputs - refusedOptions - refusedMessages - escaped.size()));
        figures.put("seed", Long.toString(seed));
        figures.put("seconds", Long.toString((System.nanoTime() - started) / 1_000_000_000L));
        return figures;
    }

    private void run(String name, FuzzTargets.Target target, long seed) {
        long started = System.nanoTime();
        try {
            target.run(new FuzzInputs(seed));
        } catch (ConfigException e) {
            refusedOptions++;
        } catch (DataException e) {
            refusedMessages++;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            StackTraceElement[] trace = e.getStackTrace();
            escaped.add(name + " " + seed + ": " + e + (trace.length == 0 ? "" : " at " + trace[0]));
        }
        if (System.nanoTime() - started > SLOW_NANOS) {
            slow++;
            System.out.println("slow: " + name + " " + seed + ": " + (System.nanoTime() - started) / 1_000_000 + " ms");
        }
    }
}
