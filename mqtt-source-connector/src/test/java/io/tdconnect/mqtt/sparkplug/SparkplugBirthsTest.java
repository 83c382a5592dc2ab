// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import static io.tdconnect.mqtt.sparkplug.Sparkplug.aliased;
import static io.tdconnect.mqtt.sparkplug.Sparkplug.bdSeq;
import static io.tdconnect.mqtt.sparkplug.Sparkplug.born;
import static io.tdconnect.mqtt.sparkplug.Sparkplug.named;
import static io.tdconnect.mqtt.sparkplug.Sparkplug.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.protobuf.ByteString;
import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.Messages;
import io.tdconnect.mqtt.receive.MqttMetrics;
import io.tdconnect.mqtt.sparkplug.SparkplugOptions.SparkplugRecords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.eclipse.tahu.SparkplugInvalidTypeException;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.Parameter;
import org.eclipse.tahu.message.model.ParameterDataType;
import org.eclipse.tahu.message.model.Template;
import org.eclipse.tahu.message.model.Template.TemplateBuilder;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.junit.jupiter.api.Test;

/** What data leaves out comes from births, and where these are missing they are asked for. */
class SparkplugBirthsTest {
    private static final String NODE = "spBv1.0/plant/%s/edge1";
    private static final String DEVICE = "spBv1.0/plant/%s/edge1/press";

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<String> commandTopics = new ArrayList<>();
    private final MqttMetrics metrics = new MqttMetrics();
    private final SparkplugReader reader = new SparkplugReader(
            SparkplugRecords.METRIC,
            new RebirthRequests((topic, payload) -> commandTopics.add(topic), nanoTime::get, metrics),
            new SparkplugNodeCache(Long.MAX_VALUE, metrics),
            metrics);

    @Test
    void anEmptyNameBesideAnAliasMeansTheAlias() throws Exception {
        read(NODE, "NBIRTH", payload(0, bdSeq(1), born("cnt", 8, MetricDataType.Int32, 1)));

        for (String name : new String[] {"", "other"}) {
            byte[] data = WithoutTypes.ofValues(payload(1, born(name, 8, MetricDataType.Int32, -5)));
            assertThat(read(NODE, "NDATA", data).get(0))
                    .contains(entry("metric", "cnt"), entry("datatype", "Int32"), entry("value", -5L));
        }
        assertThat(commandTopics).isEmpty();
        assertThat(read(NODE, "NDATA", payload(2, born("", 9, MetricDataType.Int32, -5)))
                        .get(0))
                .doesNotContainKey("metric")
                .contains(entry("alias", 9L), entry("value", -5L));
    }

    @Test
    void aNumberWithoutATypeHasNoValueUntilTheBirth() throws Exception {
        byte[] data = WithoutTypes.ofValues(payload(1, named("cnt", MetricDataType.Int64, -5L)));

        assertThat(read(NODE, "NDATA", data).get(0))
                .contains(entry("metric", "cnt"), entry("value", null))
                .doesNotContainKey("datatype");
        assertThat(commandTopics).containsExactly("spBv1.0/plant/NCMD/edge1");

        read(NODE, "NBIRTH", payload(0, bdSeq(1), named("cnt", MetricDataType.Int64, 1L)));
        assertThat(read(NODE, "NDATA", data).get(0)).contains(entry("metric", "cnt"), entry("value", -5L));
    }

    /** The instance of a device has no types; the definition is in the birth of its node. */
    @Test
    void membersOfATemplateHaveTheTypesOfItsDefinition() throws Exception {
        read(NODE, "NBIRTH", payload(0, bdSeq(1), named("motor", MetricDataType.Template, motor(null, 0))));
        Metric instance = named("M1", MetricDataType.Template, motor("motor", -100));
        read(DEVICE, "DBIRTH", WithoutTypes.ofValues(payload(1, instance)));

        assertThat(read(DEVICE, "DDATA", WithoutTypes.ofValues(payload(2, instance)))
                        .get(0)
                        .get("value"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .contains(entry("metrics", Map.of("rpm", -100L)), entry("parameters", Map.of("poles", -4L)));
    }

    private static Template motor(String reference, int rpm) throws SparkplugInvalidTypeException {
        return new TemplateBuilder()
                .templateRef(reference)
                .definition(reference == null)
                .addParameter(new Parameter("poles", ParameterDataType.Int32, -4))
                .addMetric(named("rpm", MetricDataType.Int32, rpm))
                .createTemplate();
    }

    @Test
    void theBodyOfAPayloadIsARecordOfItsOwn() throws Exception {
        byte[] payload = Payload.parseFrom(payload(0, named("a", MetricDataType.Float, 1f))).toBuilder()
                .setUuid("u-1")
                .setBody(ByteString.copyFromUtf8("raw"))
                .build()
                .toByteArray();

        List<Map<String, Object>> records = read(NODE, "NDATA", payload);

        assertThat(records).allSatisfy(record -> assertThat(record).containsEntry("uuid", "u-1"));
        assertThat(records.get(0)).containsEntry("metric", "a").doesNotContainKey("body");
        assertThat(records.get(1))
                .containsEntry("body", "raw".getBytes(StandardCharsets.UTF_8))
                .doesNotContainKey("metric");
    }

    @Test
    void asksLessOftenForBirthsThatDoNotHelp() throws Exception {
        byte[] data = payload(9, aliased(5, MetricDataType.Float, 2f));
        for (int second = 0; second < 3_600; second++) {
            read(NODE, "NDATA", data);
            nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        }

        assertThat(commandTopics).hasSize(8); // after 0, 30 s, 90 s, … 960 s each in the end
    }

    @Test
    void askingHasALimitInTotal() throws Exception {
        byte[] data = payload(9, aliased(5, MetricDataType.Float, 2f));
        for (int node = 0; node < 2 * RebirthRequests.LIMIT; node++) {
            read("spBv1.0/plant/%s/invented" + node, "NDATA", data);
        }
        assertThat(commandTopics).hasSize(RebirthRequests.LIMIT);

        nanoTime.addAndGet(RebirthBackOff.INTERVAL.toNanos());
        read(NODE, "NDATA", data);
        assertThat(commandTopics).hasSize(RebirthRequests.LIMIT + 1);
    }

    @SuppressWarnings("unchecked") // what the reader makes
    private List<Map<String, Object>> read(String topic, String type, byte[] payload) throws BadMessageException {
        return reader.readValues(Messages.message(topic.formatted(type), payload), payload).stream()
                .map(value -> (Map<String, Object>) value.value())
                .toList();
    }
}
