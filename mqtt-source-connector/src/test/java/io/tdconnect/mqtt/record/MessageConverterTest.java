// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import static io.tdconnect.mqtt.Converters.convert;
import static io.tdconnect.mqtt.Converters.converter;
import static io.tdconnect.mqtt.Converters.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tdconnect.mqtt.Converters;
import io.tdconnect.mqtt.message.Messages;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.receive.MqttMetrics;
import io.tdconnect.mqtt.receive.PendingAcks;
import io.tdconnect.mqtt.receive.ReceivedMessage;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageConverterTest {
    private static final byte[] NOT_UTF_8 = {'a', (byte) 0xff};

    private final List<Integer> acknowledged = new ArrayList<>();
    private final PendingAcks acks = new PendingAcks(100, acknowledged::add, () -> 0, new MqttMetrics());

    @Test
    void keepsThePayloadUnchanged() {
        SourceRecord record = only(converter(), message("21.5"));

        assertThat(record.topic()).isEqualTo("site.1");
        assertThat(record.kafkaPartition()).isNull();
        assertThat(record.keySchema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(record.key()).isEqualTo("site/1");
        assertThat(record.valueSchema()).isEqualTo(Schema.BYTES_SCHEMA);
        assertThat((byte[]) record.value()).isEqualTo("21.5".getBytes(StandardCharsets.UTF_8));
        assertThat(record.timestamp()).isEqualTo(Messages.RECEIVED_AT);
        assertThat(record.sourcePartition()).isEqualTo(Converters.PARTITION);
    }

    @Test
    void anEmptyPayloadIsEmptyAndNotNull() {
        assertThat((byte[]) only(converter(), message("")).value()).isEmpty();
        assertThat(values(converter("payload.format", "string"), "")).containsExactly("");
        assertThat((byte[]) values(converter("payload.compression", "gzip"), "").get(0))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "GB18030", "Big5", "UTF-16LE"})
    void readsTextInItsCharacterSet(String charset) {
        byte[] payload = "溫度 21.5".getBytes(Charset.forName(charset));

        SourceRecord record = only(
                converter("payload.format", "string", "payload.charset", charset), Messages.message("site/1", payload));

        assertThat(record.valueSchema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(record.value()).isEqualTo("溫度 21.5");
    }

    @Test
    void aReplacementCharacterThatWasSentIsText() {
        assertThat(values(converter("payload.format", "string"), "a\uFFFD")).containsExactly("a\uFFFD");
    }

    @Test
    void keyIsATemplateOrAbsent() {
        assertThat(only(converter("kafka.key", "k-{2}"), message("x")).key()).isEqualTo("k-1");

        SourceRecord without = only(converter("kafka.key", ""), message("x"));
        assertThat(without.key()).isNull();
        assertThat(without.keySchema()).isNull();
    }

    @Test
    void namedLevelsGoToHeaders() {
        SourceRecord record = only(
                converter("topic.pattern", "kind/id/unit", "kafka.topic", "plant-{id}", "message.headers", "none"),
                message("x"));

        assertThat(record.topic()).isEqualTo("plant-1");
        assertThat(record.headers())
                .extracting(Header::key, Header::value)
                .containsExactly(tuple("kind", "site"), tuple("id", "1"));
    }

    @Test
    void namedLevelsGoToFieldsThatThePayloadDoesNotHave() {
        MessageConverter converter =
                converter("payload.format", "json", "topic.pattern", "kind/id", "topic.levels", "fields");

        assertThat(values(converter, "[{\"id\":7},{\"v\":1},5]"))
                .containsExactly(Map.of("id", 7L, "kind", "site"), Map.of("v", 1L, "kind", "site", "id", "1"), 5L);
    }

    @Test
    void fieldsCanContainTheTimeTopicAndQosOfAMessage() {
        MessageConverter converter = converter("payload.format", "json", "message.fields", "ts,topic,qos");

        assertThat(values(converter, "{\"v\":1}"))
                .containsExactly(Map.of("v", 1L, "ts", Messages.RECEIVED_AT, "topic", "site/1", "qos", 1L));
        assertThat(values(converter, "{\"ts\":5,\"topic\":\"\"}"))
                .containsExactly(Map.of("ts", 5L, "topic", "", "qos", 1L));
        assertThat(values(converter, "{}"))
                .containsExactly(Map.of("ts", Messages.RECEIVED_AT, "topic", "site/1", "qos", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "\"x\"", "false", "{}", "[null]"})
    void fieldsOfThePayloadStayAlsoIfTheyAreNull(String value) {
        MessageConverter converter = converter(
                "payload.format",
                "json",
                "message.fields",
                "ts,topic,qos",
                "topic.pattern",
                "kind/id",
                "topic.levels",
                "fields");
        MessageConverter plain = converter("payload.format", "json");
        for (String name : List.of("ts", "topic", "qos", "kind", "id")) {
            String payload = "{\"" + name + "\":" + value + "}";
            Map<?, ?> row = (Map<?, ?>) values(converter, payload).get(0);

            Map<?, ?> own = (Map<?, ?>) values(plain, payload).get(0);
            assertThat(row.get(name)).isEqualTo(own.get(name));
            assertThat(row.keySet()).isEqualTo(Set.of("ts", "topic", "qos", "kind", "id"));
        }
    }

    // Exactly-once workers keep records in a map until the transaction is committed.
    @Test
    void sameMessagesGiveRecordsThatAreNotEqual() {
        MessageConverter converter = converter("payload.format", "json");
        MqttMessage message = message("[{},{}]");

        List<SourceRecord> records = new ArrayList<>(convert(converter, message));
        records.addAll(convert(converter, message));

        assertThat(records).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void acknowledgesWhenKafkaHasEveryRecord() {
        List<SourceRecord> records =
                convertQos1(converter("payload.format", "json"), "[{},{},{}]".getBytes(StandardCharsets.UTF_8));

        confirm(records.get(0));
        confirm(records.get(0));
        confirm(records.get(2));
        assertThat(acknowledged).isEmpty();
        confirm(records.get(1));

        assertThat(acknowledged).containsExactly(9);
    }

    @Test
    void aMessageWithoutRecordsIsAcknowledgedAtOnce() {
        assertThat(convertQos1(converter("payload.format", "json"), "[]".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();

        assertThat(acknowledged).containsExactly(9);
    }

    @Test
    void failsWithTheReasonAndWithoutThePayload() {
        MessageConverter converter = converter("payload.format", "json");

        assertThatThrownBy(() -> convertQos1(converter, "{\"password\": secret}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll("site/1", "expected JSON", "line 1, column", "payload.format", "on.error")
                .hasMessageNotContaining("secret");
        assertThat(acknowledged).isEmpty();
    }

    @Test
    void skippedMessagesAreCountedAndAcknowledged() {
        MqttMetrics metrics = new MqttMetrics();

        assertThat(convertQos1(
                        Converters.converter(metrics, "payload.format", "string", "on.error", "skip"), NOT_UTF_8))
                .isEmpty();

        assertThat(acknowledged).containsExactly(9);
        assertThat(metrics.undecodable.sum()).isEqualTo(1);
    }

    @Test
    void sendsWhatItCannotDecodeToTheErrorsTopic() {
        MessageConverter converter = converter(
                "payload.format", "json", "on.error", "topic", "errors.topic", "bad", "topic.pattern", "kind");

        SourceRecord record = convertQos1(converter, NOT_UTF_8).get(0);

        assertThat(record.topic()).isEqualTo("bad");
        assertThat(record.key()).isEqualTo("site/1");
        assertThat(record.valueSchema()).isEqualTo(Schema.BYTES_SCHEMA);
        assertThat(record.value()).isEqualTo(NOT_UTF_8);
        assertThat(record.headers().lastWithName("mqtt.error").value().toString())
                .contains("expected JSON");
        // As JsonConverter writes bytes.
        assertThat(record.headers().lastWithName("mqtt.error.encoding").value()).isEqualTo("base64");
        assertThat(record.headers().lastWithName("mqtt.topic").value()).isEqualTo("site/1");
        confirm(record);
        assertThat(acknowledged).containsExactly(9);
    }

    @Test
    void sendsTextToTheErrorsTopicWhereTheConverterWritesText() {
        SourceRecord record = convertQos1(
                        converter("payload.format", "string", "on.error", "topic", "errors.topic", "bad"), NOT_UTF_8)
                .get(0);

        assertThat(record.valueSchema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(record.value()).isEqualTo("Yf8=");
        assertThat(record.headers().lastWithName("mqtt.error.encoding").value()).isEqualTo("base64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "string", "json"})
    void aRecordThatAProducerWouldRefuseIsAnError(String format) {
        byte[] payload = ("\"" + "x".repeat(3_000) + "\"").getBytes(StandardCharsets.UTF_8);
        for (String limit : new String[] {"10000", "3500"}) {
            SourceRecord record = convertQos1(
                            converter(
                                    "payload.format",
                                    format,
                                    "on.error",
                                    "topic",
                                    "errors.topic",
                                    "bad",
                                    "record.max.bytes",
                                    limit,
                                    "value.converter",
                                    "x.ByteArrayConverter"),
                            payload)
                    .get(0);

            assertThat(record.topic()).isEqualTo(limit.equals("10000") ? "site.1" : "bad");
            assertThat(record.headers().lastWithName("mqtt.error") == null).isEqualTo(limit.equals("10000"));
        }
    }

    @Test
    void theLimitOfTheProducerIsThatOfRecords() {
        byte[] payload = new byte[5_000];
        String[] skip = {"on.error", "skip", "producer.override.max.request.size", "4000"};
        assertThat(convertQos1(converter(skip), payload)).isEmpty();
        assertThat(convertQos1(converter("on.error", "skip"), new byte[700_000]))
                .hasSize(1);
        // In Base64, as with the converter of most workers.
        assertThat(convertQos1(converter("on.error", "skip"), new byte[800_000]))
                .isEmpty();
    }

    @Test
    void aMessageOfTooManyRecordsIsAnError() {
        byte[] most = ("[" + "1,".repeat(99_999) + "1]").getBytes(StandardCharsets.UTF_8);
        byte[] tooMany = ("[" + "1,".repeat(100_000) + "1]").getBytes(StandardCharsets.UTF_8);
        MessageConverter converter = converter("payload.format", "json", "on.error", "skip");

        assertThat(convertQos1(converter, most)).hasSize(100_000);
        assertThat(convertQos1(converter, tooMany)).isEmpty();
    }

    @Test
    void aTopicWithoutTheLevelOfATemplateIsAnError() {
        SourceRecord record = convertQos1(
                        converter("kafka.topic", "{3}", "on.error", "topic", "errors.topic", "bad"), NOT_UTF_8)
                .get(0);

        assertThat(record.headers().lastWithName("mqtt.error").value().toString())
                .contains("kafka.topic", "{3:none}");
    }

    private List<SourceRecord> convertQos1(MessageConverter converter, byte[] payload) {
        List<SourceRecord> records = new ArrayList<>();
        converter.convert(new ReceivedMessage(Messages.message("site/1", payload), ack()), records);
        return records;
    }

    private PendingAcks.Ack ack() {
        try {
            return acks.register(9);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void confirm(SourceRecord record) {
        ((MqttSourceRecord) record).acknowledge();
    }

    private static SourceRecord only(MessageConverter converter, MqttMessage message) {
        List<SourceRecord> records = convert(converter, message);
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private static MqttMessage message(String payload) {
        return Messages.message("site/1", payload, 1, 9);
    }
}
