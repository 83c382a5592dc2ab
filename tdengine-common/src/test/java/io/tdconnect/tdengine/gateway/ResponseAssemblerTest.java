// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A gateway that sends unrequested messages. */
class ResponseAssemblerTest {
    private final ResponseAssembler answers = new ResponseAssembler(1_000_000);
    private final Socket socket = new Socket();

    @Test
    void unrequestedAnswersEndTheConnection() throws Exception {
        for (int i = 0; i < 1_000 && !socket.aborted; i++) {
            if (i % 2 == 0) {
                answers.onText(socket, "{}", true);
            } else {
                answers.onBinary(socket, ByteBuffer.wrap(new byte[100]), true);
            }
        }

        assertThat(socket.aborted).isTrue();
        assertThat(socket.requested).isLessThanOrEqualTo(4);
        assertThat(answers.loss()).isNotNull();
        assertThat(answers.loss().reason()).contains("one answer of the gateway for each request, found more");
        assertThat(answers.poll(0)).isEqualTo("{}");
    }

    @Test
    void answersThatAreReadMakeRoomForMore() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            answers.onText(socket, "{}", true);
            assertThat(answers.poll(0)).isEqualTo("{}");
        }

        assertThat(socket.aborted).isFalse();
        assertThat(socket.requested).isEqualTo(1_000);
    }

    private static final class Socket implements WebSocket {
        private boolean aborted;
        private long requested;

        @Override
        public void request(long n) {
            requested += n;
        }

        @Override
        public void abort() {
            aborted = true;
        }

        @Override
        public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<WebSocket> sendClose(int statusCode, String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getSubprotocol() {
            return "";
        }

        @Override
        public boolean isOutputClosed() {
            return aborted;
        }

        @Override
        public boolean isInputClosed() {
            return aborted;
        }
    }
}
