// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import io.tdconnect.mqtt.receive.MqttMetrics;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The births of an edge node, and the sequence number that it has to send next. */
final class SparkplugNode {
    static final String BD_SEQ = "bdSeq";

    private static final int SEQUENCE = 256;
    private static final String NODE_ITSELF = "";
    private static final int BYTES_PER_BIRTH = 200;

    private final MqttMetrics metrics;
    private final Map<String, Birth> births = new HashMap<>();
    private long size;
    private @Nullable Long bdSeq;
    private @Nullable Long nextSeq;
    private @Nullable RebirthBackOff rebirthBackOff;

    SparkplugNode(MqttMetrics metrics) {
        this.metrics = metrics;
    }

    /** Processes births, deaths and sequence numbers; to be called before the metrics of the message are looked up. */
    void observe(SparkplugTopic topic, SparkplugPayload payload, boolean duplicate) {
        if (topic.isDeath() && topic.isOfNode()) {
            ends(payload);
            return;
        }
        if (topic.isBirth() && topic.isOfNode()) {
            begins(payload);
        }
        follow(payload, duplicate);
        if (topic.isDeath()) {
            remove(key(topic));
        } else if (topic.isBirth()) {
            remove(key(topic));
            Birth birth = Birth.of(key(topic), payload);
            births.put(key(topic), birth);
            size += birth.size;
        }
    }

    /** The definition of a metric in a birth, null if no birth contained it. */
    @Nullable
    SparkplugDefinition definition(SparkplugTopic topic, SparkplugMetric metric) {
        Birth birth = births.get(key(topic));
        return birth == null ? null : SparkplugDefinition.find(birth.definitions, metric);
    }

    /** The metric that defines a template, null if no birth contained it; the node also defines those of its devices. */
    @Nullable
    SparkplugDefinition template(String reference) {
        Birth birth = births.get(NODE_ITSELF);
        return birth == null ? null : birth.definitions.get(reference);
    }

    /** Estimated bytes of the heap that the births take. */
    long size() {
        return size;
    }

    /** Forgets the births, as if none had been seen. */
    void forget() {
        births.clear();
        size = 0;
    }

    /** The last request for the births of the node, null if none was sent. */
    @Nullable
    RebirthBackOff rebirthBackOff() {
        return rebirthBackOff;
    }

    void rebirthBackOff(RebirthBackOff request) {
        rebirthBackOff = request;
    }

    /** The aliases of devices also become invalid, until the next birth of each. */
    private void begins(SparkplugPayload payload) {
        Long number = payload.number(BD_SEQ);
        boolean expected = bdSeq == null || number == null || number.equals(bdSeq) || number == (bdSeq + 1) % SEQUENCE;
        if (!expected) {
            metrics.sparkplugGaps.increment();
        }
        bdSeq = number;
        nextSeq = null;
        forget();
    }

    /** The will of an earlier connection may arrive after the next birth, and is ignored then. */
    private void ends(SparkplugPayload payload) {
        Long number = payload.number(BD_SEQ);
        if (bdSeq != null && number != null && !number.equals(bdSeq)) {
            metrics.sparkplugGaps.increment();
            return;
        }
        forget();
        nextSeq = null;
    }

    private void follow(SparkplugPayload payload, boolean duplicate) {
        Long seq = payload.seq();
        if (seq == null || duplicate) {
            return;
        }
        if (nextSeq != null && !seq.equals(nextSeq)) {
            metrics.sparkplugGaps.increment();
        }
        nextSeq = (seq + 1) % SEQUENCE;
    }

    private void remove(String key) {
        Birth birth = births.remove(key);
        size -= birth == null ? 0 : birth.size;
    }

    private static String key(SparkplugTopic topic) {
        return topic.device() == null ? NODE_ITSELF : topic.device();
    }

    private record Birth(Map<Object, SparkplugDefinition> definitions, long size) {
        private static Birth of(String key, SparkplugPayload payload) {
            Map<Object, SparkplugDefinition> definitions = SparkplugDefinition.of(payload.metrics());
            return new Birth(definitions, BYTES_PER_BIRTH + key.length() + SparkplugDefinition.size(definitions));
        }
    }
}
