// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import io.tdconnect.mqtt.message.BadMessageException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a Sparkplug B message. Source: sparkplug_b.proto in the Sparkplug specification 3.0, section 6.4.
 *
 * @param timestamp milliseconds since 1970
 * @param seq 0 to 255
 * @param body bytes that the publisher sends instead of metrics, or in addition to them
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares payloads
record SparkplugPayload(
        @Nullable Long timestamp,
        @Nullable Long seq,
        @Nullable String uuid,
        byte @Nullable [] body,
        List<SparkplugMetric> metrics) {
    static SparkplugPayload parse(byte[] bytes) throws BadMessageException {
        ProtoReader in = new ProtoReader(bytes);
        Long timestamp = null;
        Long seq = null;
        String uuid = null;
        byte[] body = null;
        List<SparkplugMetric> metrics = new ArrayList<>();
        for (int field = in.nextField(); field != 0; field = in.nextField()) {
            switch (field) {
                case 1 -> timestamp = in.varint();
                case 2 -> metrics.add(SparkplugMetric.parse(in.message()));
                case 3 -> seq = in.varint();
                case 4 -> uuid = in.text();
                case 5 -> body = in.bytes();
                default -> in.skipField();
            }
        }
        return new SparkplugPayload(timestamp, seq, uuid, body, metrics);
    }

    /** The value of a metric that is a whole number, null if no metric has this name. */
    @Nullable
    Long number(String metric) {
        for (SparkplugMetric each : metrics) {
            if (metric.equals(each.name()) && each.wireValue() instanceof Number number) {
                return number.longValue();
            }
        }
        return null;
    }
}
