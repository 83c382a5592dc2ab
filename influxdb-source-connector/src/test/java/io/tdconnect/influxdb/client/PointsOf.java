// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in memory with some points, each with one text field {@code value}. */
public final class PointsOf implements InfluxClient {
    private static final Pattern RANGE = Pattern.compile("FROM \"(.*?)\" WHERE time >= (-?\\d+) AND time < (-?\\d+)");

    private final List<Point> points = new ArrayList<>();
    private final List<String> queries = new ArrayList<>();

    private record Point(String measurement, Map<String, String> tags, long time, String value) {}

    public PointsOf with(String measurement, Map<String, String> tags, long time, String value) {
        points.add(new Point(measurement, tags, time, value));
        return this;
    }

    /** The queries for points so far. */
    public List<String> queries() {
        return queries;
    }

    @Override
    public String version() {
        return "1.8";
    }

    @Override
    public Catalog catalog(List<String> measurements) {
        Map<String, Map<String, Set<FieldType>>> fields = new HashMap<>();
        points.forEach(point -> fields.put(point.measurement, Map.of("value", Set.of(FieldType.STRING))));
        return new Catalog(Instant.now(), fields);
    }

    @Override
    public List<String> names(String query) {
        return points.stream().map(Point::measurement).distinct().toList();
    }

    @Override
    public void stream(String query, Rows rows) throws IOException, InterruptedException {
        queries.add(query);
        Matcher range = RANGE.matcher(query);
        if (!range.find()) {
            throw new IllegalArgumentException(query);
        }
        List<Point> found = points.stream()
                .filter(point -> point.measurement.equals(range.group(1))
                        && point.time >= Long.parseLong(range.group(2))
                        && point.time < Long.parseLong(range.group(3)))
                .limit(query.endsWith("LIMIT 1") ? 1 : Long.MAX_VALUE)
                .toList();
        for (Point point : found) {
            rows.series(point.measurement, point.tags);
            rows.row(point.time, new Object[] {null, point.value});
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
