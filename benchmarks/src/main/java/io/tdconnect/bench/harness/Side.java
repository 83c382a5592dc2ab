// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One of the programs that a benchmark compares, with its rounds. */
public final class Side {
    private final String name;
    private final List<Measured> rounds = new ArrayList<>();

    /** @param name as its figures begin */
    public Side(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public void add(Measured measured) {
        rounds.add(measured);
    }

    /** Forgets the rounds, which only warmed up. */
    public void forget() {
        rounds.clear();
    }

    public int rounds() {
        return rounds.size();
    }

    Measured round(int index) {
        return rounds.get(index);
    }

    public Measured last() {
        return rounds.get(rounds.size() - 1);
    }

    /** The median of the rates; NaN if there was no round. */
    public double rate() {
        return rounds.isEmpty()
                ? Double.NaN
                : Figures.median(rounds.stream().map(Measured::rate).toList());
    }

    /** The median of the processor seconds for a million records; NaN if there was no round. */
    public double cpuSeconds() {
        return rounds.isEmpty()
                ? Double.NaN
                : Figures.median(rounds.stream().map(Measured::cpuSeconds).toList());
    }

    /** Adds the rate, as that of such records (rows, points), and the processor time. */
    public void addTo(Map<String, String> figures, String records) {
        figures.put(name + "_" + records + "_per_s", String.format(Locale.ROOT, "%.0f", rate()));
        figures.put(name + "_cpu_s_per_million", String.format(Locale.ROOT, "%.2f", cpuSeconds()));
    }

    @Override
    public String toString() {
        return name + " " + (rounds.isEmpty() ? "without a round" : last());
    }
}
