// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

/**
 * A span of time such as `-10d`.
 *
 * @param amount with its sign
 * @param unit b (ns), u, a (ms), s, m, h, d, w, or n (month) and y, which have no fixed length
 */
public record TimeSpan(long amount, char unit) {
    private static final long SECOND = 1_000_000_000L;

    static TimeSpan parse(String text, boolean negative) {
        long amount = Long.parseLong(text.substring(0, text.length() - 1));
        return new TimeSpan(negative ? -amount : amount, Character.toLowerCase(text.charAt(text.length() - 1)));
    }

    /** False for months and years. */
    public boolean fixed() {
        return unit != 'n' && unit != 'y';
    }

    /**
     * The span in ticks.
     *
     * @param perSecond ticks a second has
     */
    public long ticks(long perSecond) {
        return switch (unit) {
            case 'b' -> amount * perSecond / SECOND;
            case 'u' -> perSecond >= 1_000_000 ? amount * (perSecond / 1_000_000) : amount / 1000;
            case 'a' -> amount * (perSecond / 1000);
            case 's' -> amount * perSecond;
            case 'm' -> amount * 60 * perSecond;
            case 'h' -> amount * 3600 * perSecond;
            case 'w' -> amount * 7 * 86_400 * perSecond;
            case 'n' -> amount * 30 * 86_400 * perSecond;
            case 'y' -> amount * 365 * 86_400 * perSecond;
            default -> amount * 86_400 * perSecond;
        };
    }
}
