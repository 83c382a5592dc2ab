// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.mqtt.receive.SourceOffset;
import io.tdconnect.mqtt.receive.Subscriptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MqttSourceConnectorTest {
    private final MqttSourceConnector connector = new MqttSourceConnector();

    @Test
    void splitsFiltersOverTasks() {
        connector.start(config("topics", "a::0,b::1,c::2", "shared.subscription", "false"));

        List<Map<String, String>> tasks = connector.taskConfigs(2);

        assertThat(tasks).extracting(task -> task.get("task.topics")).containsExactly("a::0", "b::1,c::2");
        assertThat(tasks).allMatch(task -> task.get("connector.topics").equals("a::0,b::1,c::2"));
        assertThat(tasks)
                .extracting(task -> new MqttSourceConfig(task).clientId())
                .containsExactly("tdconnect-meters-0", "tdconnect-meters-1");
    }

    @Test
    void startsNoMoreTasksThanFilters() {
        connector.start(config("topics", "a,b", "shared.subscription", "false"));

        assertThat(connector.taskConfigs(5)).hasSize(2);
    }

    @Test
    void sharesWhatCanBeSharedAmongSeveralTasks() {
        connector.start(config("topics", "a::0,$share/g/b::1,$SYS/#::0,spBv1.0/#::1", "shared.subscription", "true"));

        assertThat(connector.taskConfigs(2))
                .extracting(task -> task.get("task.topics"))
                .containsExactly(
                        "$share/tdconnect-meters/a::0,$share/g/b::1,$SYS/#::0",
                        "$share/tdconnect-meters/a::0,$share/g/b::1,spBv1.0/#::1");
        assertThat(connector.taskConfigs(1))
                .extracting(task -> task.get("task.topics"))
                .containsExactly("$share/g/b::1,a::0,$SYS/#::0,spBv1.0/#::1");
    }

    // A worker does this for every connector with this option, because sinks have it, too.
    @Test
    void tasksKeepTheirFiltersWhenTheWorkerSetsTopicsToThoseOfTheConnector() {
        connector.start(config("topics", "a::0,b::1", "shared.subscription", "true"));

        Map<String, String> task = new HashMap<>(connector.taskConfigs(2).get(1));
        task.put("topics", "a::0,b::1");

        assertThat(Subscriptions.text(new MqttSourceConfig(task).filters()))
                .isEqualTo("$share/tdconnect-meters/a::0,$share/tdconnect-meters/b::1");
    }

    /** With 3.1.1 nothing says whether the broker has shared subscriptions, and one without them would deliver nothing. */
    @ParameterizedTest
    @CsvSource({"3.1.1, false, 'a::1 b::1'", "5, true, '$share/tdconnect-meters/a::1,$share/tdconnect-meters/b::1'"})
    void choosesByTheVersionWhetherToShare(String version, boolean shares, String topics) {
        Map<String, String> config = config("topics", "a,b", "protocol.version", version, "tasks.max", "2");
        connector.start(config);

        String first = connector.taskConfigs(2).get(0).get("task.topics");
        assertThat(first).isEqualTo(topics.substring(0, (topics + ' ').indexOf(' ')));
        assertThat(connector.validate(config).configValues())
                .filteredOn(value -> value.name().equals("shared.subscription"))
                .singleElement()
                .satisfies(value -> assertThat(value.value()).isEqualTo(shares));
    }

    @Test
    void sharesNothingWithMqtt31() {
        assertThat(problems(config("protocol.version", "3.1", "shared.subscription", "true")))
                .containsOnlyKeys("shared.subscription");

        connector.start(config("topics", "a,b", "protocol.version", "3.1"));

        assertThat(connector.taskConfigs(2))
                .extracting(task -> task.get("task.topics"))
                .containsExactly("a::1", "b::1");
    }

    @Test
    void givesSharedFiltersToEveryTask() {
        connector.start(config("topics", "a,$share/g/b/#::1", "shared.subscription", "false"));

        assertThat(connector.taskConfigs(3))
                .extracting(task -> task.get("task.topics"))
                .containsExactly("$share/g/b/#::1,a::1", "$share/g/b/#::1", "$share/g/b/#::1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            broker.urls      | http://broker
            broker.urls      | tcp://user:secret@broker:1883
            broker.urls      | tcp://broker:1883/path
            broker.urls      | tcp://bad_host:1883
            broker.urls      | ''
            protocol.version | 4
            topics           | a::3
            topics           | a::1,a::0
            topics           | a/#/b
            topics           | ''
            kafka.topic      | {site}
            kafka.topic      | {2}
            kafka.topic      | {
            kafka.key        | {site}
            topic.pattern    | site/+
            topic.levels     | tags
            message.fields   | ts,time
            message.fields   | ts
            payload.format   | avro
            payload.charset  | Klingon
            payload.compression | rar
            payload.max.bytes | 0
            message.headers  | some
            on.error         | ignore
            errors.topic     | a/b
            buffer.policy    | drop
            receive.maximum  | 0
            client.id.prefix | ''
            """)
    void namesTheOptionThatIsWrong(String option, String value) {
        Map<String, String> problems = problems(config(option, value));

        assertThat(problems).containsOnlyKeys(option);
        assertThat(problems.get(option)).doesNotContain("secret");
    }

    @Test
    void sparkplugIsReadByOneTask() {
        connector.start(config("payload.format", "sparkplug-b", "topics", "spBv1.0/+/NBIRTH/+,spBv1.0/+/NDATA/+"));

        assertThat(connector.taskConfigs(4))
                .extracting(task -> task.get("task.topics"))
                .containsExactly("spBv1.0/+/NBIRTH/+::1,spBv1.0/+/NDATA/+::1");
    }

    @Test
    void fieldsNeedAFormatThatHasThem() {
        assertThat(problems(config("topic.pattern", "site", "topic.levels", "fields")))
                .containsOnlyKeys("topic.levels");
        assertThat(problems(config("topic.pattern", "site", "topic.levels", "fields", "payload.format", "json")))
                .isEmpty();
    }

    @Test
    void aLevelAndAFieldOfTheMessageNeedDifferentNames() {
        String[] same = {"topic.pattern", "site/ts", "payload.format", "json", "message.fields", "qos,ts"};

        assertThat(problems(config(with(same, "topic.levels", "fields")))).containsOnlyKeys("message.fields");
        assertThat(problems(config(with(same, "topic.levels", "fields"))).get("message.fields"))
                .contains("topic.pattern", "found ts in both");
        assertThat(problems(config(with(same, "topic.levels", "headers")))).isEmpty();
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void levelsWithNamesAreKnownToTemplates() {
        assertThat(problems(config("topic.pattern", "site/line", "kafka.topic", "{site}.{line:none}", "kafka.key", "")))
                .isEmpty();
        assertThat(problems(config("topic.pattern", "site/line", "kafka.key", "{line}")))
                .containsOnlyKeys("kafka.key");
    }

    @Test
    void errorsNeedATopic() {
        assertThat(problems(config("on.error", "topic"))).containsOnlyKeys("errors.topic");
        assertThat(problems(config("on.error", "topic", "errors.topic", "bad"))).isEmpty();
    }

    @Test
    void asksForTheUserOfAPassword() {
        assertThat(problems(config("password", "secret"))).containsOnlyKeys("user");
    }

    @Test
    void acceptsTheFormatOfATopicList() {
        assertThat(problems(config("topics", "topic1::0,$share/g/plant/+/temp::1,site/#::2")))
                .isEmpty();
    }

    @Test
    void neverShowsThePassword() {
        MqttSourceConfig config = new MqttSourceConfig(config("user", "u", "password", "secret-1"));

        Wiring wiring = new Wiring(config);
        assertThat(config.values() + " " + config.connection() + wiring.connection() + wiring.plan(null))
                .doesNotContain("secret-1");
    }

    @Test
    void promisesAtLeastOnceOnly() {
        assertThat(connector.exactlyOnceSupport(config())).isEqualTo(ExactlyOnceSupport.UNSUPPORTED);
    }

    @Test
    void acceptsOffsetsOfItsClientsOnly() {
        Map<String, ?> offset = new SourceOffset(7, 1, "a::1").toMap();

        assertThat(connector.alterOffsets(config(), Map.of(SourceOffset.partition("tdconnect-meters-0"), offset)))
                .isTrue();
        assertThatThrownBy(() -> connector.alterOffsets(config(), Map.of(Map.of("file", "x"), offset)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("client.id");
    }

    private Map<String, String> problems(Map<String, String> config) {
        Map<String, String> problems = new TreeMap<>();
        for (ConfigValue value : connector.validate(config).configValues()) {
            value.errorMessages().forEach(message -> problems.put(value.name(), message));
        }
        return problems;
    }

    private static Map<String, String> config(String... changes) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "meters",
                "broker.urls", "tcp://broker:1883",
                "topics", "site/#::1",
                "validate.connection", "false"));
        for (int i = 0; i < changes.length; i += 2) {
            config.put(changes[i], changes[i + 1]);
        }
        return config;
    }
}
