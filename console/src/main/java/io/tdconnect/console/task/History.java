// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.http.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToDoubleFunction;

/** The figures of a task over the last hour. Thread-safe. */
final class History {
    private static final int MOST = 1_800;
    private static final int SPARK = 60;
    private static final double QUIET = 1e9;

    private final Deque<Point> points = new ArrayDeque<>();
    private double lastRows = Double.NaN;
    private double lastRowAt = -QUIET;

    /**
     * Figures at a time.
     *
     * @param time seconds since 1970
     * @param rate rows in a second
     */
    record Point(double time, double rate, double rows, double p50, double p99, double lag, double retries) {}

    synchronized void add(double time, SideFigures figures) {
        Point before = points.peekLast();
        double rows = figures.rows();
        double rate = 0;
        if (before != null
                && !Double.isNaN(rows)
                && !Double.isNaN(lastRows)
                && rows >= lastRows
                && time > before.time) {
            rate = (rows - lastRows) / (time - before.time);
        }
        if (rate > 0) {
            lastRowAt = time;
        }
        if (!Double.isNaN(rows)) {
            lastRows = rows;
        }
        points.add(new Point(time, rate, lastRows, figures.p50(), figures.p99(), figures.lag(), figures.retries()));
        if (points.size() > MOST) {
            points.removeFirst();
        }
    }

    synchronized double rate() {
        Point last = points.peekLast();
        return last == null ? 0 : last.rate;
    }

    synchronized double rows() {
        return lastRows;
    }

    synchronized double secondsQuiet(double now) {
        return now - lastRowAt;
    }

    /** The rates of the last two minutes. */
    synchronized ArrayNode spark() {
        ArrayNode spark = Json.MAPPER.createArrayNode();
        points.stream()
                .skip(Math.max(0, points.size() - SPARK))
                .forEach(point -> spark.add(Math.round(point.rate * 10) / 10.0));
        return spark;
    }

    /** The figures as arrays of equal length. */
    synchronized ObjectNode json() {
        ObjectNode json = Json.object();
        array(json, "t", Point::time);
        array(json, "rowsPerSecond", Point::rate);
        array(json, "latencyP50", Point::p50);
        array(json, "latencyP99", Point::p99);
        array(json, "lag", Point::lag);
        array(json, "retries", Point::retries);
        return json;
    }

    private void array(ObjectNode json, String name, ToDoubleFunction<Point> value) {
        ArrayNode array = json.putArray(name);
        for (Point point : points) {
            double number = value.applyAsDouble(point);
            if (Double.isFinite(number)) {
                array.add(number);
            } else {
                array.addNull();
            }
        }
    }
}
