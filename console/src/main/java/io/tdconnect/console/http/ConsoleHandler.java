// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.http.StaticFiles.StaticFile;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers requests: files of the pages, calls of the API, and events. */
final class ConsoleHandler extends Handler.Abstract {
    private static final String API = "/api/";
    private static final String EVENTS = "tasks/stream";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Login login;
    private final ApiCalls calls;
    private final EventStream events;
    private final StaticFiles files = new StaticFiles();
    private final String contentPolicy;

    ConsoleHandler(Login login, ApiCalls calls, EventStream events) {
        this.login = login;
        this.calls = calls;
        this.events = events;
        contentPolicy = "default-src 'none'; script-src " + files.scriptSources()
                + "; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none';"
                + " form-action 'none'; frame-ancestors 'none'";
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("Content-Security-Policy", contentPolicy);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("X-Frame-Options", "DENY");
        String user = login.user(request.getHeaders(), Request.getRemoteAddr(request));
        if (login.isOpen() && !isThisMachine(request)) {
            refuse(response, callback, 403, "host", "Without a login the console answers to localhost only");
        } else if (user == null) {
            String challenge = login.challenge();
            if (challenge != null) {
                headers.put(HttpHeader.WWW_AUTHENTICATE, challenge);
            }
            refuse(
                    response,
                    callback,
                    challenge == null ? 403 : 401,
                    "login",
                    "Expected a login, found none or a wrong one");
        } else {
            answer(request, response, callback, user);
        }
        return true;
    }

    /** A name that another site has pointed at this machine must not reach a console without a login. */
    private static boolean isThisMachine(Request request) {
        String host = String.valueOf(request.getHttpURI().getHost()).toLowerCase(Locale.ROOT);
        return THIS_MACHINE.contains(host);
    }

    private void answer(Request request, Response response, Callback callback, String user) {
        String path = String.valueOf(request.getHttpURI().getPath());
        if (path.equals(API + EVENTS) && listens(request)) {
            try {
                events.open(response, callback);
            } catch (ApiException e) {
                refuse(response, callback, e.status(), e.code(), String.valueOf(e.getMessage()));
            }
        } else if (path.startsWith(API)) {
            send(response, callback, calls.run(request, path.substring(API.length()), user));
        } else if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            file(request, response, callback, files.file(path.substring(1)));
        } else {
            refuse(response, callback, 405, "method", "Files are only read");
        }
    }

    /** As browsers do for events; without that it is the path of a task with this name. */
    private static boolean listens(Request request) {
        HttpField accepted = request.getHeaders().getField(HttpHeader.ACCEPT);
        return request.getMethod().equals("GET") && accepted != null && accepted.contains(EventStream.MEDIA_TYPE);
    }

    private static void file(Request request, Response response, Callback callback, @Nullable StaticFile file) {
        if (file == null) {
            refuse(response, callback, 404, "not_found", "There is no such file");
            return;
        }
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.ETAG, file.tag());
        headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
        headers.put(HttpHeader.VARY, "Accept-Encoding");
        if (file.tag().equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))) {
            response.setStatus(304);
            callback.succeeded();
            return;
        }
        HttpField accepted = request.getHeaders().getField(HttpHeader.ACCEPT_ENCODING);
        boolean compressed = accepted != null && accepted.contains("gzip");
        if (compressed) {
            headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        write(response, callback, file.mediaType(), compressed ? file.compressed() : file.content());
    }

    private static void send(Response response, Callback callback, ApiCalls.Answer answer) {
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (answer.retrySeconds() > 0) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, answer.retrySeconds());
        }
        if (answer.content() instanceof Download download) {
            String name = download.name().replaceAll("[^A-Za-z0-9._-]", "_");
            response.getHeaders().put("Content-Disposition", "attachment; filename=\"" + name + '"');
            write(response, callback, download.mediaType(), download.content());
            return;
        }
        try {
            byte[] json = answer.content() == null ? new byte[0] : Json.MAPPER.writeValueAsBytes(answer.content());
            write(response, callback, "application/json", json);
        } catch (JsonProcessingException e) {
            callback.failed(e);
        }
    }

    private static void refuse(Response response, Callback callback, int status, String code, String message) {
        ObjectNode answer = Json.object();
        answer.putObject("error").put("code", code).put("message", message);
        send(response, callback, new ApiCalls.Answer(status, answer, 0));
    }

    private static void write(Response response, Callback callback, String mediaType, byte[] content) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
        response.write(true, ByteBuffer.wrap(content), callback);
    }
}
