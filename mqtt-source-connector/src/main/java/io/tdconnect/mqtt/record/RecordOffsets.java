// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import io.tdconnect.mqtt.message.TopicFilter;
import io.tdconnect.mqtt.receive.SourceOffset;
import io.tdconnect.mqtt.receive.Subscriptions;
import java.util.List;
import java.util.Map;

/** Numbers the records of a task. */
public final class RecordOffsets {
    private final Map<String, ?> partition;
    private final String topics;
    private long records;

    public RecordOffsets(String clientId, List<TopicFilter> filters) {
        partition = SourceOffset.partition(clientId);
        topics = Subscriptions.text(filters);
    }

    /** The position of the next record. */
    MqttSourceRecord.Position next(long receivedAt) {
        return new MqttSourceRecord.Position(partition, new SourceOffset(++records, receivedAt, topics));
    }
}
