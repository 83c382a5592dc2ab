// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import java.util.Map;

/**
 * Figures of a connector at a moment, summed up over its tasks.
 *
 * @param rows rows that a sink has written, or records that a source has handed over, since its tasks started
 * @param lag records of Kafka that a sink has not read; NaN if it is not known
 * @param p50 half of the batches are written within so many milliseconds; NaN if it is not known
 * @param p99 and 99 of 100 within these
 * @param retries of the tasks and of the worker
 * @param deadLetters records that were set aside
 * @param badByClass how many, by the class of their fault
 * @param share of a history that is done, from 0 to 1; NaN if it is not known
 * @param secondsLeft for the rest of it; NaN if it is not known
 * @param bounces whether a task has no connection, or its server refuses for now
 * @param busy whether rows are on their way
 */
record SideFigures(
        double rows,
        double lag,
        double p50,
        double p99,
        double retries,
        double deadLetters,
        Map<String, Long> badByClass,
        double share,
        double secondsLeft,
        boolean bounces,
        boolean busy) {
    static final SideFigures UNKNOWN = new SideFigures(
            Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 0, Map.of(), Double.NaN, Double.NaN, false, false);
}
