// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.source.TaskIdentity;
import io.tdconnect.tdengine.source.TdengineSourceConnector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionModeTest {
    private static final Map<String, String> CONFIG = Map.of("connection.url", "localhost:6041", "topics", "a,b,c");

    @ParameterizedTest
    @CsvSource({
        "group.id, g, SUPPORTED",
        "behavior.on.gap, continue, SUPPORTED",
        "tasks.per.topic, 2, UNSUPPORTED",
        "snapshot, true, UNSUPPORTED",
        "behavior.on.gap, fill, UNSUPPORTED",
    })
    void rowsThatMayComeTwiceAreNotDeliveredExactlyOnce(String option, String value, ExactlyOnceSupport support) {
        assertThat(new TdengineSourceConnector().exactlyOnceSupport(with(option, value)))
                .isEqualTo(support);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 1, 2", "3, 1, 3", "9, 1, 3", "1, 4, 1", "5, 4, 3", "6, 4, 6", "7, 2, 6"})
    void topicsAreSplitOverTasksAndSharedByFurtherOnes(int max, String perTopic, int tasks) {
        TdengineSourceConnector connector = new TdengineSourceConnector();
        connector.start(with("tasks.per.topic", perTopic));

        List<Map<String, String>> configs = connector.taskConfigs(max);

        assertThat(configs).hasSize(tasks);
        assertThat(configs)
                .extracting(config -> config.get(TaskIdentity.TASK_ID))
                .doesNotHaveDuplicates();
        assertThat(configs)
                .flatExtracting(config ->
                        List.of(config.get(SubscriptionMode.TASK_TOPICS).split("\n", -1)))
                .containsOnly("a", "b", "c");
        assertThat(connector.taskConfigs(max)).isEqualTo(configs);
        connector.stop();
    }

    @ParameterizedTest
    @CsvSource({"name, a`b", "group.id, a`b", "group.id, ` ON t"})
    void aGroupHasNoBackticks(String option, String value) {
        Map<String, String> config = with(option, value);
        config.put("validate.connection", "false");

        assertThat(new TdengineSourceConnector().validate(config).configValues())
                .filteredOn(found -> !found.errorMessages().isEmpty())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.name()).isEqualTo("group.id");
                    assertThat(found.errorMessages()).asString().contains("backtick");
                });
    }

    private static Map<String, String> with(String option, String value) {
        Map<String, String> config = new HashMap<>(CONFIG);
        config.put(option, value);
        return config;
    }
}
