// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * Sends HTTP requests, one at a time; blocking, so that a slow reader slows the server down.
 *
 * @param <E> the failures that the server reports
 */
public final class HttpRequests<E extends ServerException> implements AutoCloseable {
    /** Characters of an error that are kept. */
    public static final int LONGEST_ERROR = 1_000;

    private final HttpConnection options;
    private final Refusal<E> refusal;
    /** The address of the server without slashes at its end. */
    private final String base;

    private volatile @Nullable HttpURLConnection current;
    private volatile boolean closed;

    /** What an answer with a status of 300 or more means. */
    @FunctionalInterface
    public interface Refusal<E extends ServerException> {
        /** The failure of an answer; {@code text} is the beginning of its body. */
        E of(int status, String text, Duration retryAfter);
    }

    /** Sends to the server of this connection. */
    public HttpRequests(HttpConnection options, Refusal<E> refusal) {
        this.options = options;
        this.refusal = refusal;
        String url = options.url().toString();
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        this.base = url.substring(0, end);
    }

    /**
     * A request.
     *
     * @param method such as POST
     * @param path and query
     * @param accept media type of the answer
     * @param contentType of the body
     * @param body null without a body
     */
    public record Request(
            String method,
            String path,
            String accept,
            String contentType,
            @Nullable String body) {
        /** A request without a body. */
        public static Request get(String path, String accept) {
            return new Request("GET", path, accept, "", null);
        }

        /** A request with the fields of a form. */
        public static Request form(String path, String accept, String body) {
            return new Request("POST", path, accept, "application/x-www-form-urlencoded", body);
        }

        /** A request with a JSON document. */
        public static Request json(String path, String body) {
            return new Request("POST", path, "application/json", "application/json", body);
        }
    }

    /** An answer whose body is still to be read. */
    public record Answer(HttpURLConnection connection, int status, InputStream body) implements AutoCloseable {
        /** A header of the answer; null without it. */
        public @Nullable String header(String name) {
            return connection.getHeaderField(name);
        }

        /** The time of the answer at the server, to the second; 0 if it is missing. */
        public long dateMillis() {
            return connection.getDate();
        }

        /** The pause of the header Retry-After, which contains seconds or a date; zero without the header. */
        Duration retryAfter() {
            long seconds = connection.getHeaderFieldLong("Retry-After", -1);
            long until = seconds >= 0 ? 0 : connection.getHeaderFieldDate("Retry-After", 0);
            long now = dateMillis() == 0 ? System.currentTimeMillis() : dateMillis();
            return until == 0 ? Duration.ofSeconds(Math.max(0, seconds)) : Duration.ofMillis(Math.max(0, until - now));
        }

        /** The body as text, at most 1 MiB of it. */
        public String text() throws IOException {
            return new String(body.readNBytes(1 << 20), StandardCharsets.UTF_8).trim();
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /** Sends a request; throws an answer with a status of 300 or more. */
    public Answer send(Request request) throws IOException, E {
        HttpURLConnection connection = open(request.path());
        current = connection;
        if (closed) {
            throw new IOException("The connection is closed");
        }
        connection.setRequestMethod(request.method());
        connection.setRequestProperty("Accept", request.accept());
        if (options.transport().gzip()) {
            connection.setRequestProperty("Accept-Encoding", "gzip");
        }
        if (options.authorization() != null) {
            connection.setRequestProperty(
                    "Authorization", options.authorization().value());
        }
        if (request.body() != null) {
            byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", request.contentType());
            connection.getOutputStream().write(body);
        }
        return answer(connection);
    }

    private Answer answer(HttpURLConnection connection) throws IOException, E {
        int status = connection.getResponseCode();
        InputStream raw = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        InputStream body = raw == null ? new ByteArrayInputStream(new byte[0]) : raw;
        if ("gzip".equalsIgnoreCase(connection.getContentEncoding())) {
            body = new GZIPInputStream(body, 1 << 15);
        }
        Answer answer = new Answer(connection, status, body);
        if (status >= 300) {
            try (answer) {
                String text = answer.text();
                throw refusal.of(
                        status, text.substring(0, Math.min(text.length(), LONGEST_ERROR)), answer.retryAfter());
            }
        }
        return answer;
    }

    private HttpURLConnection open(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(base + path).toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) options.transport().connectTimeout().toMillis());
        connection.setReadTimeout((int) options.transport().stallTimeout().toMillis());
        HttpConnection.TlsSettings tls = options.tls();
        if (tls != null && connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(tls.context().getSocketFactory());
            if (!tls.hostnameVerification()) {
                secure.setHostnameVerifier((host, session) -> true);
            }
        }
        return connection;
    }

    @Override
    public void close() {
        closed = true;
        abort();
    }

    /** Cuts the connection of the current request instead of reading the rest of its answer. */
    public void abort() {
        HttpURLConnection connection = current;
        current = null;
        if (connection != null) {
            connection.disconnect();
        }
    }
}
