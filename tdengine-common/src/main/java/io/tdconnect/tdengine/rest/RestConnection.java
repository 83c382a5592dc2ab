// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.block.BlockConsumer;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Queries over {@code /rest/sqlt} of taosAdapter 2, which sends times as numbers; results are handed over block by block.
 *
 * <p>Failures have the corresponding code of TDengine 3, so that {@link TdengineErrors} knows them. For use by one
 * thread, except {@link #close}. No message contains a secret.
 */
public final class RestConnection implements AutoCloseable {
    private static final String SQL = "/rest/sql";
    private static final String SQL_WITH_NUMBERS = "/rest/sqlt";
    private static final int AUTHENTICATION = 0x357;

    private final HttpClient http;
    private final Gateway gateway;
    private final String endpoint;
    private volatile boolean closed;
    private volatile @Nullable BodyStream body;
    private volatile @Nullable CompletableFuture<?> waiting;
    private Optional<Instant> clock = Optional.empty();
    private String version = "";

    private RestConnection(HttpClient http, Gateway gateway, String endpoint) {
        this.http = http;
        this.gateway = gateway;
        this.endpoint = endpoint;
    }

    /**
     * Logs in at the first endpoint that answers, of any version.
     *
     * @throws SQLException if none answers, or the server refuses the user
     */
    public static RestConnection connect(Gateway gateway) throws SQLException, InterruptedException {
        HttpClient http = gateway.tls().http();
        SQLException failure = null;
        for (String endpoint : gateway.endpoints()) {
            RestConnection connection = new RestConnection(http, gateway, endpoint);
            try {
                connection.login();
                return connection;
            } catch (SQLException e) {
                if (TdengineErrors.classify(e) != ErrorClass.RETRIABLE) {
                    throw e;
                }
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure == null ? lost("No endpoint is configured", null) : failure;
    }

    /** The version of the server, such as {@code 2.6.0.65}. */
    public String version() {
        return version;
    }

    /** The gateway's clock at its last answer, to the second; empty if the answer does not contain it. */
    public Optional<Instant> clock() {
        return clock;
    }

    /**
     * Runs a statement, and hands over the blocks of its result.
     *
     * @throws SQLException if the server refuses, or does not answer, also in the middle of a result, or what {@code blocks}
     *     throws
     */
    public void query(String sql, BlockConsumer blocks) throws SQLException, InterruptedException {
        query(SQL_WITH_NUMBERS, sql, gateway.requestTimeout(), blocks);
    }

    @Override
    public void close() {
        closed = true;
        CompletableFuture<?> unanswered = waiting;
        if (unanswered != null) {
            unanswered.cancel(true);
        }
        BodyStream unread = body;
        if (unread != null) {
            unread.close();
        }
    }

    private void login() throws SQLException, InterruptedException {
        // Version 3 has this path alone.
        query(
                SQL,
                "SELECT SERVER_VERSION()",
                gateway.connectTimeout(),
                block -> version = block.columns().get(0).textAt(0));
    }

    private void query(String path, String sql, Duration limit, BlockConsumer blocks)
            throws SQLException, InterruptedException {
        HttpResponse<BodyStream> answer = answer(path, sql, limit);
        clock = answer.headers().firstValue("Date").flatMap(RestConnection::time);
        try (BodyStream stream = answer.body()) {
            body = stream;
            if (closed) {
                throw lost("The connection is closed", null);
            }
            check(answer);
            // Bytes that are not UTF-8, which BINARY can contain, are replaced.
            Reader text = new InputStreamReader(stream, StandardCharsets.UTF_8);
            RestAnswer.read(text, blocks);
        } catch (IOException e) {
            throw failure(e);
        } finally {
            body = null;
        }
    }

    private HttpResponse<BodyStream> answer(String path, String sql, Duration limit)
            throws SQLException, InterruptedException {
        CompletableFuture<HttpResponse<BodyStream>> coming =
                http.sendAsync(request(path, sql), head -> new BodyStream(gateway.requestTimeout()));
        waiting = coming;
        try {
            return coming.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw lost("Cannot reach " + endpoint + ": " + e.getCause(), e.getCause());
        } catch (CancellationException e) {
            throw lost("The connection is closed", e);
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw silent(limit, e);
        } catch (InterruptedException e) {
            coming.cancel(true);
            throw e;
        } finally {
            waiting = null;
        }
    }

    private HttpRequest request(String path, String sql) throws SQLException {
        String scheme = gateway.tls().on() ? "https://" : "http://";
        URI uri = URI.create(scheme + endpoint + path);
        if (uri.getHost() == null) {
            throw new SQLException("Expected a host name of letters, digits and hyphens, found " + endpoint);
        }
        Gateway.Login login = gateway.login();
        String credentials = Base64.getEncoder()
                .encodeToString((login.user() + ':' + login.password().value()).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Basic " + credentials)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
    }

    private void check(HttpResponse<?> answer) throws SQLException {
        int status = answer.statusCode();
        boolean json = answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
        if (status == 401 || status == 403) {
            throw new SQLException(endpoint + " refuses the user: HTTP status " + status, null, AUTHENTICATION);
        }
        // If the gateway cannot reach the server it answers with this status.
        if (status == 503 || (status != 200 && !json)) {
            throw lost("Expected an answer of " + endpoint + ", found HTTP status " + status, null);
        }
    }

    private SQLException failure(IOException cause) throws InterruptedException {
        if (cause instanceof InterruptedIOException
                && !(cause instanceof HttpTimeoutException)
                && Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (cause instanceof HttpTimeoutException) {
            return silent(gateway.requestTimeout(), cause);
        }
        if (cause instanceof JacksonException malformed && !(cause instanceof JsonEOFException)) {
            // The full message may contain values.
            return new SQLException("Expected an answer of taosAdapter from " + endpoint + ", found something else: "
                    + malformed.getClass().getSimpleName());
        }
        return lost(
                "The answer of " + endpoint + " is cut off: " + cause.getClass().getSimpleName(), cause);
    }

    private SQLException silent(Duration limit, Exception cause) {
        return new SQLException(
                "Gateway " + endpoint + " does not answer within " + limit.toMillis() + " ms",
                null,
                GatewayException.TIMEOUT,
                cause);
    }

    private static SQLException lost(String reason, @Nullable Throwable cause) {
        return new SQLException(reason, null, GatewayException.CONNECTION, cause);
    }

    private static Optional<Instant> time(String header) {
        try {
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
