// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.MessageProperties;
import io.tdconnect.mqtt.message.PayloadLimit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The packets of a broker, changed so that the client library accepts all of them; buffered, because Paho reads byte by
 * byte.
 *
 * <p>Paho's reading thread dies silently when a topic or property contains a character that Paho does not allow, and
 * Paho allocates as many bytes as a packet announces. So topics beyond printable ASCII and all properties are set
 * aside, and a payload that is too large is dropped. For use by one thread. Source: MQTT 3.1.1 and 5, sections 2 and
 * 3.3.
 */
final class IncomingPackets extends InputStream {
    private static final int BUFFER_BYTES = 32 * 1024;
    private static final int LARGEST_HEAD = 1024 * 1024;
    private static final int PUBLISH = 3;
    private static final int TYPE_BITS = 4;
    private static final int QOS_BITS = 6;
    private static final int LONGEST_NUMBER = 4;

    private final InputStream in;
    private final SetAsideParts setAside;
    private final boolean withProperties;
    private final int largestPayload;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private int numberEnd;
    private long passing;
    private long dropping;
    private byte @Nullable [] head;
    private int headPosition;

    /**
     * The packets of a stream.
     *
     * @param withProperties whether messages have properties, as with MQTT 5
     * @param largestPayload bytes
     */
    IncomingPackets(InputStream in, SetAsideParts setAside, boolean withProperties, int largestPayload) {
        this.in = in;
        this.setAside = setAside;
        this.withProperties = withProperties;
        this.largestPayload = largestPayload;
    }

    @Override
    public int read() throws IOException {
        if (!ready()) {
            return -1;
        }
        if (head != null) {
            int value = head[headPosition++] & 0xff;
            head = headPosition == head.length ? null : head;
            return value;
        }
        if (!need(1)) {
            return -1;
        }
        passing--;
        return buffer[position++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!ready()) {
            return -1;
        }
        if (head != null) {
            int count = Math.min(length, head.length - headPosition);
            System.arraycopy(head, headPosition, target, offset, count);
            headPosition += count;
            head = headPosition == head.length ? null : head;
            return count;
        }
        int wanted = (int) Math.min(length, passing);
        int count = position == limit ? in.read(target, offset, wanted) : take(target, offset, wanted);
        passing -= Math.max(count, 0);
        return count;
    }

