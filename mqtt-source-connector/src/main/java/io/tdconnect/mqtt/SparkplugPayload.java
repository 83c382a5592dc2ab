// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Sparkplug B message says. Source: sparkplug_b.proto in the Sparkplug specification 3.0, section 6.4.
 *
 * @param timestamp milliseconds since 1970
 * @param seq 0 to 255
 */
record SparkplugPayload(@Nullable Long timestamp, @Nullable Long seq, List<SparkplugMetric> metrics) {
    static SparkplugPayload parse(byte[] bytes) throws BadMessageException {
        ProtoReader in = new ProtoReader(bytes);
        Long timestamp = null;
        Long seq = null;
        List<SparkplugMetric> metrics = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> timestamp = in.varint();
                case 2 -> metrics.add(SparkplugMetric.parse(in.message()));
                case 3 -> seq = in.varint();
                default -> in.skip();
            }
        }
        return new SparkplugPayload(timestamp, seq, metrics);
    }

    /** The value of a whole-numbered metric, null if there is none of this name. */
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
