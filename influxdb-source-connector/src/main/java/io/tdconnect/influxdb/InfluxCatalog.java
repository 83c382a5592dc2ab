// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.Listing;
import io.tdconnect.common.explore.Node;
import io.tdconnect.common.explore.NodePath;
import io.tdconnect.common.http.HttpConnection;
import io.tdconnect.common.http.HttpRequests;
import io.tdconnect.influxdb.client.BucketMapping;
import io.tdconnect.influxdb.client.FieldType;
import io.tdconnect.influxdb.client.HttpInfluxClient;
import io.tdconnect.influxdb.client.InfluxClient;
import io.tdconnect.influxdb.client.InfluxException;
import io.tdconnect.influxdb.client.InfluxQl;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is in a server, for people: types of fields, numbers of series, spans of time. */
final class InfluxCatalog implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(15);
    private static final Duration DETAILS = Duration.ofSeconds(4);
    private static final int MOST_NAMED = 50;
    private static final String INTERNAL = "_internal";

    private final InfluxSourceConfig config;
    private final HttpRequests<InfluxException> requests;
    private final InfluxClient client;
    private final long detailsUntil = System.nanoTime() + DETAILS.toNanos();

    InfluxCatalog(InfluxSourceConfig config) {
        this.config = config;
        HttpConnection connection = config.connection().withTimeouts(CONNECTING, ANSWERING);
        requests = new HttpRequests<>(connection, InfluxException::ofStatus);
        client = new HttpInfluxClient(connection, config.selection());
    }

    List<String> buckets() throws IOException, InfluxException {
        return config.version2()
                ? BucketMapping.buckets(requests, config.login().organization())
                : client.names("SHOW DATABASES").stream()
                        .filter(name -> !name.equals(INTERNAL))
                        .sorted()
                        .toList();
    }

    List<String> measurements() throws IOException, InfluxException {
        return client.names("SHOW MEASUREMENTS").stream().sorted().toList();
    }

    /** A page of measurements, with more about each as long as that takes little time. */
    Listing measurements(NodePath bucket, List<String> names, @Nullable String cursor)
            throws IOException, InfluxException, ExploreException, InterruptedException {
        Listing page = Listing.page(
                names,
                cursor,
                name -> Node.parent(bucket.child(name), "measurement").asSelectable());
        List<String> shown = page.nodes().stream().map(Node::name).toList();
        Map<String, Map<String, Set<FieldType>>> fields =
                client.catalog(shown.size() > MOST_NAMED ? List.of() : shown).fields();
        List<Node> nodes = new ArrayList<>();
        for (Node node : page.nodes()) {
            nodes.add(detailed(node.with(
                    "fields", fields.getOrDefault(node.name(), Map.of()).size())));
        }
        return new Listing(nodes, page.cursor());
    }

    /** The fields and tags of a measurement. */
    List<Node> columns(NodePath measurement) throws IOException, InfluxException {
        List<Node> columns = new ArrayList<>();
        String name = measurement.name();
        Map<String, Set<FieldType>> fields =
                client.catalog(List.of(name)).fields().getOrDefault(name, Map.of());
        new TreeMap<>(fields)
                .forEach((field, types) -> columns.add(Node.leaf(measurement.child(field), "field")
                        .asSelectable()
                        .with("type", types.stream().map(FieldType::symbol).collect(Collectors.joining(", ")))));
        for (String tag : client.names("SHOW TAG KEYS FROM " + InfluxQl.quote(name))) {
            columns.add(Node.leaf(measurement.child(tag), "tag"));
        }
        return columns;
    }

    private Node detailed(Node node) throws IOException, InterruptedException {
        if (System.nanoTime() >= detailsUntil) {
            return node;
        }
        try {
            Node counted = node;
            // Version 2 has no numbers of series.
            for (String count : config.version2()
                    ? List.<String>of()
                    : client.names("SHOW SERIES CARDINALITY FROM " + InfluxQl.quote(node.name()))) {
                counted = counted.with("series", count);
            }
            return counted.with("from", time(node.name(), "ASC")).with("to", time(node.name(), "DESC"));
        } catch (InfluxException e) {
            // A server that refuses these questions still has answered the others.
            return node;
        }
    }

    private String time(String measurement, String order) throws IOException, InfluxException, InterruptedException {
        List<String> times = new ArrayList<>();
        String query = InfluxQl.select(measurement, List.of("*"), Long.MIN_VALUE, Long.MAX_VALUE, List.of())
                + " ORDER BY time " + order + " LIMIT 1";
        client.stream(query, new InfluxClient.Rows() {
            @Override
            public void series(String name, Map<String, String> tags) {
                // Only the time matters.
            }

            @Override
            public void row(long time, @Nullable Object[] row) {
                times.add(Instant.ofEpochSecond(0, time).toString());
            }
        });
        return times.isEmpty() ? "" : times.get(0);
    }

    @Override
    public void close() {
        requests.close();
        client.close();
    }
}
