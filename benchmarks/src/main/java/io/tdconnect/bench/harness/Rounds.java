// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How often two sides are measured in turns: at least {@code -Dbench.rounds} times (3), then until the ratio of their rates
 * is steady, at most three times as often.
 *
 * <p>The spread of a ratio is the distance of the quartiles of its rounds as a part of their median; of three rounds it is
 * that of the smallest and the largest. It is steady below 5 %.
 */
public final class Rounds {
    /** As wanted by the user. */
    public static final int LEAST = Integer.getInteger("bench.rounds", 3);

    private static final int MOST = 3 * LEAST;
    private static final double STEADY = 0.05;

    private final Side ours;
    private final Side bare;

    /** @param bare what ours is compared with */
    public Rounds(Side ours, Side bare) {
        this.ours = ours;
        this.bare = bare;
    }

    /** Whether another round is needed. */
    public boolean again() {
        int done = Math.min(ours.rounds(), bare.rounds());
        return done < LEAST || (done < MOST && LEAST > 1 && spread(ratios(Measured::rate)) >= STEADY);
    }

    /** The same for several comparisons that are measured together. */
    public static boolean again(List<Rounds> comparisons) {
        return comparisons.stream().anyMatch(Rounds::again);
    }

    /** The number of the round that comes next, from 1 on. */
    public int number() {
        return Math.min(ours.rounds(), bare.rounds()) + 1;
    }

    /** The median of the ratios of the rates. */
    public double ratio() {
        return Figures.median(ratios(Measured::rate));
    }

    /** Adds the ratios of rates and of processor time with their spreads, and whether the former is steady. */
    public void addTo(Map<String, String> figures, String prefix) {
        List<Double> rates = ratios(Measured::rate);
        List<Double> cpu = ratios(Measured::cpuSeconds);
        double spread = spread(rates);
        figures.put(prefix + "ratio", number(Figures.median(rates)));
        figures.put(prefix + "ratio_spread", number(spread));
        figures.put(prefix + "cpu_ratio", number(Figures.median(cpu)));
        figures.put(prefix + "cpu_ratio_spread", number(spread(cpu)));
        figures.put(prefix + "steady", rates.size() > 1 && spread < STEADY ? "yes" : "no");
        figures.put(prefix + "rounds", Integer.toString(rates.size()));
    }

    private List<Double> ratios(ToDoubleFunction<Measured> figure) {
        int both = Math.min(ours.rounds(), bare.rounds());
        return IntStream.range(0, both)
                .mapToObj(i -> figure.applyAsDouble(ours.round(i)) / figure.applyAsDouble(bare.round(i)))
                .toList();
    }

    static double spread(List<Double> ratios) {
        List<Double> sorted = new ArrayList<>(ratios);
        Collections.sort(sorted);
        int last = sorted.size() - 1;
        double low = sorted.get((int) Math.floor(last * 0.25));
        double high = sorted.get((int) Math.ceil(last * 0.75));
        return (high - low) / Figures.median(sorted);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
