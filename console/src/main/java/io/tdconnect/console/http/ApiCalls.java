// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the actions of calls, with limits for the size of a body, for time, and for the number of calls at a time. */
final class ApiCalls implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ApiCalls.class);
    private static final int LARGEST_BODY = 4 * 1024 * 1024;
    private static final long MOST_DISCARDED = 16L * LARGEST_BODY;
    private static final int AT_A_TIME = 32;
    private static final String HEADER = "X-Requested-With";
    private static final String OWN = "tdconnect";

    /** Calls with a body that change nothing. */
    private static final List<String> READING = List.of(
            "check",
            "samples",
            "upload",
            "children",
            "select",
            "matches",
            "file",
            "preview",
            "suggest",
            "import",
            "command");

    private final Routes routes;
    private final boolean readOnly;
    private final Duration limit;
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, AT_A_TIME, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "tdconnect-console-call");
                thread.setDaemon(true);
                return thread;
            });

    ApiCalls(Routes routes, boolean readOnly, Duration limit) {
        this.routes = routes;
        this.readOnly = readOnly;
        this.limit = limit;
    }

    /** What a call answers. */
    record Answer(int status, @Nullable Object content, int retrySeconds) {}

    /**
     * Runs a call.
     *
     * @param path below {@code /api/}
     */
    Answer run(Request request, String path, String user) {
        try {
            String method = request.getMethod();
            boolean reads = method.equals("GET");
            if (!reads && !OWN.equals(request.getHeaders().get(HEADER))) {
                throw new ApiException(
                        403,
                        "csrf",
                        "Expected the header " + HEADER + ": " + OWN
                                + ", found none: the request does not come from the console");
            }
            List<String> parts = Stream.of(path.split("/"))
                    .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .toList();
            Routes.Match match = routes.find(method, parts);
            if (!reads && readOnly && !READING.contains(parts.get(0))) {
                throw new ApiException(
                        403, "read_only", "The console is set to read only (tdconnect.console.read.only)");
            }
            Call call = new Call(method, match.variables(), query(request), reads ? new byte[0] : body(request), user);
            if (!reads && !READING.contains(parts.get(0))) {
                log.info("{} {} by {}", method, path.replaceAll("[\\p{Cntrl}]", "?"), user);
            }
            return new Answer(200, withinLimit(match.action(), call), 0);
        } catch (ApiException e) {
            return refused(e);
        } catch (RuntimeException | IOException e) {
            log.error("A call of the console failed: {}", path, e);
            return refused(new ApiException(500, "internal", "The console failed; the worker's log has the reason"));
        }
    }

    private @Nullable Object withinLimit(Action action, Call call) {
        Future<@Nullable Object> running;
        try {
            running = threads.submit(() -> action.answer(call));
        } catch (RejectedExecutionException e) {
            throw new ApiException(503, "busy", "Expected at most " + AT_A_TIME + " calls at a time");
        }
        try {
            return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ApiException(504, "timeout", "No answer within " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(503, "ending", "The console ends");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ApiException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            running.cancel(true);
        }
    }

    private static Answer refused(ApiException e) {
        ObjectNode answer = Json.object();
        ObjectNode error = answer.putObject("error");
        error.put("code", e.code());
        error.put("message", e.getMessage());
        if (e.option() != null) {
            error.put("option", e.option());
        }
        if (e.fix() != null) {
            error.put("fix", e.fix());
        }
        return new Answer(e.status(), answer, e.retrySeconds());
    }

    private static Map<String, String> query(Request request) {
        Map<String, String> query = new HashMap<>();
        Request.extractQueryParameters(request).forEach(field -> query.put(field.getName(), field.getValue()));
        return query;
    }

    private static byte[] body(Request request) throws IOException {
        try (InputStream in = Request.asInputStream(request)) {
            byte[] body = in.readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                discardRest(in);
                throw tooLarge();
            }
            return body;
        }
    }

    /** A browser reads the answer only when it has sent everything. */
    private static void discardRest(InputStream in) throws IOException {
        byte[] discarded = new byte[64 * 1024];
        long left = MOST_DISCARDED;
        int count = 0;
        while (left > 0 && count >= 0) {
            count = in.read(discarded);
            left -= count;
        }
    }

    private static ApiException tooLarge() {
        return new ApiException(
                413, "too_large", "Expected at most " + LARGEST_BODY / 1024 / 1024 + " MiB, found more");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
