// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.digest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fingerprint of the rows of one table in a range of time, independent of their order. */
public final class TableDigest {
    /** Of sums whose order of additions is unknown; larger than their rounding errors usually are. */
    public static final double TOLERANCE = 1e-13;
    /** Weights of {@link Measure.Function#WEIGHTED} are at most this. */
    public static final long MOST_WEIGHT = 8192;

    private long rows;
    private long sum;
    private long mixed;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private boolean exactRows = true;
    private @Nullable Object[] measures = {};

    /** Adds a row by its hash. */
    public void addRow(long time, long hash) {
        rows++;
        sum += hash;
        // A second, different sum: two hashes that cancel out in one do not in the other.
        mixed += RowHash.add(hash, hash >>> 7);
        addTime(time);
    }

    /** Widens the range of times. */
    public void addTime(long time) {
        first = Math.min(first, time);
        last = Math.max(last, time);
    }

    /**
     * Adds rows by aggregates that a server computed.
     *
     * @param exact whether the number of rows is known, not only its least possible value
     */
    public void addAggregates(long moreRows, boolean exact, List<Measure> of, @Nullable Object[] values) {
        rows += moreRows;
        exactRows &= exact;
        if (measures.length == 0) {
            measures = values.clone();
            return;
        }
        for (int i = 0; i < values.length; i++) {
            measures[i] = of.get(i).combined(measures[i], values[i]);
        }
    }

    /** The number of rows. */
    public long rows() {
        return rows;
    }

    /** The earliest time; meaningless without rows. */
    public long first() {
        return first;
    }

    /** The latest time; meaningless without rows. */
    public long last() {
        return last;
    }

    /** Whether two digests by rows show equal rows. */
    public boolean sameRows(TableDigest other) {
        return rows == other.rows && sum == other.sum && mixed == other.mixed;
    }

    /** Whether two digests by aggregates, which were computed of the same measures, show no difference. */
    public boolean sameAggregates(TableDigest other, List<Measure> of) {
        if ((exactRows && other.exactRows && rows != other.rows) || first != other.first || last != other.last) {
            return false;
        }
        if (measures.length == 0 || other.measures.length == 0) {
            return measures.length == other.measures.length || rows == 0;
        }
        for (int i = 0; i < measures.length; i++) {
            Measure measure = of.get(i);
            double weight = measure.function() == Measure.Function.WEIGHTED ? MOST_WEIGHT : 1;
            double magnitude =
                    Math.max(magnitude(of, measure.column()), other.magnitude(of, measure.column())) * weight;
            if (!measure.agrees(measures[i], other.measures[i], TOLERANCE, magnitude)) {
                return false;
            }
        }
        return true;
    }

    private double magnitude(List<Measure> of, int column) {
        double most = 0;
        double count = rows;
        for (int i = 0; i < measures.length; i++) {
            Object value = measures[i];
            if (of.get(i).column() == column && value != null) {
                switch (of.get(i).function()) {
                    case MIN, MAX -> most = Math.max(most, Math.abs(Measure.real(value)));
                    case COUNT -> count = Measure.real(value);
                    default -> {}
                }
            }
        }
        return most * count;
    }
}
