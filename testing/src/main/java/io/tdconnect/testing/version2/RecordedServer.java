// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.version2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The REST API of taosAdapter 2 with the answers of a real one, see {@link AnswerRecorder}. Ranges of time, counts, and
 * first and last times are computed from the recorded rows of the whole table; other paths than that of REST are unknown, as in
 * the real one.
 */
public final class RecordedServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern RANGE = Pattern.compile(
            "SELECT (tbname, \\*|\\*|COUNT\\(\\*\\)|FIRST\\(_c0\\)|LAST\\(_c0\\)) FROM (`\\w+`\\.`\\w+`)(?: WHERE (.*?))?( ORDER BY _c0)?");
    private static final Pattern FROM = Pattern.compile("_c0 >= (-?\\d+)");
    private static final Pattern TO = Pattern.compile("_c0 < (-?\\d+)");
    private static final Pattern NAME = Pattern.compile("'(\\w+)'");
    private static final int TIMESTAMP = 9;
    private static final int BIGINT = 5;

    private final Map<String, String> answers = new HashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile int mostRows = Integer.MAX_VALUE;

    private RecordedServer(HttpServer server) {
        this.server = server;
    }

    static RecordedServer start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            RecordedServer server = new RecordedServer(http);
            server.load();
            http.setExecutor(server.threads);
            http.createContext("/", server::handle);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Silently truncates results after this number of rows, as {@code restfulRowLimit} does. */
    public void limitRows(int rows) {
        mostRows = rows;
    }

    /** Breaks the connection in the middle of the answers to the next queries for rows, this many times. */
    public void cut(int answersToCut) {
        cuts.set(answersToCut);
    }

    /** The number of answers still to be cut. */
    public int cutsLeft() {
        return Math.max(0, cuts.get());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void load() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RecordedServer.class.getResourceAsStream(AnswerRecorder.FILE)),
                StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                if (!line.startsWith("#")) {
                    answers.put(line, Objects.requireNonNull(lines.readLine()));
                }
                line = lines.readLine();
            }
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String sql = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!List.of("/rest/sql", "/rest/sqlt")
                .contains(exchange.getRequestURI().getPath())) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        String credentials = Base64.getEncoder()
                .encodeToString((Version2Server.USER + ':' + Version2Server.PASSWORD).getBytes(StandardCharsets.UTF_8));
        boolean known =
                ("Basic " + credentials).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] answer =
                (known ? answer(sql) : recorded(AnswerRecorder.WRONG_PASSWORD)).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(200, answer.length);
        boolean cut = sql.endsWith(" ORDER BY _c0") && cuts.getAndDecrement() > 0;
        exchange.getResponseBody().write(answer, 0, cut ? answer.length / 2 : answer.length);
        // With bytes missing this breaks the connection.
        exchange.close();
    }

    private String answer(String sql) throws IOException {
        String exact = answers.get(sql);
        Matcher range = RANGE.matcher(sql);
        return exact != null || !range.matches() ? recorded(sql) : rows(range);
    }

    private String recorded(String sql) {
        return answers.getOrDefault(sql, Objects.requireNonNull(answers.get(AnswerRecorder.NO_TABLE)));
    }

    private String rows(Matcher range) throws IOException {
        String what = range.group(1);
        String bySubtable = answers.get("SELECT tbname, * FROM " + range.group(2) + " ORDER BY _c0");
        String whole = bySubtable == null ? recorded("SELECT * FROM " + range.group(2) + " ORDER BY _c0") : bySubtable;
        int time = bySubtable == null ? 0 : 1;
        ObjectNode answer = (ObjectNode) JSON.readTree(whole);
        ArrayNode kept = JSON.createArrayNode();
        for (JsonNode row : answer.path("data")) {
            if (isWithin(row, time, range.group(3))) {
                kept.add(row);
            }
        }
        if (what.startsWith("FIRST")) {
            return value(
                    "first(_c0)", TIMESTAMP, kept.isEmpty() ? null : kept.get(0).get(time));
        }
        if (what.startsWith("LAST")) {
            return value(
                    "last(_c0)",
                    TIMESTAMP,
                    kept.isEmpty() ? null : kept.get(kept.size() - 1).get(time));
        }
        if (what.startsWith("COUNT")) {
            JsonNode count = kept.isEmpty() ? null : JSON.getNodeFactory().numberNode(kept.size());
            return value("count(*)", BIGINT, count);
        }
        while (kept.size() > mostRows) {
            kept.remove(kept.size() - 1);
        }
        answer.set("data", kept);
        answer.put("rows", kept.size());
        return JSON.writeValueAsString(answer);
    }

    private static String value(String name, int type, @Nullable JsonNode value) {
        String rows = value == null ? "\"data\":[],\"rows\":0" : "\"data\":[[" + value + "]],\"rows\":1";
        return "{\"status\":\"succ\",\"head\":[\"" + name + "\"],\"column_meta\":[[\"" + name + "\"," + type + ",8]],"
                + rows + "}";
    }

    private static boolean isWithin(JsonNode row, int time, @Nullable String condition) {
        if (condition == null) {
            return true;
        }
        long at = row.get(time).asLong();
        Matcher from = FROM.matcher(condition);
        Matcher to = TO.matcher(condition);
        boolean named = !condition.contains("tbname")
                || NAME.matcher(condition)
                        .results()
                        .anyMatch(name -> name.group(1).equals(row.get(0).asText()));
        return named
                && (!from.find() || at >= Long.parseLong(from.group(1)))
                && (!to.find() || at < Long.parseLong(to.group(1)));
    }
}
