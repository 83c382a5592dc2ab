// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tdconnect.common.template.Template;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class MessageConverterTest {
    private static final Map<String, ?> PARTITION = SourceOffset.partition("tdconnect-meters-0");

    @Test
    void keepsThePayloadAsItIs() {
        SourceRecord record = converter(ValueFormat.BYTES).convert(delivery("21.5"), 1);

        assertThat(record.topic()).isEqualTo("site.1");
        assertThat(record.kafkaPartition()).isNull();
        assertThat(record.keySchema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(record.key()).isEqualTo("site/1");
        assertThat(record.valueSchema()).isEqualTo(Schema.BYTES_SCHEMA);
        assertThat((byte[]) record.value()).isEqualTo("21.5".getBytes(StandardCharsets.UTF_8));
        assertThat(record.timestamp()).isEqualTo(Messages.RECEIVED_AT);
        assertThat(record.sourcePartition()).isEqualTo(PARTITION);
    }

    @Test
    void readsTheValueAsText() {
        SourceRecord record = converter(ValueFormat.STRING).convert(delivery("温度"), 1);

        assertThat(record.valueSchema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(record.value()).isEqualTo("温度");
    }

    @Test
    void anEmptyPayloadIsEmptyAndNotNull() {
        assertThat((byte[])
                        converter(ValueFormat.BYTES).convert(delivery(""), 1).value())
                .isEmpty();
    }

    @Test
    void usualMessagesHaveTwoHeaders() {
        SourceRecord record = converter(ValueFormat.BYTES).convert(delivery("x"), 1);

        assertThat(record.headers())
                .extracting(Header::key, Header::value)
                .containsExactly(tuple("mqtt.topic", "site/1"), tuple("mqtt.qos", "1"));
    }

    @Test
    void retainedAndDuplicateMessagesSaySo() {
        MqttMessage message = new MqttMessage("t", new byte[0], 1, true, true, 1, 1, null);

        SourceRecord record = converter(ValueFormat.BYTES).convert(new Delivery(message, null), 1);

        assertThat(record.headers().lastWithName("mqtt.retained").value()).isEqualTo("true");
        assertThat(record.headers().lastWithName("mqtt.duplicate").value()).isEqualTo("true");
    }

    // Exactly-once workers keep records in a map until the transaction is committed.
    @Test
    void sameMessagesGiveRecordsThatAreNotEqual() {
        MessageConverter converter = converter(ValueFormat.STRING);
        Delivery delivery = delivery("x");

        assertThat(converter.convert(delivery, 1)).isNotEqualTo(converter.convert(delivery, 2));
    }

    private static MessageConverter converter(ValueFormat format) {
        return new MessageConverter(new TopicRoute(Template.parse("{topic}")), format, PARTITION);
    }

    private static Delivery delivery(String payload) {
        return new Delivery(Messages.message("site/1", payload, 1, 9), null);
    }
}
