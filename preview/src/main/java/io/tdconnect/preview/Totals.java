// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

/** Counts the results, which may be too many to keep. */
final class Totals {
    private int samples;
    private int rows;
    private int dropped;
    private int refused;

    void add(SampleResult result) {
        samples++;
        rows += result.rows().size();
        dropped += result.dropped() ? 1 : 0;
        refused += result.failed() ? 1 : 0;
    }

    boolean anyRefused() {
        return refused > 0;
    }

    @Override
    public String toString() {
        return samples + " samples: " + rows + " rows, " + dropped + " dropped, " + refused + " refused";
    }
}
