// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tdconnect.common.http.HttpConnection;
import io.tdconnect.common.http.HttpRequests;
import io.tdconnect.common.http.ServerException;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Asks one server over its HTTP interface; for use by one thread, except {@link #close}. */
public final class OpenTsdbClient implements AutoCloseable {
    /** Most metrics that are listed. */
    static final int MOST_METRICS = 1_000_000;

    private static final JsonFactory JSON = new JsonFactory();
    /** Milliseconds with fewer digits are taken for seconds. */
    private static final long FIRST_MILLIS = 10_000_000_000L;

    private static final long LAST_MILLIS = 9_999_999_999_999L;

    private final HttpRequests<ServerException> requests;

    public OpenTsdbClient(HttpConnection connection) {
        requests = new HttpRequests<>(connection, Refusals::of);
    }

    /** The version that the server reports. */
    public String version() throws IOException, ServerException {
        return found("/api/version", "version");
    }

    /** The time of the server's clock, to the second. */
    public Instant time() throws IOException, ServerException {
        String text = found("/api/stats", "timestamp");
        try {
            return Instant.ofEpochSecond(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IOException("Expected the statistics of OpenTSDB with a timestamp", e);
        }
    }

    /** All metrics, sorted. */
    public List<String> metrics() throws IOException, ServerException {
        try (HttpRequests.Answer answer = send(suggest(MOST_METRICS + 1))) {
            return new AnswerReader(answer.body())
                    .readTexts(MOST_METRICS).stream().sorted().toList();
        }
    }

    /** Whether the server has seen a metric; asked by a query, since suggestions contain only names in ISO-8859-1. */
    public boolean knows(String metric) throws IOException, ServerException, InterruptedException {
        try {
            hasPoints(metric, 0, 1);
            return true;
        } catch (ServerException e) {
            if (e.kind() != ServerException.Kind.NOT_FOUND) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Passes the points of a metric to {@code points} while they arrive: series by series, each ordered by time.
     *
     * @param from first millisecond; points before it and after {@code last} may come, too
     * @throws ServerException if the server does not answer the query, also if it does not know the metric
     * @throws IOException if the answer is cut off or stalls
     */
    public void read(String metric, long from, long last, AnswerReader.Points points)
            throws IOException, ServerException, InterruptedException {
        boolean complete = false;
        HttpRequests.Answer answer =
                send(HttpRequests.Request.json("/api/query?arrays=true", query(metric, from, last, "none", "")));
        try {
            new AnswerReader(answer.body()).readPoints(metric, points);
            complete = true;
        } finally {
            if (complete) {
                answer.close();
            } else {
                requests.abort();
            }
        }
    }

    /** Whether a metric has points in a time range; the answer is small, however many there are. */
    public boolean hasPoints(String metric, long from, long last)
            throws IOException, ServerException, InterruptedException {
        boolean[] found = {false};
        try (HttpRequests.Answer answer = send(HttpRequests.Request.json(
                "/api/query?arrays=true", query(metric, from, last, "count", "0all-count")))) {
            new AnswerReader(answer.body()).readPoints(metric, new AnswerReader.Points() {
                @Override
                public void series(Map<String, String> tags) {
                    // Only whether there are points matters.
                }

                @Override
                public void point(long millis, Number value) {
                    found[0] |= value.doubleValue() > 0;
                }
            });
        }
        return found[0];
    }

    @Override
    public void close() {
        requests.close();
    }

    private HttpRequests.Answer send(HttpRequests.Request request) throws IOException, ServerException {
        HttpRequests.Answer answer = requests.send(request);
        String type = answer.header("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            requests.abort();
            throw Refusals.notOpenTsdb(type);
        }
        return answer;
    }

    private String found(String path, String member) throws IOException, ServerException {
        HttpRequests.Answer answer = send(HttpRequests.Request.get(path, "application/json"));
        // The rest of the answer does not matter.
        try (answer) {
            String value = new AnswerReader(answer.body()).find(member);
            if (value == null) {
                throw new IOException("Expected " + member + " in the answer of OpenTSDB to " + path + ", found none");
            }
            return value;
        }
    }

    private static HttpRequests.Request suggest(int most) {
        return HttpRequests.Request.get("/api/suggest?type=metrics&q=&max=" + most, "application/json");
    }

    private static String query(String metric, long from, long last, String aggregator, String downsample)
            throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            // The server refuses an end that is not after the start.
            json.writeStringField("start", start(from));
            json.writeStringField("end", end(Math.max(last, from + 1)));
            json.writeBooleanField("msResolution", true);
            json.writeBooleanField("noAnnotations", true);
            json.writeArrayFieldStart("queries");
            json.writeStartObject();
            json.writeStringField("metric", metric);
            json.writeStringField("aggregator", aggregator);
            if (!downsample.isEmpty()) {
                json.writeStringField("downsample", downsample);
            }
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static String start(long millis) {
        return String.valueOf(millis < FIRST_MILLIS ? Math.floorDiv(millis, 1_000) : millis);
    }

    private static String end(long millis) {
        return String.valueOf(millis < FIRST_MILLIS ? millis / 1_000 + 1 : Math.min(millis, LAST_MILLIS));
    }
}
