// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import io.tdconnect.common.record.RoutingHeaders;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Samples that are the values of records. */
record RecordSamples(SampleReader reader, Envelope envelope) implements Samples {
    /**
     * The parts of a record other than its value.
     *
     * @param headers text by name
     * @param timestamp milliseconds since 1970
     */
    record Envelope(String topic, @Nullable String key, Map<String, String> headers, long timestamp) {}

    @Override
    public List<SinkRecord> records(int line, String sample) {
        return records(line, sample.getBytes(StandardCharsets.UTF_8));
    }

    /** The record of a value as it stands in the topic. */
    List<SinkRecord> records(int line, byte[] sample) {
        SchemaAndValue value = value(sample);
        return List.of(new SinkRecord(
                envelope.topic,
                0,
                envelope.key == null ? null : Schema.OPTIONAL_STRING_SCHEMA,
                envelope.key,
                value.schema(),
                value.value(),
                line - 1L,
                envelope.timestamp,
                TimestampType.CREATE_TIME,
                headers()));
    }

    /** The record of a topic, with its own key, headers and time, as text. */
    List<SinkRecord> records(ConsumerRecord<byte[], byte[]> read) {
        if (read.value() == null) {
            throw new DataException("expected a value, found none");
        }
        Map<String, String> headers = new LinkedHashMap<>(envelope.headers);
        for (Header header : read.headers()) {
            headers.put(header.key(), text(header.value()));
        }
        Envelope own = new Envelope(
                read.topic(), read.key() == null ? envelope.key : text(read.key()), headers, read.timestamp());
        return new RecordSamples(reader, own)
                .records(1, read.value()).stream()
                        .map(record -> new SinkRecord(
                                record.topic(),
                                read.partition(),
                                record.keySchema(),
                                record.key(),
                                record.valueSchema(),
                                record.value(),
                                read.offset(),
                                read.timestamp(),
                                read.timestampType(),
                                record.headers()))
                        .toList();
    }

    static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private SchemaAndValue value(byte[] sample) {
        if (envelope.headers.containsKey(RoutingHeaders.METADATA)) {
            return new SchemaAndValue(Schema.STRING_SCHEMA, new String(sample, StandardCharsets.UTF_8));
        }
        try {
            return reader.read(envelope.topic, sample);
        } catch (KafkaException e) {
            throw new DataException("value.converter: " + Preview.reason(e), e);
        }
    }

    private ConnectHeaders headers() {
        ConnectHeaders headers = new ConnectHeaders();
        envelope.headers.forEach(headers::addString);
        return headers;
    }
}
