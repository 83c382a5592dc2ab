// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

/**
 * A source task that knows whether it has an end. Connect has no such state: there, a task that has finished stays idle; a
 * program that runs the task itself can stop it.
 */
public interface SourceProgress {
    /**
     * Whether the task has handed over all that it will ever read. Nothing follows, not even after a restart at the offsets of its
     * last records. Called by another thread than {@code poll}.
     */
    boolean finished();

    /** What is done of the work, from 0 to 1, or NaN if the task does not know how much there is. */
    default double shareDone() {
        return Double.NaN;
    }

    /** What the task does at the moment, in words for a line on a terminal; empty if there is only one thing to do. */
    default String phase() {
        return "";
    }
}
