// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import org.jspecify.annotations.Nullable;

/**
 * A part of a task that cannot be used.
 *
 * @param place such as {@code from: parameter keep_alive} or {@code parser}
 * @param expected what may stand there
 * @param found what stands there, never a secret
 * @param alternative the nearest thing that is possible; null if {@code expected} says it
 */
public record TaosxProblem(
        String place,
        String expected,
        String found,
        @Nullable String alternative) {
    /** The problem as a sentence. */
    public String message() {
        return place + ": expected " + expected + ", found " + found + (alternative == null ? "" : "; " + alternative);
    }
}
