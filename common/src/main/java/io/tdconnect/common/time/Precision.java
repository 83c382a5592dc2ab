// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.time;

import java.util.Locale;

/** The unit of a timestamp, and the precision of a TDengine database. */
public enum Precision {
    /** Milliseconds. */
    MS(1_000L),
    /** Microseconds. */
    US(1_000_000L),
    /** Nanoseconds. */
    NS(1_000_000_000L);

    private final String symbol = name().toLowerCase(Locale.ROOT);
    private final long perSecond;

    Precision(long perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * The precision with this symbol; case does not matter.
     *
     * @throws IllegalArgumentException if it is not ms, us or ns
     */
    public static Precision of(String symbol) {
        for (Precision precision : values()) {
            if (precision.symbol.equalsIgnoreCase(symbol)) {
                return precision;
            }
        }
        throw new IllegalArgumentException("expected ms, us or ns, found " + symbol);
    }

    /** {@code ms}, {@code us} or {@code ns}. */
    public String symbol() {
        return symbol;
    }

    /** How many units a second has. */
    public long perSecond() {
        return perSecond;
    }
}
