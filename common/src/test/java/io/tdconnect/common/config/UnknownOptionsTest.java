// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class UnknownOptionsTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final ConfigDef DEFINITION = new Options()
            .optional("keep.alive.ms", Type.INT, 60_000, "How long.")
            .optional("topic", Type.STRING, null, "Where to.")
            .build();

    @Test
    void namesTheNearestOption() {
        assertThat(problems(Map.of("keep_alive", "60", "keep.alive.ms", "1")))
                .containsOnlyKeys("keep_alive")
                .extractingByKey("keep_alive")
                .asString()
                .contains("Unknown option keep_alive; did you mean keep.alive.ms? (remove it");
        assertThat(problems(Map.of("task.max", "2")).get("task.max")).contains("did you mean tasks.max?");
        assertThat(problems(Map.of("gzip", "true")).get("gzip")).startsWith("Unknown option gzip (remove it");
    }

    @Test
    void knowsWhatConnectReadsAndComments() {
        assertThat(problems(Map.of(
                        "name", "n",
                        "connector.class", "c",
                        "transforms.a.type", "t",
                        "errors.deadletterqueue.topic.name", "dlq",
                        "producer.override.linger.ms", "5",
                        "topic.creation.default.partitions", "3",
                        "value.converter.schemas.enable", "false",
                        "task.lanes", "1",
                        "_comment", "for line 7")))
                .isEmpty();
    }

    /** A configuration of a megabyte, as Connect accepts it; comparing each name with each known one took ten seconds. */
    @Test
    void manyUnknownOptionsCostNoMoreThanASecondOfProcessorTime() {
        Map<String, String> config = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            config.put("keep.alive.of.the.session." + i, "");
            config.put("task.max.of.a.connector." + i, "");
        }
        long started = THREADS.getCurrentThreadCpuTime();

        Map<String, String> problems = problems(config);

        assertThat(THREADS.getCurrentThreadCpuTime() - started).isLessThan(1_000_000_000);
        assertThat(problems).hasSize(20_000);
    }

    @Test
    void theFirstHundredAreNamedWithTheNearest() {
        Map<String, String> config = new HashMap<>();
        for (int i = 100; i < 300; i++) {
            config.put("keep.alive.ms" + i, "");
        }
        assertThat(problems(config))
                .hasSize(200)
                .allSatisfy((option, problem) -> assertThat(problem.contains("did you mean keep.alive.ms?"))
                        .isEqualTo(option.compareTo("keep.alive.ms200") < 0));
    }

    @Test
    void leavesOptionsWhoseNamesUsersMake() {
        Map<String, String> config = Map.of("topic.meters.stable", "meters");

        assertThat(problems(config, "topic.")).isEmpty();
        assertThat(problems(config)).containsOnlyKeys("topic.meters.stable");
    }

    @Test
    void canBeTurnedOff() {
        assertThat(problems(Map.of("of.a.platform", "1", "validate.unknown.options", "false")))
                .isEmpty();
    }

    private static Map<String, String> problems(Map<String, String> configured, String... prefixes) {
        ConfigProblems problems = ConfigProblems.of(new Config(List.of()));
        UnknownOptions.check(configured, DEFINITION, problems, prefixes);
        Map<String, String> messages = new HashMap<>();
        for (ConfigValue value : problems.config().configValues()) {
            messages.put(value.name(), String.join("\n", value.errorMessages()));
        }
        return messages;
    }
}
