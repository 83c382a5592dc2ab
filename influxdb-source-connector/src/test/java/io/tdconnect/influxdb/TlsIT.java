// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static io.tdconnect.influxdb.TaskRun.properties;
import static io.tdconnect.influxdb.TaskRun.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.Certificates;
import io.tdconnect.testing.InfluxdServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An influxd that speaks https. */
@Timeout(60)
class TlsIT {
    @Test
    void readsFromAServerWhoseCertificateItTrustsAndFromNoOther(@TempDir Path folder) throws Exception {
        assumeTrue(InfluxdServer.installed(), "skipped: influxd is not installed");
        Certificates certificates = Certificates.generate(folder);
        try (InfluxdServer server = InfluxdServer.start(certificates)) {
            server.createDatabase("db");
            Influxd.fill(server, "db", "m", 10, 2_000);
            Map<String, String> untrusted = properties(server, "db", List.of("m"), "retry.timeout.ms", "100");
            Map<String, String> trusted =
                    with(untrusted, "tls.ca", certificates.ca().toString());
            assertThat(server.url()).startsWith("https:");

            try (TaskRun run = new TaskRun(trusted)) {
                assertThat(run.takeAll()).hasSize(20_000);
            }
            assertThat(problems(trusted)).isEmpty();
            assertThat(problems(untrusted)).containsOnlyKeys("url");
            assertThat(problems(untrusted).get("url")).asString().contains("certificat");
            try (TaskRun run = new TaskRun(untrusted)) {
                assertThatThrownBy(run::takeAll).hasMessageContaining("retry.timeout.ms");
            }
        }
    }

    private static Map<String, List<String>> problems(Map<String, String> ofTask) {
        Map<String, String> config = new HashMap<>(ofTask);
        config.remove("task.lanes");
        Map<String, List<String>> problems = new HashMap<>();
        for (ConfigValue value : new InfluxSourceConnector().validate(config).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                problems.put(value.name(), value.errorMessages());
            }
        }
        return problems;
    }
}
