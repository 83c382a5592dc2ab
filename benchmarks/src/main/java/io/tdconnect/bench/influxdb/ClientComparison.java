// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.influxdb;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.domain.InfluxQLQuery;
import com.influxdb.client.domain.InfluxQLQuery.InfluxQLPrecision;
import com.influxdb.query.InfluxQLQueryResult;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.ProcessorTime;
import io.tdconnect.bench.harness.Rounds;
import io.tdconnect.bench.harness.Side;
import io.tdconnect.testing.InfluxdServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.influxdb.InfluxDB;
import org.influxdb.InfluxDBFactory;
import org.influxdb.dto.Query;
import org.influxdb.dto.QueryResult;

/**
 * The connector's client against InfluxData's own, influxdb-java of 1.x (MessagePack in chunks) and influxdb-client-java of 2.x
 * (CSV, since it has no chunks and passes all values as text), which read the same answer and discard it.
 */
final class ClientComparison {
    /** Few enough for a client that collects all points before it passes the first. */
    private static final String QUERY = "SELECT * FROM m GROUP BY * LIMIT 200";

    private static final int CHUNK = 10_000;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final InfluxdServer influxd;
    private final String database;
    private final Side own = new Side("own_client");
    private final Side first = new Side("influxdb_java");
    private final Side second = new Side("influxdb_client_java");

    private ClientComparison(InfluxdServer influxd, String database) {
        this.influxd = influxd;
        this.database = database;
    }

    /** A client that reads all points of the query, and counts them. */
    @FunctionalInterface
    private interface Reading {
        long read() throws Exception;
    }

    /** Adds the rate and processor time of each client, and their ratios. */
    static void add(InfluxdServer influxd, String database, Map<String, String> figures) throws Exception {
        new ClientComparison(influxd, database).run(figures);
    }

    private void run(Map<String, String> figures) throws Exception {
        long points = readOwn();
        round(points);
        List.of(own, first, second).forEach(Side::forget);
        Rounds withFirst = new Rounds(own, first);
        Rounds withSecond = new Rounds(own, second);
        while (Rounds.again(List.of(withFirst, withSecond))) {
            round(points);
            System.out.println(own + ", " + first + ", " + second);
        }
        withFirst.addTo(figures, "to_influxdb_java_");
        withSecond.addTo(figures, "to_influxdb_client_java_");
        List.of(own, first, second).forEach(side -> side.addTo(figures, "points"));
    }

    private void round(long points) throws Exception {
        measure(own, points, this::readOwn);
        measure(first, points, this::readFirst);
        measure(second, points, this::readSecond);
    }

    private static void measure(Side side, long points, Reading reading) throws Exception {
        Measured.Running running = Measured.start(ProcessorTime::ofThisProcess);
        long found = reading.read();
        if (found != points) {
            throw new IllegalStateException("Expected " + points + " points of " + side.name() + ", found " + found);
        }
        side.add(running.after(points));
    }

    private long readOwn() throws Exception {
        return BareReader.read(influxd, database, QUERY);
    }

    private long readFirst() throws Exception {
        AtomicLong points = new AtomicLong();
        CompletableFuture<Void> end = new CompletableFuture<>();
        try (InfluxDB client = InfluxDBFactory.connect(
                influxd.url(), influxd.user(), influxd.password(), http(), InfluxDB.ResponseFormat.MSGPACK)) {
            client.query(
                    new Query(QUERY, database),
                    CHUNK,
                    (call, part) -> points.addAndGet(points(part)),
                    () -> end.complete(null),
                    end::completeExceptionally);
            end.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        return points.get();
    }

    private static long points(QueryResult part) {
        // The end of all chunks is reported as an error with the text DONE.
        return part.getResults() == null
                ? 0
                : part.getResults().stream()
                        .filter(result -> result.getSeries() != null)
                        .flatMap(result -> result.getSeries().stream())
                        .mapToLong(series -> series.getValues().size())
                        .sum();
    }

    /** With an interceptor for the login, since this client has none that InfluxDB 1.x takes. */
    private long readSecond() {
        String login = Credentials.basic(influxd.user(), influxd.password());
        OkHttpClient.Builder http = http().addInterceptor(chain -> chain.proceed(
                chain.request().newBuilder().header("Authorization", login).build()));
        InfluxDBClientOptions options = InfluxDBClientOptions.builder()
                .url(influxd.url())
                .org("-")
                .bucket(database)
                .okHttpClient(http)
                .build();
        try (InfluxDBClient client = InfluxDBClientFactory.create(options)) {
            InfluxQLQueryResult answer = client.getInfluxQLQueryApi()
                    .queryCSV(new InfluxQLQuery(QUERY, database).setPrecision(InfluxQLPrecision.NANOSECONDS));
            return answer.getResults().stream()
                    .flatMap(result -> result.getSeries().stream())
                    .mapToLong(series -> series.getValues().size())
                    .sum();
        }
    }

    private static OkHttpClient.Builder http() {
        return new OkHttpClient.Builder().readTimeout(LIMIT);
    }
}
