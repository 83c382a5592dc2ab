// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import io.tdconnect.mqtt.MqttPreview;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Samples that are payloads of MQTT messages.
 *
 * @param topic of MQTT
 * @param timestamp time of arrival, in milliseconds since 1970
 */
record MqttSamples(MqttPreview source, String topic, long timestamp) implements Samples {
    @Override
    public List<SinkRecord> records(int line, String sample) {
        return records(line, sample.getBytes(StandardCharsets.UTF_8));
    }

    /** The records of a payload. */
    List<SinkRecord> records(int line, byte[] payload) {
        List<SinkRecord> records = new ArrayList<>();
        try {
            for (SourceRecord made : source.records(topic, payload, timestamp)) {
                records.add(new SinkRecord(
                        made.topic(),
                        0,
                        made.keySchema(),
                        made.key(),
                        made.valueSchema(),
                        made.value(),
                        line - 1L,
                        made.timestamp(),
                        TimestampType.CREATE_TIME,
                        made.headers()));
            }
        } catch (DataException e) {
            throw new DataException("source: " + e.getMessage(), e);
        }
        return records;
    }
}
