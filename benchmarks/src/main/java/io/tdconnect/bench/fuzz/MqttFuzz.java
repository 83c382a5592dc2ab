// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import io.tdconnect.mqtt.MqttPreview;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.apache.kafka.connect.errors.ConnectException;

/** Messages of an MQTT broker, converted to records. */
final class MqttFuzz {
    private static final List<String> PAYLOADS = List.of(
            "{\"ts\":1700000000123,\"id\":1,\"current\":10.77,\"voltage\":\"222V\",\"data\":{\"v\":[1,{\"w\":2}]}}",
            "[{\"id\":1},{\"id\":2}]",
            "21.5");
    private static final List<String> TYPES = List.of("NBIRTH", "DBIRTH", "NDATA", "DDATA", "NDEATH", "DDEATH", "NCMD");
    // Fields of the payload, of metrics and of what metrics hold, by the numbers that Sparkplug B gives them.
    private static final int MOST_FIELDS = 20;
    private static final byte[] BOMB = new byte[1 << 16];

    private MqttFuzz() {}

    /** All targets. */
    static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.with("mqtt.json", () -> payloads("json"), ConnectException.class),
                FuzzTarget.with("mqtt.sparkplug", MqttFuzz::sparkplug, ConnectException.class),
                FuzzTarget.with("mqtt.compressed", MqttFuzz::compressed, ConnectException.class));
    }

    private static FuzzTarget.Code payloads(String format) {
        MqttPreview source = source(Map.of("payload.format", format, "topic.pattern", "site/line/_"));
        return in -> convert(source, topic(in), in.utf8(in.json(PAYLOADS)));
    }

    private static FuzzTarget.Code sparkplug() {
        MqttPreview metrics = source(Map.of("payload.format", "sparkplug-b"));
        MqttPreview whole = source(Map.of("payload.format", "sparkplug-b", "sparkplug.records", "payload"));
        return in -> {
            String node = in.oneIn(3) ? in.name().replace('/', '_') + in.below(1 << 20) : "node" + in.below(20);
            String type = in.one(TYPES);
            String topic = "spBv1.0/group/" + type + "/" + node + (type.startsWith("D") ? "/d" + in.below(3) : "");
            byte[] payload = message(in, 4);
            convert(in.oneIn(2) ? metrics : whole, topic, in.oneIn(4) ? in.damaged(payload) : payload);
        };
    }

    private static FuzzTarget.Code compressed() {
        List<Compressed> formats = List.of(
                Compressed.of("gzip", Compression.gzip().build()),
                Compressed.of("snappy", Compression.snappy().build()),
                Compressed.of("lz4", Compression.lz4().build()),
                Compressed.of("zstd", Compression.zstd().build()));
        return in -> {
            Compressed format = formats.get(in.below(formats.size()));
            byte[] payload = in.oneIn(20) ? in.bytes(100) : in.damaged(compressed(in, format.compression));
            convert(format.source, "t", payload);
        };
    }

    private record Compressed(Compression compression, MqttPreview source) {
        static Compressed of(String name, Compression compression) {
            return new Compressed(compression, MqttFuzz.source(Map.of("payload.compression", name)));
        }
    }

    private static byte[] compressed(FuzzInputs in, Compression compression) throws IOException {
        try (ByteBufferOutputStream target = new ByteBufferOutputStream(512)) {
            try (OutputStream stream = compression.wrapForOutput(target, (byte) 2)) {
                stream.write(in.one(PAYLOADS).getBytes(StandardCharsets.UTF_8));
                for (int i = in.count(1, 1 << 9); i > 0; i--) {
                    stream.write(BOMB);
                }
            }
            byte[] bytes = new byte[target.position()];
            target.buffer().flip().get(bytes);
            return bytes;
        }
    }

    /** A message of Protocol Buffers: known field numbers, with right and wrong types. */
    private static byte[] message(FuzzInputs in, int depth) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (int i = in.count(6, 30); i > 0; i--) {
            int number = depth == 4 && in.oneIn(2) ? 2 : 1 + in.below(MOST_FIELDS);
            int type = in.oneIn(10) ? in.below(8) : in.one(0, 0, 1, 2, 2, 2, 5);
            varint(message, (long) number << 3 | type);
            switch (type) {
                case 0 ->
                    varint(
                            message,
                            in.oneIn(2)
                                    ? in.below(40)
                                    : in.oneIn(2) ? in.size() : in.random().nextLong());
                case 1 -> message.writeBytes(random(in, 8));
                case 5 -> message.writeBytes(random(in, 4));
                case 2 -> {
                    byte[] inner = depth > 0 && in.oneIn(2)
                            ? message(in, depth - 1)
                            : in.oneIn(2) ? in.utf8(in.text()) : in.bytes(40);
                    varint(message, in.oneIn(100) ? in.size() : inner.length);
                    message.writeBytes(inner);
                }
                default -> varint(message, in.size());
            }
        }
        return message.toByteArray();
    }

    private static byte[] random(FuzzInputs in, int length) {
        byte[] bytes = new byte[length];
        in.random().nextBytes(bytes);
        return bytes;
    }

    private static void varint(ByteArrayOutputStream target, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            target.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        target.write((int) rest);
    }

    private static String topic(FuzzInputs in) {
        return in.oneIn(4) ? in.text() + "/" + in.name() : "plant/line" + in.below(100) + "/x";
    }

    private static MqttPreview source(Map<String, String> options) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "name",
                "meters",
                "broker.urls",
                "tcp://broker:1883",
                "topics",
                "#",
                "kafka.topic",
                "t",
                "on.error",
                "fail"));
        properties.putAll(options);
        return new MqttPreview(properties);
    }

    private static void convert(MqttPreview source, String topic, byte[] payload) {
        source.records(topic, payload, 1_700_000_000_000L);
    }
}
