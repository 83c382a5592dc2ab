// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of an edge node from its births, and what it has to send next. */
final class SparkplugNode {
    static final String BD_SEQ = "bdSeq";

    private static final int SEQUENCE = 256;
    private static final String NODE_ITSELF = "";

    private final Counters counters;
    private final Map<String, Map<Object, Definition>> births = new HashMap<>();
    private @Nullable Long bdSeq;
    private @Nullable Long nextSeq;

    SparkplugNode(Counters counters) {
        this.counters = counters;
    }

    /** Takes note of a message, before its metrics are looked up. */
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
            births.remove(key(topic));
        } else if (topic.isBirth()) {
            births.put(key(topic), definitions(payload));
        }
    }

    /** What a birth said of a metric, null if nothing. */
    @Nullable
    Definition definition(SparkplugTopic topic, SparkplugMetric metric) {
        Object known = metric.name() == null ? metric.alias() : metric.name();
        Map<Object, Definition> born = births.get(key(topic));
        return born == null || known == null ? null : born.get(known);
    }

    /** Aliases of devices are void, too, until each is born again. */
    private void begins(SparkplugPayload payload) {
        Long number = payload.number(BD_SEQ);
        boolean expected = bdSeq == null || number == null || number.equals(bdSeq) || number == (bdSeq + 1) % SEQUENCE;
        if (!expected) {
            counters.sparkplugGaps.increment();
        }
        bdSeq = number;
        nextSeq = null;
        births.clear();
    }

    /** The will of an earlier connection may arrive after the next birth, and means nothing then. */
    private void ends(SparkplugPayload payload) {
        Long number = payload.number(BD_SEQ);
        if (bdSeq != null && number != null && !number.equals(bdSeq)) {
            counters.sparkplugGaps.increment();
            return;
        }
        births.clear();
        nextSeq = null;
    }

    private void follow(SparkplugPayload payload, boolean duplicate) {
        Long seq = payload.seq();
        if (seq == null || duplicate) {
            return;
        }
        if (nextSeq != null && !seq.equals(nextSeq)) {
            counters.sparkplugGaps.increment();
        }
        nextSeq = (seq + 1) % SEQUENCE;
    }

    private static Map<Object, Definition> definitions(SparkplugPayload payload) {
        Map<Object, Definition> definitions = new HashMap<>();
        for (SparkplugMetric metric : payload.metrics()) {
            String name = metric.name();
            if (name != null) {
                Definition definition = new Definition(name, metric.datatype());
                definitions.put(name, definition);
                if (metric.alias() != null) {
                    definitions.put(metric.alias(), definition);
                }
            }
        }
        return definitions;
    }

    private static String key(SparkplugTopic topic) {
        return topic.device() == null ? NODE_ITSELF : topic.device();
    }

    /** Name and data type of a metric. */
    record Definition(String name, int datatype) {}
}
