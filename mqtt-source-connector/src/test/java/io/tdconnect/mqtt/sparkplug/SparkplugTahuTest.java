// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.tdconnect.mqtt.message.Messages;
import io.tdconnect.mqtt.receive.MqttMetrics;
import io.tdconnect.mqtt.sparkplug.SparkplugOptions.SparkplugRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.tahu.message.SparkplugBPayloadDecoder;
import org.eclipse.tahu.message.SparkplugBPayloadEncoder;
import org.eclipse.tahu.model.MetricDataTypeMap;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.junit.jupiter.api.Test;

/** What Eclipse Tahu, the reference implementation, writes is read as Tahu reads it, field by field. */
class SparkplugTahuTest {
    private static final int PAYLOADS = 100_000;
    private static final String BIRTH = "spBv1.0/plant/NBIRTH/edge1";
    private static final String DATA = "spBv1.0/plant/NDATA/edge1";
    private static final Map<String, Object> NO_METADATA = Map.of(
            "is_multi_part",
            false,
            "content_type",
            "",
            "size",
            0L,
            "seq",
            0L,
            "file_name",
            "",
            "file_type",
            "",
            "md5",
            "",
            "description",
            "");

    private final SparkplugBPayloadEncoder encoder = new SparkplugBPayloadEncoder();
    private final SparkplugBPayloadDecoder decoder = new SparkplugBPayloadDecoder();

    @Test
    void everyFieldOfABirth() throws Exception {
        for (int seed = 0; seed < PAYLOADS; seed++) {
            byte[] payload = encoder.getBytes(new RandomSparkplug(seed, seed).payload(), false);

            same(seed, read(reader(), BIRTH, payload), expected(payload), false);
        }
    }

    /** Data has other values than its birth, aliases instead of names, and no types anywhere. */
    @Test
    void everyFieldOfDataWhoseTypesAreInTheBirth() throws Exception {
        for (int seed = 0; seed < PAYLOADS / 10; seed++) {
            SparkplugReader reader = reader();
            read(reader, BIRTH, encoder.getBytes(new RandomSparkplug(seed, 1).payload(), false));
            byte[] payload = encoder.getBytes(new RandomSparkplug(seed, 2).payload(), false);

            same(seed, read(reader, DATA, WithoutTypes.of(payload, new Random(seed))), expected(payload), false);
        }
    }

    /** Without a birth a value is the right one or null, never another one. */
    @Test
    void noFieldIsWrongBeforeABirth() throws Exception {
        for (int seed = 0; seed < PAYLOADS / 10; seed++) {
            byte[] payload = encoder.getBytes(new RandomSparkplug(seed, 2).payload(), false);
            Map<String, Object> expected = expected(payload);
            byte[] bare = WithoutTypes.ofValues(payload);

            same(seed, read(reader(), DATA, bare), expected, true);
        }
    }

    /** Such as those of a later version, or extensions of a publisher. */
    @Test
    void unknownFieldsAreSkipped() throws Exception {
        for (int seed = 0; seed < PAYLOADS / 100; seed++) {
            byte[] payload = encoder.getBytes(new RandomSparkplug(seed, seed).payload(), false);

            same(seed, read(reader(), BIRTH, withUnknownFields(payload, seed)), expected(payload), false);
        }
    }

    private static byte[] withUnknownFields(byte[] payload, int seed) throws IOException {
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                .addField(100, Field.newBuilder().addVarint(seed).build())
                .addField(101, Field.newBuilder().addFixed32(seed).build())
                .addField(102, Field.newBuilder().addFixed64(seed).build())
                .addField(
                        103,
                        Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFrom(new byte[seed]))
                                .build())
                .build();
        Payload.Builder builder = Payload.parseFrom(payload).toBuilder();
        builder.getMetricsBuilderList().forEach(metric -> metric.setUnknownFields(unknown));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        unknown.writeTo(all);
        builder.setUnknownFields(unknown).build().writeTo(all);
        return all.toByteArray();
    }

    private Map<String, Object> expected(byte[] payload) throws Exception {
        return TahuRecords.of(decoder.buildFromByteArray(payload, new MetricDataTypeMap()));
    }

    private static SparkplugReader reader() {
        MqttMetrics metrics = new MqttMetrics();
        return new SparkplugReader(
                SparkplugRecords.PAYLOAD, null, new SparkplugNodeCache(Long.MAX_VALUE, metrics), metrics);
    }

    @SuppressWarnings("unchecked") // what the reader makes
    private static Map<String, Object> read(SparkplugReader reader, String topic, byte[] payload) throws Exception {
        Map<String, Object> record = (Map<String, Object>) reader.readValues(Messages.message(topic, payload), payload)
                .get(0)
                .value();
        record.keySet().removeAll(List.of("group_id", "edge_node_id", "message_type"));
        if (!Payload.parseFrom(payload).hasTimestamp()) {
            record.remove("timestamp");
        }
        return record;
    }

    private static void same(int seed, Object found, Object expected, boolean orNull) {
        if (!equal(found, expected, orNull)) {
            assertThat(found).as("seed %s", seed).isEqualTo(expected);
            throw new AssertionError("seed " + seed + ": expected " + expected + ", found " + found);
        }
    }

    private static boolean equal(Object found, Object expected, boolean orNull) {
        if (found == null || expected == null) {
            return found == expected || (orNull && found == null);
        } else if (found instanceof Map<?, ?> map && expected instanceof Map<?, ?> other) {
            return equal(map, other, orNull);
        } else if (found instanceof List<?> list && expected instanceof List<?> other) {
            Iterator<?> others = other.iterator();
            return list.size() == other.size() && list.stream().allMatch(each -> equal(each, others.next(), orNull));
        }
        return (found instanceof byte[] bytes && expected instanceof byte[] other)
                ? Arrays.equals(bytes, other)
                : found.equals(expected);
    }

    private static boolean equal(Map<?, ?> found, Map<?, ?> expected, boolean orNull) {
        // Tahu's decoder does not report which fields of metadata a message contains.
        boolean metadata = expected.keySet().equals(NO_METADATA.keySet());
        for (Object key : expected.keySet()) {
            Object value = metadata && !found.containsKey(key) ? NO_METADATA.get(key) : found.get(key);
            boolean same = (found.containsKey(key) || metadata)
                    ? equal(value, expected.get(key), orNull)
                    : orNull && key.equals("datatype");
            if (!same) {
                return false;
            }
        }
        return expected.keySet().containsAll(found.keySet());
    }
}
