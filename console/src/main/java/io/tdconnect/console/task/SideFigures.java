// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import io.tdconnect.console.connect.ConnectorView;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * Figures of a connector at a moment, over its tasks.
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
 * @param parts what is done of each measurement, table, file or partition
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
        boolean busy,
        Parts parts) {
    static final SideFigures UNKNOWN = new SideFigures(
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            0,
            0,
            Map.of(),
            Double.NaN,
            Double.NaN,
            false,
            false,
            Parts.NONE);

    private static final String BAD = "bad-records-";

    /**
     * From the figures of the tasks.
     *
     * @param tasks by their numbers
     * @param committed what Kafka reports as lag, by the offsets that are committed once a minute; taken if the figures of a
     *     task are missing, NaN if it is not known
     */
    static SideFigures of(ConnectorView side, Map<String, TaskFigures> tasks, double committed) {
        boolean source = side.source();
        Collection<TaskFigures> all = tasks.values();
        String own = source ? "source-record-write-total" : "rows-written";
        double rows = over(all, own, Double::sum);
        return new SideFigures(
                Double.isNaN(rows) && !source ? over(all, "sink-record-send-total", Double::sum) : rows,
                source ? Double.NaN : lag(side, all, committed),
                over(all, "latency-p50-ms", Math::max),
                over(all, "latency-p99-ms", Math::max),
                count(all, "retries") + count(all, "total-retries"),
                count(all, "deadletterqueue-produce-requests"),
                badByClass(all),
                over(all, "share-done", Math::min),
                over(all, "time-left-seconds", Math::max),
                all.stream().anyMatch(task -> task.words().contains("Bounce") || task.number("connected") == 0),
                all.stream().anyMatch(task -> task.words().contains("Busy")),
                Parts.of(side.name(), tasks));
    }

    private static double lag(ConnectorView side, Collection<TaskFigures> tasks, double committed) {
        long known = tasks.stream()
                .filter(task -> Double.isFinite(task.number(JmxFigures.LAG)))
                .count();
        return known > 0 && known >= side.tasks().size() ? over(tasks, JmxFigures.LAG, Double::sum) : committed;
    }

    private static double over(Collection<TaskFigures> tasks, String name, DoubleBinaryOperator operator) {
        return tasks.stream()
                .mapToDouble(task -> task.number(name))
                .filter(Double::isFinite)
                .reduce(operator)
                .orElse(Double.NaN);
    }

    private static double count(Collection<TaskFigures> tasks, String name) {
        double sum = over(tasks, name, Double::sum);
        return Double.isNaN(sum) ? 0 : sum;
    }

    private static Map<String, Long> badByClass(Collection<TaskFigures> tasks) {
        Map<String, Long> bad = new LinkedHashMap<>();
        for (TaskFigures task : tasks) {
            task.numbers().forEach((name, value) -> {
                if (name.startsWith(BAD) && value > 0) {
                    bad.merge(name.substring(BAD.length()), value.longValue(), Long::sum);
                }
            });
        }
        return bad;
    }
}
