// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.tdconnect.emulator.engine.Engine;
import io.tdconnect.emulator.engine.Session;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Plain HTTP: {@code POST /rest/sql[/db]} and {@code GET /-/ping}. */
final class HttpEndpoints extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final String SQL = "/rest/sql";
    private static final int NO_AUTH = 0x1105;
    private static final int NO_SQL = 0x1107;
    private static final int WRONG_AUTH = 0x1124;

    private final Engine engine;

    HttpEndpoints(Engine engine) {
        this.engine = engine;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        String path = new QueryStringDecoder(request.uri()).path();
        FullHttpResponse response;
        if (path.equals("/-/ping")) {
            response = response(HttpResponseStatus.OK, null);
        } else if (request.method().equals(HttpMethod.POST) && (path.equals(SQL) || path.startsWith(SQL + "/"))) {
            response = sql(request, path.substring(Math.min(path.length(), SQL.length() + 1)));
        } else {
            response = response(HttpResponseStatus.NOT_FOUND, null);
        }
        boolean keep = HttpUtil.isKeepAlive(request);
        HttpUtil.setKeepAlive(response, keep);
        var sent = context.writeAndFlush(response);
        if (!keep) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private FullHttpResponse sql(FullHttpRequest request, String database) {
        String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        if (authorization == null) {
            return response(HttpResponseStatus.UNAUTHORIZED, RestSql.failure(NO_AUTH, "no auth info input"));
        }
        String[] credentials = credentials(authorization);
        if (credentials.length != 2) {
            return response(
                    HttpResponseStatus.UNAUTHORIZED, RestSql.failure(WRONG_AUTH, "invalid basic Authorization"));
        }
        String sql = request.content().toString(StandardCharsets.UTF_8).trim();
        if (sql.isEmpty()) {
            return response(HttpResponseStatus.BAD_REQUEST, RestSql.failure(NO_SQL, "no sql input"));
        }
        try {
            Session session = engine.login(credentials[0], credentials[1], null);
            use(session, database);
            return response(HttpResponseStatus.OK, RestSql.success(session.execute(sql)));
        } catch (TdengineException e) {
            return response(HttpResponseStatus.OK, RestSql.failure(e.code(), e.text()));
        }
    }

    /** As in the real gateway, an unknown database is not an error: the statement may create it. */
    private static void use(Session session, String database) {
        if (database.isEmpty()) {
            return;
        }
        try {
            session.execute("use `" + database + "`");
        } catch (TdengineException e) {
            return;
        }
    }

    private static String[] credentials(String authorization) {
        if (!authorization.startsWith("Basic ")) {
            return new String[0];
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring("Basic ".length()).trim());
            return new String(decoded, StandardCharsets.UTF_8).split(":", 2);
        } catch (IllegalArgumentException e) {
            return new String[0];
        }
    }

    private static FullHttpResponse response(HttpResponseStatus status, @Nullable ObjectNode body) {
        byte[] bytes = body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(bytes));
        if (body != null) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON + "; charset=utf-8");
        }
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
        return response;
    }
}
