// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.influxdb;

import io.tdconnect.common.http.HttpConnection;
import io.tdconnect.influxdb.client.HttpInfluxClient;
import io.tdconnect.influxdb.client.InfluxClient;
import io.tdconnect.influxdb.client.InfluxQl;
import io.tdconnect.influxdb.record.MeasurementFields;
import io.tdconnect.influxdb.record.RecordOptions;
import io.tdconnect.testing.InfluxdServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Reads and parses the points of a measurement with the connector's client, and discards them. */
final class BareReader {
    private long points;

    private BareReader() {}

    /** The number of points of measurement {@code m}. */
    static long read(InfluxdServer influxd, String database) throws Exception {
        BareReader reader = new BareReader();
        try (HttpInfluxClient client = client(influxd, database)) {
            MeasurementFields fields = MeasurementFields.of(
                    "m",
                    client.catalog(List.of("m")).fields().getOrDefault("m", Map.of()),
                    RecordOptions.ConflictPolicy.FAIL);
            client.stream(InfluxQl.window("m", fields.columns(), 0, Long.MAX_VALUE, List.of()), reader.new Counter());
        }
        return reader.points;
    }

    /** The number of points of a query. */
    static long read(InfluxdServer influxd, String database, String query) throws Exception {
        BareReader reader = new BareReader();
        try (HttpInfluxClient client = client(influxd, database)) {
            client.stream(query, reader.new Counter());
        }
        return reader.points;
    }

    private static HttpInfluxClient client(InfluxdServer influxd, String database) {
        String login = Base64.getEncoder()
                .encodeToString((influxd.user() + ":" + influxd.password()).getBytes(StandardCharsets.UTF_8));
        HttpConnection connection = new HttpConnection(
                URI.create(influxd.url()),
                new Password("Basic " + login),
                null,
                new HttpConnection.Transport(Duration.ofSeconds(10), Duration.ofSeconds(60), false));
        return new HttpInfluxClient(connection, database, "");
    }

    private final class Counter implements InfluxClient.Rows {
        @Override
        public void series(String measurement, Map<String, String> tags) {
            // Discarded.
        }

        @Override
        public void row(long time, @Nullable Object[] row) {
            points++;
        }
    }
}
