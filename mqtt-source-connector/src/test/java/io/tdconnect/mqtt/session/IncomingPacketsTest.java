// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IncomingPacketsTest {
    private static final int LARGEST = 3_000;
    private static final List<String> TOPICS = List.of("a", "site/line-1/temp", "温度/1", "a\n", "x".repeat(60_000), "é");

    private final Random random = new Random(7);
    private final SetAsideParts setAside = new SetAsideParts();

    /** What is sent of a message, and what comes out, in one form. */
    private record Sent(String topic, int packetId, int payloadBytes, boolean tooLarge) {}

    @Test
    void everyMessageComesOutWhole() throws Exception {
        for (boolean version5 : new boolean[] {false, true}) {
            for (int round = 0; round < 100; round++) {
                ByteArrayOutputStream wire = new ByteArrayOutputStream();
                List<Sent> sent = new ArrayList<>();
                for (int i = 0; i < 30; i++) {
                    sent.add(write(wire, version5));
                    wire.writeBytes(RawBroker.packet(0xd0, new byte[0]));
                }

                assertThat(read(wire.toByteArray(), version5)).containsExactlyElementsOf(sent);
            }
        }
    }

    @Test
    void aPacketIsNeverLargerThanAllowed() {
        byte[] announced = {(byte) 0x90, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};

        assertThatThrownBy(() -> packets(announced, false).read(new byte[9], 0, 9))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at most");
    }

    /** Random bytes lead to the end of the stream, or to an exception that Paho expects. */
    @Test
    void neverFailsInAnotherWay() throws Exception {
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 1) {
                bytes[0] = (byte) (0x30 | random.nextInt(16));
                bytes[1] = (byte) random.nextInt(bytes.length);
            }
            try {
                assertThat(packets(bytes, round % 2 == 0).readAllBytes()).hasSizeLessThan(1_000);
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("expected ");
            }
        }
    }

    private Sent write(ByteArrayOutputStream wire, boolean version5) {
        String topic = TOPICS.get(random.nextInt(TOPICS.size()));
        int packetId = random.nextBoolean() ? 0 : 1 + random.nextInt(65_535);
        int payload = random.nextInt(10) == 0 ? random.nextInt(200_000) : random.nextInt(LARGEST);
        ByteArrayOutputStream properties = new ByteArrayOutputStream();
        for (int i = random.nextInt(3); i > 0; i--) {
            properties.write(3);
            properties.writeBytes(RawBroker.text(topic));
        }
        byte[] content = new byte[payload];
        random.nextBytes(content);
        wire.writeBytes(RawBroker.message(
                topic.getBytes(UTF_8), packetId, version5 ? properties.toByteArray() : null, content));
        return new Sent(topic, packetId, payload > LARGEST ? 0 : payload, payload > LARGEST);
    }

    private IncomingPackets packets(byte[] wire, boolean version5) {
        return new IncomingPackets(new ByteArrayInputStream(wire), setAside, version5, LARGEST);
    }

    private List<Sent> read(byte[] wire, boolean version5) throws IOException {
        DataInputStream in =
                new DataInputStream(new IncomingPackets(new Slow(wire, random), setAside, version5, LARGEST));
        List<Sent> found = new ArrayList<>();
        try {
            while (true) {
                int first = retried(in::readUnsignedByte);
                int length = 0;
                int shift = 0;
                int digit;
                do {
                    digit = retried(in::readUnsignedByte);
                    length |= (digit & 127) << shift;
                    shift += 7;
                } while (digit > 127);
                byte[] rest = new byte[length];
                for (int read = 0; read < length; ) {
                    int from = read;
                    read += retried(() -> in.read(rest, from, rest.length - from));
                }
                if (first >> 4 == 3) {
                    found.add(message(first, rest, version5));
                }
            }
        } catch (EOFException e) {
            return found;
        }
    }

    private Sent message(int first, byte[] rest, boolean version5) {
        int topicBytes = ((rest[0] & 255) << 8) | (rest[1] & 255);
        String topic = new String(rest, 2, topicBytes, UTF_8);
        assertThat(topic).matches("[ -~]+");
        int at = 2 + topicBytes;
        int packetId = (first & 6) == 0 ? 0 : ((rest[at] & 255) << 8) | (rest[at + 1] & 255);
        at += (first & 6) == 0 ? 0 : 2;
        if (version5) {
            assertThat(rest[at++]).isZero();
        }
        SetAsideParts.Part part = setAside.take(topic);
        boolean tooLarge = part != null && part.problem() != null;
        if (part != null && part.properties() != null) {
            assertThat(part.properties().contentType()).isEqualTo(part.topic());
        }
        return new Sent(part == null ? topic : part.topic(), packetId, rest.length - at, tooLarge);
    }

    private static int retried(Read read) throws IOException {
        while (true) {
            try {
                return read.run();
            } catch (SocketTimeoutException e) {
                // As Paho does.
            }
        }
    }

    private interface Read {
        int run() throws IOException;
    }

    /** A few bytes at a time, with timeouts between. */
    private static final class Slow extends InputStream {
        private final ByteArrayInputStream in;
        private final Random random;

        private Slow(byte[] bytes, Random random) {
            this.in = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("not in bulk");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (random.nextInt(5) == 0) {
                throw new SocketTimeoutException("nothing yet");
            }
            return in.read(target, offset, Math.min(length, 1 + random.nextInt(random.nextInt(20) == 0 ? 50_000 : 40)));
        }
    }
}
