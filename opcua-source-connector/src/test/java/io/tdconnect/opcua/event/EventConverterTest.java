// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.tdconnect.opcua.Configs;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.read.OpcuaMetrics;
import io.tdconnect.opcua.read.ReadPosition;
import io.tdconnect.opcua.read.Reading;
import io.tdconnect.opcua.record.RecordOptions;
import io.tdconnect.opcua.record.Rows;
import io.tdconnect.opcua.value.UaTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventConverterTest {
    private static final Point NOTIFIER = new Point("i=2253", "i=2253", Map.of());
    private static final Instant TIME = Instant.parse("2024-05-06T07:08:09.123456700Z");
    private static final Instant RECEIVED = Instant.parse("2024-05-06T07:08:11Z");
    private static final ReadPosition.SourceOffset POSITION =
            new ReadPosition.SourceOffset(Map.of("server", "plc"), Map.of("time", 1L));

    private final OpcuaMetrics metrics = new OpcuaMetrics();
    private final Map<String, Object> event = new HashMap<>(Map.of(
            "EventId",
            ByteString.of(new byte[] {1, (byte) 0xAB}),
            "SourceNode",
            new NodeId(2, "Boiler 1"),
            "SourceName",
            "Boiler 1",
            "Time",
            new DateTime(TIME),
            "Severity",
            ushort(700),
            "Message",
            new LocalizedText("de", "Zu heiß"),
            "ActiveState/Id",
            true));

    @Test
    void fieldsBecomeColumnsAndTheSourceItsTable() {
        SourceRecord record = only(Map.of());

        assertThat(Rows.fields(record))
                .containsEntry("event_id", "01ab")
                .containsEntry("type", "AlarmConditionType")
                .containsEntry("message", "Zu heiß")
                .containsEntry("severity", 700)
                .containsEntry("active", true)
                .containsEntry("acked", null)
                .containsEntry("refreshed", false)
                .containsEntry("source_node", "ns=2;s=Boiler 1")
                .containsEntry("source_name", "Boiler 1");
        assertThat(record.key()).isEqualTo("ns=2;s=Boiler 1");
        assertThat(record.topic()).isEqualTo("opcua");
        assertThat(record.timestamp()).isEqualTo(RECEIVED.toEpochMilli());
        assertThat(record.sourceOffset()).isEqualTo(POSITION.offset());
        assertThat(Rows.headers(record))
                .containsEntry("td.stable", "opc_events")
                .containsEntry("td.table", "events_2_Boiler_1")
                .containsEntry("td.tags", "source_node,source_name")
                .containsEntry("td.timestamp", "ts");
    }

    @Test
    void eventsOfTheSameTimeAreDifferentRowsAndTheSameEventIsTheSameRow() {
        long first = time(only(Map.of()));
        assertThat(time(only(Map.of()))).isEqualTo(first);

        event.put("EventId", ByteString.of(new byte[] {1, 2, 3}));
        long second = time(only(Map.of()));

        assertThat(second).isNotEqualTo(first);
        assertThat(first / 100).isEqualTo(second / 100).isEqualTo(UaTime.nanos(TIME) / 100);
    }

    @Test
    void withoutATimeThatOfReceiptByTheServerCountsAndThenOurOwn() {
        event.remove("Time");
        event.remove("EventId");
        event.put("ReceiveTime", new DateTime(TIME.plusSeconds(1)));
        assertThat(time(only(Map.of()))).isEqualTo(UaTime.nanos(TIME.plusSeconds(1)));

        event.remove("ReceiveTime");
        assertThat(time(only(Map.of()))).isEqualTo(UaTime.nanos(RECEIVED));
    }

    @Test
    void namesAndTagsAreTemplates() {
        SourceRecord record = only(Map.of(
                "events.stable", "alarms_{EventType}",
                "events.table", "{SourceName:none}_{Severity}",
                "events.tags", "INT::level::{Severity},VARCHAR(20)::by::{notifier}",
                "kafka.topic", "events.{table}"));

        assertThat(Rows.headers(record))
                .containsEntry("td.stable", "alarms_AlarmConditionType")
                .containsEntry("td.table", "Boiler_1_700")
                .containsEntry("td.tags", "level,by");
        assertThat(Rows.fields(record)).containsEntry("level", 700).containsEntry("by", "i=2253");
        assertThat(record.topic()).isEqualTo("events.Boiler_1_700");
    }

    @Test
    void aFieldOfAnyTypeGetsTheTypeOfItsFirstValue() {
        Map<String, String> options = Map.of("events.fields", "2:Batch::batch,2:Limits::limits");
        EventConverter converter = converter(options);
        assertThat(Rows.fields(only(converter, options))).doesNotContainKey("batch");

        event.put("2:Batch", 7L);
        event.put("2:Limits", new Double[] {1.0, 2.0});
        SourceRecord record = only(converter, options);
        assertThat(((Struct) record.value()).schema().field("batch").schema()).isEqualTo(Schema.OPTIONAL_INT64_SCHEMA);
        assertThat(Rows.fields(record)).containsEntry("limits", List.of(1.0, 2.0));

        event.remove("2:Batch");
        assertThat(Rows.fields(only(converter, options))).containsEntry("batch", null);
    }

    @Test
    void whatDoesNotFitIsNullOrSkipsTheRowOrFails() {
        event.put("Message", new LocalizedText("en", "hot"));
        String field = "Message::message::INT";
        assertThat(Rows.fields(only(Map.of("events.fields", field)))).containsEntry("message", null);
        assertThat(metrics.unconverted.sum()).isEqualTo(1);

        Map<String, String> skip = Map.of("events.fields", field, "on.error", "skip");
        assertThat(converter(skip).convert(List.of(reading(skip)), POSITION)).isEmpty();

        Map<String, String> fail = Map.of("events.fields", field, "on.error", "fail");
        assertThatThrownBy(() -> only(fail))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Field Message of AlarmConditionType");
    }

    @Test
    void aNameThatAnEventCannotHaveFailsWithTheOption() {
        event.remove("SourceName");
        assertThatThrownBy(() -> only(Map.of("events.table", "{SourceName}")))
                .hasMessageContaining("events.table")
                .hasMessageContaining("give it a default");
    }

    private SourceRecord only(Map<String, String> options) {
        return only(converter(options), options);
    }

    private SourceRecord only(EventConverter converter, Map<String, String> options) {
        List<SourceRecord> records = converter.convert(List.of(reading(options)), POSITION);
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private EventConverter converter(Map<String, String> options) {
        AbstractConfig config = config(options);
        return new EventConverter(RecordOptions.from(config), EventOptions.from(config), metrics);
    }

    private Reading reading(Map<String, String> options) {
        EventLayout layout = EventOptions.from(config(options)).layout();
        List<@Nullable Object> values = new ArrayList<>();
        layout.paths().forEach(path -> values.add(event.get(path)));
        Event made = new Event(layout, values, "AlarmConditionType", false);
        return new Reading(
                NOTIFIER,
                new DataValue(new Variant(made), StatusCode.GOOD, (DateTime) event.get("Time"), (DateTime)
                        event.get("ReceiveTime")),
                RECEIVED);
    }

    private static AbstractConfig config(Map<String, String> options) {
        Map<String, String> properties =
                new HashMap<>(Map.of("endpoint.url", "opc.tcp://127.0.0.1:4840", "mode", "events"));
        properties.putAll(options);
        return Configs.of(properties);
    }

    private static long time(SourceRecord record) {
        return (Long) Rows.fields(record).get("ts");
    }
}
