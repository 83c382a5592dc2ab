// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class ServerProfileTest {
    @Test
    void aSmallControllerHasOneTask() {
        assertThat(tasks("small-plc")).isEqualTo(1);
        assertThat(tasks("s7-1200")).isEqualTo(1);
        assertThat(tasks("auto")).isEqualTo(3);
    }

    @Test
    void intervalsThatAreTooShortAreTold() {
        assertThat(problems("server.profile", "small-plc")).isEmpty();
        assertThat(problems("server.profile", "small-plc", "sampling.interval.ms", "250"))
                .containsOnlyKeys("sampling.interval.ms")
                .extractingByKey("sampling.interval.ms")
                .asString()
                .contains("expected at least 1000 with server.profile=small-plc, found 250");
        assertThat(problems("server.profile", "s7-1200", "publishing.interval.ms", "50", "sampling.interval.ms", "0"))
                .containsOnlyKeys("publishing.interval.ms", "sampling.interval.ms");
        assertThat(problems("sampling.interval.ms", "0")).isEmpty();
    }

    @Test
    void requestsAtATimeAreBounded() {
        assertThat(problems("server.profile", "s7-1200", "mode", "poll", "poll.concurrent", "4"))
                .containsOnlyKeys("poll.concurrent");
        assertThat(problems("server.profile", "s7-1200", "mode", "poll", "publishing.interval.ms", "1"))
                .as("not used by this mode")
                .isEmpty();
    }

    private static int tasks(String profile) {
        OpcuaSourceConnector connector = new OpcuaSourceConnector();
        connector.start(config("server.profile", profile));
        return connector.taskConfigs(3).size();
    }

    private static Map<String, List<String>> problems(String... options) {
        return new OpcuaSourceConnector()
                .validate(config(options)).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    private static Map<String, String> config(String... options) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "plant",
                "endpoint.url", "opc.tcp://127.0.0.1:4840",
                "nodes", "ns=2;i=2,ns=2;i=3,ns=2;i=4",
                "validate.connection", "false"));
        for (int i = 0; i < options.length; i += 2) {
            config.put(options[i], options[i + 1]);
        }
        return config;
    }
}
