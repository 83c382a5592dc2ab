// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.Messages;
import io.tdconnect.mqtt.receive.MqttMetrics;
import io.tdconnect.mqtt.sparkplug.SparkplugOptions.SparkplugRecords;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.MetricDataType;
import org.junit.jupiter.api.Test;

class SparkplugNodeCacheTest {
    private static final int METRICS = 100;

    private final MqttMetrics metrics = new MqttMetrics();

    @Test
    void forgetsTheNodesThatWereSilentForLongest() throws Exception {
        SparkplugReader reader = reader(10 * 300 * METRICS);
        birth(reader, "first");
        birth(reader, "second");
        for (int node = 0; node < 1_000; node++) {
            birth(reader, "node" + node);
            assertThat(name(reader, "first")).isEqualTo("metric7");
        }

        assertThat(name(reader, "second")).isNull();
        assertThat(metrics.sparkplugForgotten.sum()).isBetween(985L, 1_000L);
    }

    @Test
    void inventedNodesAreForgotten() throws Exception {
        SparkplugReader reader = reader(100_000);
        for (int node = 0; node < 100_000; node++) {
            name(reader, "invented" + node);
        }

        assertThat(metrics.sparkplugForgotten.sum()).isGreaterThan(99_000);
    }

    /** Its values are read, too, with the types that it brings. */
    @Test
    void aBirthLargerThanTheLimitIsNotKept() throws Exception {
        SparkplugReader reader = reader(10_000);

        birth(reader, "huge");

        assertThat(name(reader, "huge")).isNull();
        assertThat(metrics.sparkplugForgotten.sum()).isEqualTo(1);
    }

    private SparkplugReader reader(long limit) {
        return new SparkplugReader(SparkplugRecords.METRIC, null, new SparkplugNodeCache(limit, metrics), metrics);
    }

    private static void birth(SparkplugReader reader, String node) throws BadMessageException {
        Metric[] metrics = IntStream.range(0, METRICS)
                .mapToObj(alias -> Sparkplug.born("metric" + alias, alias, MetricDataType.Float, 1f))
                .toArray(Metric[]::new);
        byte[] payload = Sparkplug.payload(0, metrics);
        assertThat(reader.readValues(Messages.message("spBv1.0/g/NBIRTH/" + node, payload), payload))
                .hasSize(METRICS);
    }

    /** The name that a metric gets, of which data contains only the alias. */
    private static Object name(SparkplugReader reader, String node) throws BadMessageException {
        byte[] payload = Sparkplug.payload(1, Sparkplug.aliased(7, MetricDataType.Float, 2f));
        Object record = reader.readValues(Messages.message("spBv1.0/g/NDATA/" + node, payload), payload)
                .get(0)
                .value();
        return ((Map<?, ?>) record).get("metric");
    }
}
