// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.opcua.record.Rows;
import io.tdconnect.opcua.value.UaTime;
import io.tdconnect.testing.opcua.Alarm;
import io.tdconnect.testing.opcua.OpcUaTestServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EventsIT {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.1234567Z");

    @AutoClose
    private static final OpcUaTestServer server = OpcUaTestServer.start();

    @Test
    void eventsArriveWithTheirFields() throws Exception {
        try (RunningTask task = running(Map.of())) {
            fire("Double", "first", 400);
            awaitMessage(task, "first");
            server.change(new Alarm("Int32", true, false, "too many", 900, TIME));
            awaitMessage(task, "too many");

            assertThat(fields(task, "first"))
                    .containsEntry("type", "BaseEventType")
                    .containsEntry("severity", 400)
                    .containsEntry("source_node", server.node("Double"))
                    .containsEntry("source_name", "Double")
                    .containsEntry("active", null)
                    .containsEntry("refreshed", false);
            assertThat(fields(task, "too many"))
                    .containsEntry("type", "AlarmConditionType")
                    .containsEntry("condition_name", "Int32 alarm")
                    .containsEntry("active", true)
                    .containsEntry("acked", false)
                    .containsEntry("retain", true);
            assertThat((Long) fields(task, "too many").get("ts") / 100).isEqualTo(UaTime.nanos(TIME) / 100);
        } finally {
            settle("Int32");
        }
    }

    @Test
    void theServerChoosesByTypeOrBySeverity() throws Exception {
        try (RunningTask alarms = running(Map.of("events.types", "AcknowledgeableConditionType"));
                RunningTask severe = running(Map.of("events.severity.min", "500"))) {
            fire("Double", "a mild one", 499);
            server.change(new Alarm("Int32", true, false, "mild alarm", 100, Instant.now()));
            fire("Double", "a severe one", 500);
            server.change(new Alarm("Int32", false, true, "severe alarm", 501, Instant.now()));
            awaitMessage(alarms, "severe alarm");
            awaitMessage(severe, "severe alarm");

            assertThat(messages(alarms)).containsExactly("mild alarm", "severe alarm");
            assertThat(messages(severe)).containsExactly("a severe one", "severe alarm");
        }
    }

    @Test
    void whatTheServerCannotChooseIsChosenHere() throws Exception {
        // The server of Milo 1.1.2 does not support the operator And, nor this field.
        try (RunningTask task = running(Map.of(
                "events.types", "i=2915,ConditionType",
                "events.severity.min", "500",
                "events.fields", "Message,Severity,ConditionId,9:Nothing"))) {
            fire("Double", "no alarm", 900);
            server.change(new Alarm("Int32", true, false, "mild", 100, Instant.now()));
            server.change(new Alarm("Int32", true, true, "severe", 500, Instant.now()));
            awaitMessage(task, "severe");

            assertThat(messages(task)).containsExactly("severe");
            assertThat(fields(task, "severe"))
                    .containsEntry("condition_id", server.node("alarm.Int32"))
                    .doesNotContainKey("nothing");
        } finally {
            settle("Int32");
        }
    }

    @Test
    void conditionsAreToldAtTheBeginningAndAfterARestartOfTheServer() throws Exception {
        server.change(new Alarm("Float", true, false, "before", 700, TIME));
        server.change(new Alarm("Int16", false, true, "over", 700, TIME));
        int asked = server.conditionRefreshes();
        try (RunningTask task = new RunningTask(properties(Map.of()))) {
            awaitMessage(task, "before");
            assertThat(fields(task, "before")).containsEntry("refreshed", true).containsEntry("active", true);

            await().until(() -> {
                fire("Double", "tick", 1);
                return task.poll().stream()
                        .anyMatch(record -> !record.sourceOffset().isEmpty());
            });
            server.stop();
            server.restart();
            List<SourceRecord> refreshed =
                    task.awaitRecords(records -> times("before", records).size() == 2);
            assertThat(server.conditionRefreshes()).isEqualTo(asked + 2);
            assertThat(messages(refreshed)).doesNotContain("over");
            assertThat(times("before", refreshed).stream().distinct())
                    .as("the same row again")
                    .hasSize(1);

            server.change(new Alarm("Float", false, true, "after", 700, Instant.now()));
            awaitMessage(task, "after");
            assertThat(fields(task, "after")).containsEntry("refreshed", false);
            assertThat(task.metrics().reconnects.sum()).isEqualTo(1);
            assertThat(task.metrics().gaps.sum()).isEqualTo(1);
        } finally {
            settle("Float");
        }
    }

    @Test
    void withoutRefreshConditionsAreToldAsTheyChange() throws Exception {
        server.change(new Alarm("Float", true, false, "long ago", 700, TIME));
        int asked = server.conditionRefreshes();
        try (RunningTask task = running(Map.of("events.condition.refresh", "false"))) {
            fire("Double", "now", 1);
            awaitMessage(task, "now");

            assertThat(messages(task)).containsExactly("now");
            assertThat(server.conditionRefreshes()).isEqualTo(asked);
        } finally {
            settle("Float");
        }
    }

    @Test
    void whatTheServerHadToDropIsCounted() throws Exception {
        try (RunningTask task = running(Map.of("queue.size", "5", "publishing.interval.ms", "2000"))) {
            for (int i = 0; i < 20; i++) {
                fire("Double", "burst " + i, 100);
            }
            awaitMessage(task, "burst 19");

            assertThat(task.metrics().overflows.sum()).isPositive();
            assertThat(task.metrics().overflowedPoints()).contains("i=2253=");
            assertThat(messages(task)).noneMatch(message -> message.contains("Overflow"));
        }
    }

    @Test
    void aConfigurationWithUnknownNotifiersOrTypesIsRefused() {
        assertThat(problems("events.notifiers", server.node("Nothing"))).contains("Bad_NodeIdUnknown");
        assertThat(problems("events.notifiers", server.node("Double"))).contains("expected objects that send events");
        assertThat(problems("events.types", "NoSuchType")).contains("found NoSuchType");
        assertThat(problems("events.types", "AlarmConditionType,i=2915")).isEmpty();
    }

    private static String problems(String option, String value) {
        Map<String, String> properties = properties(Map.of(option, value));
        properties.put("validate.connection", "true");
        return new OpcuaSourceConnector()
                .validate(properties).configValues().stream()
                        .filter(one -> one.name().equals(option))
                        .map(ConfigValue::errorMessages)
                        .flatMap(List::stream)
                        .collect(Collectors.joining());
    }

    /** A task whose subscription exists. */
    private static RunningTask running(Map<String, String> options) throws Exception {
        int asked = server.conditionRefreshes();
        int items = server.eventItems();
        RunningTask task = new RunningTask(properties(options));
        // The refresh is requested after the subscription.
        boolean asks = !"false".equals(options.get("events.condition.refresh"));
        await().until(() -> asks ? server.conditionRefreshes() > asked : server.eventItems() > items);
        return task;
    }

    private static Map<String, String> properties(Map<String, String> options) {
        Map<String, String> properties = RunningTask.properties(server);
        properties.remove("nodes");
        properties.put("mode", "events");
        properties.putAll(options);
        return properties;
    }

    private static void fire(String source, String message, int severity) {
        server.fireEvent(source, message, severity, Instant.now());
    }

    /** Leaves the condition in a state that need not be reported to clients. */
    private static void settle(String source) {
        server.change(new Alarm(source, false, true, "settled", 1, Instant.now()));
    }

    private static void awaitMessage(RunningTask task, String message) throws InterruptedException {
        Predicate<List<SourceRecord>> has = records -> messages(records).contains(message);
        task.awaitRecords(has);
    }

    private static List<String> messages(RunningTask task) throws InterruptedException {
        return messages(task.awaitRecords(records -> true));
    }

    private static List<String> messages(List<SourceRecord> records) {
        return records.stream()
                .map(record -> String.valueOf(Rows.fields(record).get("message")))
                .toList();
    }

    private static List<Object> times(String message, List<SourceRecord> records) {
        return records.stream()
                .map(Rows::fields)
                .filter(row -> message.equals(row.get("message")))
                .map(row -> row.get("ts"))
                .toList();
    }

    private static Map<String, Object> fields(RunningTask task, String message) throws InterruptedException {
        return task.awaitRecords(records -> true).stream()
                .map(Rows::fields)
                .filter(row -> message.equals(row.get("message")))
                .findFirst()
                .orElseThrow();
    }
}
