// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import io.tdconnect.common.http.HttpConnection;
import io.tdconnect.common.http.HttpRequests;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Queries the endpoint {@code /query}, which InfluxDB 1.x and 2.x share; answers are chunked MessagePack. */
public final class HttpInfluxClient implements InfluxClient {
    private static final String MESSAGE_PACK = "application/x-msgpack";
    private static final int CHUNK_ROWS = 10_000;

    private final HttpRequests<InfluxException> requests;
    private final String path;

    public HttpInfluxClient(HttpConnection connection, SelectionOptions selection) {
        this(connection, selection.bucket(), selection.retentionPolicy());
    }

    /**
     * A client of one database.
     *
     * @param retentionPolicy empty for the default one
     */
    public HttpInfluxClient(HttpConnection connection, String database, String retentionPolicy) {
        requests = new HttpRequests<>(connection, InfluxException::ofStatus);
        path = "/query?db=" + encode(database)
                + (retentionPolicy.isEmpty() ? "" : "&rp=" + encode(retentionPolicy))
                + "&chunked=true&chunk_size=" + CHUNK_ROWS;
    }

    @Override
    public String version() throws IOException, InfluxException {
        try (HttpRequests.Answer answer = requests.send(HttpRequests.Request.get("/ping", "*/*"))) {
            String version = answer.header("X-Influxdb-Version");
            return version == null ? "unknown" : version;
        }
    }

    @Override
    public Catalog catalog(List<String> measurements) throws IOException, InfluxException {
        Map<String, Map<String, Set<FieldType>>> fields = new HashMap<>();
        Instant[] serverTime = {Instant.EPOCH};
        SmallAnswer target = new SmallAnswer() {
            @Override
            public void row(@Nullable Object[] row) throws IOException {
                if (row.length < 2) {
                    throw new IOException("Expected rows with the name and type of a field, found shorter rows");
                }
                fields.computeIfAbsent(measurement, name -> new HashMap<>())
                        .computeIfAbsent(String.valueOf(row[0]), name -> EnumSet.noneOf(FieldType.class))
                        .add(FieldType.of(String.valueOf(row[1])));
            }
        };
        readSmall(InfluxQl.fieldKeys(measurements), target, serverTime);
        return new Catalog(serverTime[0], fields);
    }

    @Override
    public List<String> names(String query) throws IOException, InfluxException {
        List<String> names = new ArrayList<>();
        SmallAnswer target = new SmallAnswer() {
            @Override
            public void row(@Nullable Object[] row) {
                names.add(String.valueOf(row[0]));
            }
        };
        readSmall(query, target, new Instant[1]);
        return names;
    }

    @Override
    public void stream(String query, Rows rows) throws IOException, InfluxException, InterruptedException {
        read(query, target(rows), new Instant[1]);
    }

    /**
     * Passes the answer to one or several statements to {@code target}, also the names of its columns.
     *
     * @throws InfluxException if the server reports a failure anywhere in its answer
     * @throws IOException if the answer is cut off or stalls
     */
    public void answer(String statements, AnswerReader.Target target)
            throws IOException, InfluxException, InterruptedException {
        read(statements, target, new Instant[1]);
    }

    @Override
    public void close() {
        requests.close();
    }

    /** Passes the points of an answer to {@code rows}. */
    public static AnswerReader.Target target(Rows rows) {
        return new AnswerReader.Target() {
            @Override
            public void series(String measurement, Map<String, String> tags, List<String> columns) {
                rows.series(measurement, tags);
            }

            @Override
            public void row(long time, @Nullable Object[] row) throws IOException, InterruptedException {
                rows.row(time, row);
            }

            @Override
            public void row(@Nullable Object[] row) throws IOException {
                throw new IOException("Expected rows that begin with a time, found other rows");
            }
        };
    }

    private void readSmall(String query, SmallAnswer target, Instant[] serverTime) throws IOException, InfluxException {
        try {
            read(query, target, serverTime);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private void read(String query, AnswerReader.Target target, Instant[] serverTime)
            throws IOException, InfluxException, InterruptedException {
        boolean complete = false;
        HttpRequests.Answer answer = requests.send(HttpRequests.Request.form(path, MESSAGE_PACK, "q=" + encode(query)));
        try {
            String type = answer.header("Content-Type");
            if (type == null || !type.startsWith(MESSAGE_PACK)) {
                throw new InfluxException(
                        InfluxException.Kind.REFUSED,
                        "Expected an answer of type " + MESSAGE_PACK + " from InfluxDB, found " + type + "; check that "
                                + ConnectionOptions.URL + " is the address of an InfluxDB server");
            }
            long date = answer.dateMillis();
            serverTime[0] = date == 0 ? Instant.now() : Instant.ofEpochMilli(date);
            new AnswerReader(answer.body()).read(target);
            complete = true;
        } finally {
            if (complete) {
                answer.close();
            } else {
                requests.abort();
            }
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private abstract static class SmallAnswer implements AnswerReader.Target {
        String measurement = "";

        @Override
        public void series(String name, Map<String, String> tags, List<String> columns) {
            measurement = name;
        }

        @Override
        public void row(long time, @Nullable Object[] row) throws IOException {
            throw new IOException("Expected rows without a time, found other rows");
        }
    }
}
