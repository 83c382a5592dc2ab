// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts every client and subscription, and then sends bytes that no real broker would send, the same in each connection. */
public final class RawBroker implements AutoCloseable {
    private static final int CONNECT = 1;
    private static final int PUBACK = 4;
    private static final int SUBSCRIBE = 8;
    private static final int PING = 12;
    private static final int DISCONNECT = 14;

    public final List<Integer> acknowledged = new CopyOnWriteArrayList<>();
    public final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket server;
    private final boolean version5;
    private final List<byte[]> packets;

    public RawBroker(boolean version5, byte[]... packets) throws IOException {
        this.version5 = version5;
        this.packets = List.of(packets);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "raw-broker");
        thread.setDaemon(true);
        thread.start();
    }

    public String url() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** A PUBLISH, of QoS 0 if the packet identifier is 0, else of QoS 1; properties only with MQTT 5. */
    public static byte[] message(byte[] topic, int packetId, byte[] properties, byte[] payload) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.writeBytes(new byte[] {(byte) (topic.length >> 8), (byte) topic.length});
        rest.writeBytes(topic);
        if (packetId != 0) {
            rest.writeBytes(new byte[] {(byte) (packetId >> 8), (byte) packetId});
        }
        if (properties != null) {
            writeNumber(rest, properties.length);
            rest.writeBytes(properties);
        }
        rest.writeBytes(payload);
        return packet(packetId == 0 ? 0x30 : 0x32, rest.toByteArray());
    }

    public static byte[] packet(int first, byte[] rest) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(first);
        writeNumber(packet, rest.length);
        packet.writeBytes(rest);
        return packet.toByteArray();
    }

    public static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(new byte[] {(byte) (bytes.length >> 8), (byte) bytes.length});
        all.writeBytes(bytes);
        return all.toByteArray();
    }

    private static void writeNumber(ByteArrayOutputStream target, int number) {
        int rest = number;
        while (rest > 127) {
            target.write((rest & 127) | 128);
            rest >>= 7;
        }
        target.write(rest);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread thread = new Thread(() -> serve(socket), "raw-broker-client");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (int type = 0; type != DISCONNECT; ) {
                type = in.readUnsignedByte() >> 4;
                byte[] rest = new byte[number(in)];
                in.readFully(rest);
                answer(type, rest, out);
            }
        } catch (EOFException e) {
            // The client is gone.
        } catch (IOException e) {
            if (!socket.isClosed() && !server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void answer(int type, byte[] rest, OutputStream out) throws IOException {
        switch (type) {
            case CONNECT -> out.write(packet(0x20, new byte[version5 ? 3 : 2]));
            case PUBACK -> acknowledged.add(((rest[0] & 255) << 8) | (rest[1] & 255));
            case PING -> out.write(packet(0xd0, new byte[0]));
            case SUBSCRIBE -> {
                byte[] granted = {rest[0], rest[1], 1};
                byte[] granted5 = {rest[0], rest[1], 0, 1};
                out.write(packet(0x90, version5 ? granted5 : granted));
                for (byte[] packet : packets) {
                    out.write(packet);
                }
            }
            default -> {
                // Nothing to answer.
            }
        }
        out.flush();
    }

    private static int number(DataInputStream in) throws IOException {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            int digit = in.readUnsignedByte();
            number |= (digit & 127) << shift;
            if (digit < 128) {
                return number;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
