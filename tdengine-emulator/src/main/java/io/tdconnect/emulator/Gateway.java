// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketServerCompressionHandler;
import io.tdconnect.emulator.engine.Engine;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Sets up the handlers of a new connection. */
final class Gateway extends ChannelInitializer<SocketChannel> {
    private static final int MAX_BYTES = 256 << 20;

    private final Engine engine;
    private final ChannelGroup connections;
    private final @Nullable LongAdder discarded;

    /**
     * Serves an engine.
     *
     * @param discarded as for {@link Statements}
     */
    Gateway(Engine engine, ChannelGroup connections, @Nullable LongAdder discarded) {
        this.engine = engine;
        this.discarded = discarded;
        this.connections = connections;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        connections.add(channel);
        channel.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(MAX_BYTES))
                .addLast(new Upgrade())
                .addLast(new HttpEndpoints(engine));
    }

    /** Upgrades a connection to WebSocket if its first request asks for it on a path that supports it. */
    private final class Upgrade extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof FullHttpRequest request && asked(request)) {
                String path = new QueryStringDecoder(request.uri()).path();
                if (path.equals("/ws")) {
                    upgrade(context.pipeline(), path, new QueryConversation(engine, discarded));
                } else if (path.equals("/rest/tmq")) {
                    upgrade(context.pipeline(), path, new SubscriptionConversation(engine, context.executor()));
                }
            }
            context.fireChannelRead(message);
        }

        private static boolean asked(FullHttpRequest request) {
            return request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        }

        private void upgrade(ChannelPipeline pipeline, String path, Conversation conversation) {
            WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder()
                    .websocketPath(path)
                    .checkStartsWith(true)
                    .allowExtensions(true)
                    .maxFramePayloadLength(MAX_BYTES)
                    .build();
            pipeline.remove(HttpEndpoints.class);
            pipeline.addLast(new WebSocketServerCompressionHandler(MAX_BYTES))
                    .addLast(new WebSocketServerProtocolHandler(config))
                    .addLast(new WebSocketFrameAggregator(MAX_BYTES))
                    .addLast(new WebSocketHandler(conversation));
        }
    }
}
