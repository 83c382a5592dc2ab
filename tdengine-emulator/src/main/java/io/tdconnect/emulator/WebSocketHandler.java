// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the frames of one connection into requests and the replies into frames. */
final class WebSocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final Logger log = LoggerFactory.getLogger(WebSocketHandler.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Conversation conversation;

    WebSocketHandler(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        long started = System.nanoTime();
        if (frame instanceof TextWebSocketFrame text) {
            answerText(context, text.text(), started);
        } else if (frame instanceof BinaryWebSocketFrame) {
            answerBinary(context, frame.content(), started);
        }
    }

    private void answerText(ChannelHandlerContext context, String text, long started) {
        JsonNode request;
        try {
            request = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            send(
                    context,
                    Answer.failure(Answer.GATEWAY_ERROR, "unmarshal request error"),
                    "",
                    IntNode.valueOf(0),
                    started);
            return;
        }
        String action = request.path("action").asText();
        JsonNode args = request.path("args");
        JsonNode reqId = args.path("req_id").isNumber() ? args.path("req_id") : IntNode.valueOf(0);
        JsonNode statement = args.path("stmt_id");
        Reply reply = reply(() -> conversation.text(action, args), statement.isNumber() ? statement.asLong() : null);
        if (reply != null) {
            send(context, reply, action, reqId, started);
        }
    }

    private void answerBinary(ChannelHandlerContext context, ByteBuf request, long started) {
        BinaryHead head;
        try {
            head = BinaryHead.read(request);
        } catch (RefusedException e) {
            send(context, Answer.failure(Answer.GATEWAY_ERROR, e.text()), "", IntNode.valueOf(0), started);
            return;
        }
        boolean bind = head.action() == BinaryHead.BIND;
        Reply reply = reply(() -> conversation.binary(head, request), bind ? head.id() : null);
        if (reply != null) {
            send(context, reply, head.actionName(), head.jsonReqId(), started);
        }
    }

    private interface Call {
        @Nullable
        Reply run() throws TdengineException, RefusedException;
    }

    private static @Nullable Reply reply(Call call, @Nullable Long statement) {
        Answer failure;
        try {
            return call.run();
        } catch (TdengineException e) {
            failure = Answer.failure(e.code(), e.text());
        } catch (RefusedException e) {
            failure = Answer.failure(Answer.GATEWAY_ERROR, e.text());
        } catch (RuntimeException | Error e) {
            // A defect of the emulator: report it to the client, and log where it is.
            log.error("The emulator failed on a request", e);
            failure = Answer.failure(Answer.GATEWAY_ERROR, "emulator failed: " + e);
        }
        return statement == null ? failure : failure.put("stmt_id", statement);
    }

    private static void send(ChannelHandlerContext context, Reply reply, String action, JsonNode reqId, long started) {
        if (reply instanceof Reply.Later later) {
            var unused = later.answer().whenComplete((answer, failure) -> {
                if (failure == null) {
                    write(context, text(answer, action, reqId, started));
                } else if (!(failure instanceof CancellationException)) {
                    log.error("The emulator failed on a request", failure);
                    Answer defect = Answer.failure(Answer.GATEWAY_ERROR, "emulator failed: " + failure);
                    write(context, text(defect, action, reqId, started));
                }
            });
        } else if (reply instanceof Frame binary) {
            write(context, new BinaryWebSocketFrame(binary.timed(started)));
        } else {
            write(context, text((Answer) reply, action, reqId, started));
        }
    }

    private static WebSocketFrame text(Answer answer, String action, JsonNode reqId, long started) {
        return new TextWebSocketFrame(answer.to(action, reqId, started).toString());
    }

    private static void write(ChannelHandlerContext context, WebSocketFrame frame) {
        context.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        conversation.close();
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("Connection {} is dropped", context.channel().remoteAddress(), cause);
        ChannelFuture unused = context.close();
    }
}