    private int take(byte[] target, int offset, int wanted) {
        int count = Math.min(wanted, limit - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() throws IOException {
        boolean buffered = head != null || position < limit;
        return buffered ? 1 : in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Whether bytes can be returned: the rest of a packet, or else the next one. May be called again after a timeout. */
    private boolean ready() throws IOException {
        while (head == null && passing == 0) {
            if (!drop() || !next()) {
                return false;
            }
        }
        return true;
    }

    private boolean drop() throws IOException {
        while (dropping > 0) {
            if (!need(1)) {
                return false;
            }
            int count = (int) Math.min(dropping, limit - position);
            position += count;
            dropping -= count;
        }
        return true;
    }

    private boolean next() throws IOException {
        int remaining = number(1);
        if (remaining < 0) {
            return false;
        }
        if (at(0) >> TYPE_BITS == PUBLISH) {
            return message(numberEnd, numberEnd + (long) remaining);
        }
        check(remaining <= LARGEST_HEAD, "at most " + LARGEST_HEAD + " bytes in a packet other than a message");
        passing = numberEnd + (long) remaining;
        return true;
    }

    /** Reads the head of a message; {@code topic} is the offset of its topic. */
    private boolean message(int topic, long end) throws IOException {
        int idBytes = (at(0) & QOS_BITS) == 0 ? 0 : 2;
        check(topic + 2 + idBytes <= end, "a topic");
        if (!need(topic + 2)) {
            return false;
        }
        int id = topic + 2 + ((at(topic) << Byte.SIZE) | at(topic + 1));
        int properties = id + idBytes;
        check(properties + (withProperties ? 1 : 0) <= end, "a topic that ends");
        int propertyBytes = withProperties ? number(properties) : 0;
        properties = withProperties ? numberEnd : properties;
        int kept = propertyBytes > LARGEST_HEAD ? 0 : propertyBytes;
        if (propertyBytes < 0 || !need(properties + kept)) {
            return false;
        }
        long payload = end - properties - propertyBytes;
        check(payload >= 0, "properties that end");
        boolean fits = payload <= largestPayload && propertyBytes <= LARGEST_HEAD;
        if (fits && propertyBytes == 0 && isPlain(topic + 2, id)) {
            passing = end;
            return true;
        }
        SetAsideParts.Part part = part(topic + 2, id, properties, kept, fits ? null : tooLarge(payload, propertyBytes));
        head = head(id, idBytes, setAside.put(part), fits ? (int) payload : 0);
        headPosition = 0;
        position += properties + kept;
        passing = fits ? payload : 0;
        dropping = fits ? 0 : propertyBytes - kept + payload;
        return true;
    }

    /**
     * Reads a number of up to four bytes, and sets {@link #numberEnd} to the offset after it; negative at the end of
     * the stream.
     */
    private int number(int start) throws IOException {
        int value = 0;
        for (int i = 0; i < LONGEST_NUMBER; i++) {
            if (!need(start + i + 1)) {
                return -1;
            }
            int digit = at(start + i);
            value |= (digit & 0x7f) << (7 * i);
            if (digit <= 0x7f) {
                numberEnd = start + i + 1;
                return value;
            }
        }
        throw malformed("a length of at most four bytes");
    }

    private String tooLarge(long payload, int propertyBytes) {
        return payload > largestPayload
                ? "expected a payload of at most " + PayloadLimit.OPTION + "=" + largestPayload + " bytes, found "
                        + payload
                : "expected at most " + LARGEST_HEAD + " bytes of properties, found " + propertyBytes;
    }

    /** Whether the bytes are printable ASCII, which every client accepts. */
    private boolean isPlain(int start, int end) {
        for (int i = position + start; i < position + end; i++) {
            if (buffer[i] < ' ' || buffer[i] > '~') {
                return false;
            }
        }
        return start < end;
    }

    private SetAsideParts.Part part(int topic, int topicEnd, int properties, int count, @Nullable String problem) {
        byte[] bytes = Arrays.copyOfRange(buffer, position + topic, position + topicEnd);
        MessageProperties read = null;
        String found = problem;
        try {
            ByteBuffer block = ByteBuffer.wrap(buffer, position + properties, count);
            read = count == 0 ? null : MessagePropertiesReader.parse(block);
            String name = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (name.isEmpty() || name.indexOf('\0') >= 0) {
                found = "expected a topic that is not empty and does not contain the character U+0000, found"
                        + " another one";
            }
        } catch (BadMessageException e) {
            found = e.reason();
        } catch (CharacterCodingException e) {
            found = "expected a topic in UTF-8, found something else";
        }
        return new SetAsideParts.Part(new String(bytes, StandardCharsets.UTF_8), read, found);
    }

    /** The head of a message with another topic, its own packet identifier, and no properties. */
    private byte[] head(int id, int idBytes, String topic, int payload) {
        byte[] name = topic.getBytes(StandardCharsets.US_ASCII);
        int remaining = 2 + name.length + idBytes + (withProperties ? 1 : 0) + payload;
        ByteBuffer bytes = ByteBuffer.allocate(1 + LONGEST_NUMBER + remaining - payload);
        bytes.put(buffer[position]);
        int rest = remaining;
        while (rest > 0x7f) {
            bytes.put((byte) ((rest & 0x7f) | 0x80));
            rest >>= 7;
        }
        bytes.put((byte) rest).putShort((short) name.length).put(name).put(buffer, position + id, idBytes);
        if (withProperties) {
            bytes.put((byte) 0);
        }
        byte[] head = new byte[bytes.flip().remaining()];
        bytes.get(head);
        return head;
    }

    private int at(int index) {
        return buffer[position + index] & 0xff;
    }

    /** Reads until {@code count} bytes are buffered from the position on; false at the end of the stream. */
    private boolean need(int count) throws IOException {
        while (limit - position < count) {
            if (position + count > buffer.length || position == limit) {
                byte[] target = count <= BUFFER_BYTES ? reused() : new byte[Math.max(count, buffer.length)];
                System.arraycopy(buffer, position, target, 0, limit - position);
                buffer = target;
                limit -= position;
                position = 0;
            }
            int read = in.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                return false;
            }
            limit += read;
        }
        return true;
    }

    /** The buffer to use again, or a new one if it was enlarged for one message. */
    private byte[] reused() {
        return buffer.length == BUFFER_BYTES || limit - position > BUFFER_BYTES ? buffer : new byte[BUFFER_BYTES];
    }

    private static void check(boolean valid, String expected) throws IOException {
        if (!valid) {
            throw malformed(expected);
        }
    }

    private static IOException malformed(String expected) {
        return new IOException("expected " + expected + " in a packet of MQTT, found something else");
    }
}
