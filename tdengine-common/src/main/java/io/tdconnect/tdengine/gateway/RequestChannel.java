// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.gateway;

import io.tdconnect.tdengine.GatewayException;
import io.tdconnect.tdengine.MalformedMessageException;
import io.tdconnect.tdengine.block.Cursor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Sends numbered requests, and accepts only their answers. */
public final class RequestChannel implements AutoCloseable {
    private static final String MASK = "****";
    private static final int BINARY_HEAD = 26;
    private static final short BINARY_VERSION = 1;

    private final GatewaySocket socket;
    private final Password password;
    private long requests;

    /** Uses an open connection; messages never contain {@code password}. */
    public RequestChannel(GatewaySocket socket, Password password) {
        this.socket = socket;
        this.password = password;
    }

    /** The number of the last request. */
    public long lastRequest() {
        return requests;
    }

    /** The fields of the answer. */
    public Map<String, @Nullable Object> ask(String action, Map<String, ?> args)
            throws GatewayException, InterruptedException {
        return ask(action, args, Duration.ZERO);
    }

    /**
     * The fields of the answer.
     *
     * @param atServer how long the server may take beyond the request time-out
     */
    public Map<String, @Nullable Object> ask(String action, Map<String, ?> args, Duration atServer)
            throws GatewayException, InterruptedException {
        return checked(action, text(action, exchange(action, args, atServer)));
    }

    /** The text of the answer. */
    public String askText(String action, Map<String, ?> args) throws GatewayException, InterruptedException {
        String text = text(action, exchange(action, args, Duration.ZERO));
        checked(action, text);
        return text;
    }

    /** The binary answer, unchecked. */
    public Cursor askBinary(String action, Map<String, ?> args) throws GatewayException, InterruptedException {
        Object answer = exchange(action, args, Duration.ZERO);
        if (answer instanceof ResponseAssembler.Frame frame) {
            return frame.cursor();
        }
        checked(action, text(action, answer));
        throw new MalformedMessageException("Expected a binary answer to " + action + ", found text");
    }

    /** Sends a request without an answer. */
    void sendOnly(String action, Map<String, ?> args) throws GatewayException, InterruptedException {
        requests++;
        socket.sendOnly(GatewayJson.request(action, requests, args));
    }

    /**
     * Sends a binary request; {@link #binaryAnswer} takes the answer.
     *
     * @param action its number
     * @param about the number of the message or result
     */
    void begin(int action, long about) throws GatewayException, InterruptedException {
        requests++;
        ByteBuffer request = ByteBuffer.allocate(BINARY_HEAD).order(ByteOrder.LITTLE_ENDIAN);
        socket.begin(request.putLong(requests)
                .putLong(about)
                .putLong(action)
                .putShort(BINARY_VERSION)
                .array());
    }

    /** The answer to {@link #begin}; only its head is checked. */
    Cursor binaryAnswer(String action, int number) throws GatewayException, InterruptedException {
        Object answer = socket.answer();
        if (answer instanceof ResponseAssembler.Frame frame) {
            Cursor in = frame.cursor();
            BinaryAnswer.skipHead(in, action, number, requests);
            return in;
        }
        checked(action, text(action, answer));
        throw new MalformedMessageException("Expected a binary answer to " + action + ", found text");
    }

    @Override
    public void close() {
        socket.close();
    }

    private Object exchange(String action, Map<String, ?> args, Duration atServer)
            throws GatewayException, InterruptedException {
        requests++;
        return socket.exchange(GatewayJson.request(action, requests, args), atServer);
    }

    private static String text(String action, Object answer) throws MalformedMessageException {
        if (answer instanceof String text) {
            return text;
        }
        throw new MalformedMessageException("Expected a text answer to " + action + ", found a binary one");
    }

    private Map<String, @Nullable Object> checked(String action, String text) throws GatewayException {
        Map<String, @Nullable Object> answer = GatewayJson.answer(text);
        if (!action.equals(answer.get("action")) || GatewayJson.number(answer, "req_id") != requests) {
            throw new MalformedMessageException("Expected the answer to " + action + " " + requests + ", found one to "
                    + answer.get("action") + " " + answer.get("req_id"));
        }
        int code = (int) GatewayJson.number(answer, "code");
        if (code != 0) {
            throw GatewayException.refused(action, code, masked(String.valueOf(answer.get("message"))));
        }
        return answer;
    }

    private String masked(String reason) {
        return password.value().isEmpty() ? reason : reason.replace(password.value(), MASK);
    }
}
