// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import static io.tdconnect.mqtt.sparkplug.Sparkplug.aliased;
import static io.tdconnect.mqtt.sparkplug.Sparkplug.bdSeq;
import static io.tdconnect.mqtt.sparkplug.Sparkplug.born;
import static io.tdconnect.mqtt.sparkplug.Sparkplug.named;
import static io.tdconnect.mqtt.sparkplug.Sparkplug.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.Messages;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.receive.CommandPublisher;
import io.tdconnect.mqtt.receive.MqttMetrics;
import io.tdconnect.mqtt.sparkplug.SparkplugOptions.SparkplugRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.eclipse.tahu.message.SparkplugBPayloadDecoder;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.model.MetricDataTypeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkplugReaderTest {
    private static final String NODE = "spBv1.0/plant/%s/edge1";
    private static final String DEVICE = "spBv1.0/plant/%s/edge1/press";

    private final MqttMetrics metrics = new MqttMetrics();
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<String> commandTopics = new ArrayList<>();
    private boolean connected = true;
    private final List<byte[]> commands = new ArrayList<>();
    private final SparkplugReader reader = reader(SparkplugRecords.METRIC);

    @Test
    void birthsGiveNamesAndTypesToAliases() throws Exception {
        birthOfNode(0, 1);
        read(DEVICE, "DBIRTH", payload(1, born("temp", 7, MetricDataType.Int16, (short) -1)));

        assertThat(read(DEVICE, "DDATA", WithoutTypes.ofValues(payload(2, aliased(7, MetricDataType.Int16, (short)
                        -300)))))
                .containsExactly(Map.of(
                        "group_id", "plant",
                        "edge_node_id", "edge1",
                        "device_id", "press",
                        "message_type", "DDATA",
                        "seq", 2L,
                        "timestamp", Sparkplug.TIME + 1,
                        "metric", "temp",
                        "alias", 7L,
                        "datatype", "Int16",
                        "value", -300L));
        assertThat(commands).isEmpty();
        assertThat(metrics.sparkplugGaps.sum()).isZero();
    }

    @Test
    void eachMetricOfABirthIsARecord() throws Exception {
        List<Map<String, Object>> records = birthOfNode(0, 1);

        assertThat(records).hasSize(2);
        assertThat(records.get(0)).contains(entry("metric", "bdSeq"), entry("value", 1L));
        assertThat(records.get(1))
                .contains(entry("metric", "speed"), entry("value", 1.5f), entry("message_type", "NBIRTH"))
                .doesNotContainKey("device_id");
    }

    @Test
    void aPayloadMayBeOneRecord() throws Exception {
        SparkplugReader whole = reader(SparkplugRecords.PAYLOAD);

        Map<String, Object> value = read(
                        whole,
                        NODE.formatted("NBIRTH"),
                        payload(0, bdSeq(3), born("speed", 5, MetricDataType.Float, 1.5f)))
                .get(0);

        assertThat(value).contains(entry("timestamp", Sparkplug.TIME), entry("seq", 0L));
        assertThat(value.get("metrics"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .extracting(metric -> metric.get("metric"))
                .containsExactly("bdSeq", "speed");
    }

    @Test
    void deathsAreRecords() throws Exception {
        birthOfNode(0, 1);

        assertThat(read(DEVICE, "DDEATH", payload(1)))
                .singleElement()
                .satisfies(value -> assertThat(value)
                        .contains(entry("message_type", "DDEATH"), entry("device_id", "press"))
                        .doesNotContainKey("metric"));
        assertThat(read(NODE, "NDEATH", payload(-1, bdSeq(1))))
                .singleElement()
                .satisfies(value -> assertThat(value)
                        .contains(entry("message_type", "NDEATH"), entry("bd_seq", 1L))
                        .doesNotContainKeys("metric", "seq"));
    }

    @Test
    void afterADeathAliasesAreInvalid() throws Exception {
        birthOfNode(0, 1);
        read(NODE, "NDEATH", payload(-1, bdSeq(1)));

        assertThat(read(NODE, "NDATA", payload(1, aliased(5, MetricDataType.Float, 2f)))
                        .get(0))
                .doesNotContainKey("metric")
                .contains(entry("alias", 5L), entry("value", 2f));
    }

    @Test
    void theDeathOfAnEarlierSessionIsIgnored() throws Exception {
        birthOfNode(0, 2);
        read(NODE, "NDEATH", payload(-1, bdSeq(1)));

        assertThat(read(NODE, "NDATA", payload(1, aliased(5, MetricDataType.Float, 2f)))
                        .get(0))
                .contains(entry("metric", "speed"));
        assertThat(metrics.sparkplugGaps.sum()).isEqualTo(1);
    }

    @Test
    void aBirthOfTheNodeEndsItsDevices() throws Exception {
        birthOfNode(0, 1);
        read(DEVICE, "DBIRTH", payload(1, born("temp", 7, MetricDataType.Int16, (short) 1)));
        birthOfNode(0, 2);

        assertThat(read(DEVICE, "DDATA", payload(1, aliased(7, MetricDataType.Int16, (short) 2)))
                        .get(0))
                .doesNotContainKey("metric");
    }

    @Test
    void countsMissingMessages() throws Exception {
        birthOfNode(254, 1);
        read(NODE, "NDATA", payload(255));
        read(NODE, "NDATA", payload(0));
        assertThat(metrics.sparkplugGaps.sum()).isZero();

        read(NODE, "NDATA", payload(2));
        reader.readValues(duplicate(payload(2)), payload(2));
        read(NODE, "NDATA", payload(3));
        assertThat(metrics.sparkplugGaps.sum()).isEqualTo(1);

        birthOfNode(0, 1);
        birthOfNode(0, 2);
        assertThat(metrics.sparkplugGaps.sum()).isEqualTo(1);
        birthOfNode(0, 4);
        assertThat(metrics.sparkplugGaps.sum()).isEqualTo(2);
    }

    @Test
    void asksAgainAtOnceWhereThereWasNoConnection() throws Exception {
        byte[] data = payload(9, aliased(5, MetricDataType.Float, 2f));
        connected = false;
        read(NODE, "NDATA", data);
        connected = true;
        read(NODE, "NDATA", data);

        assertThat(commandTopics).hasSize(1);
        assertThat(metrics.sparkplugRebirths.sum()).isEqualTo(1);
    }

    @Test
    void asksForBirthsOnceInAWhile() throws Exception {
        byte[] data = payload(9, aliased(5, MetricDataType.Float, 2f));
        read(NODE, "NDATA", data);
        read(DEVICE, "DDATA", data);
        assertThat(commandTopics).containsExactly("spBv1.0/plant/NCMD/edge1");

        nanoTime.addAndGet(RebirthBackOff.INTERVAL.toNanos());
        read(NODE, "NDATA", data);
        assertThat(commandTopics).hasSize(2);
        assertThat(metrics.sparkplugUnknown.sum()).isEqualTo(3);
        assertThat(metrics.sparkplugRebirths.sum()).isEqualTo(2);

        Metric command = new SparkplugBPayloadDecoder()
                .buildFromByteArray(commands.get(0), new MetricDataTypeMap())
                .getMetrics()
                .get(0);
        assertThat(command.getName()).isEqualTo("Node Control/Rebirth");
        assertThat(command.getDataType()).isEqualTo(MetricDataType.Boolean);
        assertThat(command.getValue()).isEqualTo(true);
    }

    @Test
    void metricsThatNameThemselvesNeedNoBirth() throws Exception {
        assertThat(read(NODE, "NDATA", payload(0, named("speed", MetricDataType.Float, 2f)))
                        .get(0))
                .contains(entry("metric", "speed"), entry("value", 2f));
        assertThat(commands).isEmpty();
    }

    @Test
    void asksNobodyWhereItIsNotAllowed() throws Exception {
        SparkplugReader silent = new SparkplugReader(
                SparkplugRecords.METRIC, null, new SparkplugNodeCache(Long.MAX_VALUE, metrics), metrics);

        assertThat(read(silent, NODE.formatted("NDATA"), payload(0, aliased(5, MetricDataType.Float, 2f))))
                .hasSize(1);
        assertThat(metrics.sparkplugUnknown.sum()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"spBv1.0/plant/NCMD/edge1", "spBv1.0/plant/DCMD/edge1/d", "spBv1.0/STATE/host", "STATE/host"})
    void commandsAndHostsGiveNoRecord(String topic) throws Exception {
        assertThat(read(reader, topic, new byte[] {1})).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "spBv1.0",
                "spBv1.0/g/NDATA",
                "spBv1.0/g/DDATA/n",
                "spBv1.0/g/XDATA/n",
                "spAv1.0/g/NDATA/n"
            })
    void refusesOtherTopics(String topic) {
        assertThatThrownBy(() -> read(reader, topic, payload(0)))
                .isInstanceOf(BadMessageException.class)
                .hasMessageContaining("spBv1.0/GROUP/TYPE/NODE");
    }

    private List<Map<String, Object>> birthOfNode(int seq, long bdSeq) throws BadMessageException {
        return read(NODE, "NBIRTH", payload(seq, bdSeq(bdSeq), born("speed", 5, MetricDataType.Float, 1.5f)));
    }

    private List<Map<String, Object>> read(String topic, String type, byte[] payload) throws BadMessageException {
        return read(reader, topic.formatted(type), payload);
    }

    @SuppressWarnings("unchecked") // what the reader makes
    private static List<Map<String, Object>> read(SparkplugReader reader, String topic, byte[] payload)
            throws BadMessageException {
        return reader.readValues(Messages.message(topic, payload), payload).stream()
                .map(value -> (Map<String, Object>) value.value())
                .toList();
    }

    private static MqttMessage duplicate(byte[] payload) {
        return new MqttMessage(NODE.formatted("NDATA"), payload, 1, false, true, 1, 1, null, null);
    }

    private SparkplugReader reader(SparkplugRecords records) {
        CommandPublisher publisher = (topic, payload) -> {
            if (connected) {
                commandTopics.add(topic);
                commands.add(payload);
            }
            return connected;
        };
        return new SparkplugReader(
                records,
                new RebirthRequests(publisher, nanoTime::get, metrics),
                new SparkplugNodeCache(Long.MAX_VALUE, metrics),
                metrics);
    }
}
