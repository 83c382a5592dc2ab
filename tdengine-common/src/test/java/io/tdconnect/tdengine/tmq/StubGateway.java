// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import io.tdconnect.tdengine.Encryption;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.gateway.GatewayJson;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.common.config.types.Password;

/** A WebSocket server that answers as a test wants, also in ways that a gateway should not. */
final class StubGateway implements Closeable {
    /** No answer: the connection stays open and silent. */
    static final Object NOTHING = new Object();

    /** No answer: the connection is cut. */
    static final Object CUT = new Object();

    private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Answering answering;
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private volatile Socket open = new Socket();
    /** Whether pings are answered. */
    private volatile boolean alive = true;

    /** Gives the answer to a request. */
    interface Answering {
        /** Returns String, {@code byte[]}, {@link Half}, {@link #NOTHING} or {@link #CUT} for a request. */
        Object answer(String action, Map<?, ?> request) throws Exception;
    }

    /** An answer that is cut off together with the connection. */
    record Half(Object answer) {}

    StubGateway(Answering answering) throws IOException {
        this.answering = answering;
        start(this::accept);
    }

    Gateway address() {
        return address(Duration.ofSeconds(20));
    }

    Gateway address(Duration requestTimeout) {
        return new Gateway(
                List.of("127.0.0.1:" + server.getLocalPort()),
                Encryption.NONE,
                new Gateway.Login("root", new Password("secret")),
                Duration.ofSeconds(20),
                requestTimeout);
    }

    /** The actions that were asked for, in their order. */
    BlockingQueue<String> requests() {
        return requests;
    }

    /** Lets pings go unanswered, as a network that swallows packets does. */
    void die() {
        alive = false;
    }

    /** Sends a ping. */
    void ping() throws IOException {
        send(open.getOutputStream(), FINAL | PING, new byte[0], 0);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open = socket;
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The test ends.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "stub-gateway");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket) {
            talk(socket);
        } catch (Exception e) {
            // The client has gone.
        }
    }

    private void talk(Socket socket) throws Exception {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        out.write(handshake(in).getBytes(StandardCharsets.US_ASCII));
        while (true) {
            int opcode = in.readUnsignedByte() & 0x0f;
            byte[] content = content(in);
            if (opcode == PING && alive) {
                send(out, FINAL | PONG, content, content.length);
            } else if (opcode == CLOSE) {
                requests.add("close");
                return;
            } else if (opcode == TEXT && !answer(out, new String(content, StandardCharsets.UTF_8))) {
                return;
            }
        }
    }

    private boolean answer(OutputStream out, String text) throws Exception {
        Map<String, Object> request = GatewayJson.answer(text);
        String action = GatewayJson.text(request, "action");
        Object answer = answering.answer(action, (Map<?, ?>) request.get("args"));
        requests.add(action);
        boolean half = answer instanceof Half;
        Object whole = answer instanceof Half part ? part.answer() : answer;
        if (whole == CUT) {
            return false;
        }
        if (whole != NOTHING) {
            byte[] content = whole instanceof String words ? words.getBytes(StandardCharsets.UTF_8) : (byte[]) whole;
            int opcode = whole instanceof String ? TEXT : BINARY;
            send(out, half ? opcode : FINAL | opcode, content, half ? content.length / 2 : content.length);
        }
        return !half;
    }

    private static String handshake(DataInputStream in) throws IOException, NoSuchAlgorithmException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        String key = head.toString().replaceFirst("(?is).*sec-websocket-key: *(\\S+).*", "$1");
        byte[] hash =
                MessageDigest.getInstance("SHA-1").digest((key + ACCEPT_SALT).getBytes(StandardCharsets.US_ASCII));
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n";
    }

    private static byte[] content(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() & 0x7f;
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
        byte[] mask = in.readNBytes(4);
        byte[] content = in.readNBytes(length);
        for (int i = 0; i < content.length; i++) {
            content[i] ^= mask[i % 4];
        }
        return content;
    }

    private static synchronized void send(OutputStream out, int head, byte[] content, int length) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(10 + length).put((byte) head);
        if (length < 126) {
            frame.put((byte) length);
        } else if (length <= 0xffff) {
            frame.put((byte) 126).putShort((short) length);
        } else {
            frame.put((byte) 127).putLong(length);
        }
        frame.put(content, 0, length);
        out.write(frame.array(), 0, frame.position());
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.close();
    }
}
