// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static io.tdconnect.influxdb.TaskRun.properties;
import static io.tdconnect.influxdb.TaskRun.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.tdconnect.testing.Certificates;
import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.TcpProxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

    @Test
    void aServerWithTheCertificateOfAnotherHostGetsNoPassword(@TempDir Path folder) throws Exception {
        Certificates elsewhere = Certificates.generateFor(folder, "other.example");
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.start();
        try (TcpProxy proxy = TcpProxy.decrypting("127.0.0.1", web.getAddress().getPort(), elsewhere)) {
            Map<String, String> config = new HashMap<>(Map.of(
                    "name", "influx",
                    "url", "https://localhost:" + proxy.port(),
                    "bucket", "db",
                    "user", "u",
                    "password", "p",
                    "begin.time", "2020-01-01T00:00:00Z",
                    "tls.ca", elsewhere.ca().toString()));

            assertThat(problems(config)).containsOnlyKeys("url");
            assertThat(problems(config).get("url")).asString().contains("localhost");
            assertThat(proxy.received()).isZero();

            config.put("tls.hostname.verification", "false");
            assertThat(problems(config).toString()).contains("404");
        } finally {
            web.stop(0);
        }
    }

    @Test
    void aUserWhoMayOnlyReadTheDatabaseIsEnough() throws Exception {
        assumeTrue(InfluxdServer.installed(), "skipped: influxd is not installed");
        try (InfluxdServer server = InfluxdServer.start()) {
            server.createDatabase("db");
            Influxd.fill(server, "db", "m", 1, 100);
            server.query("CREATE USER reader WITH PASSWORD 'reads only'; GRANT READ ON db TO reader");
            Map<String, String> config =
                    properties(server, "db", List.of("m"), "user", "reader", "password", "reads only");

            assertThat(problems(config)).isEmpty();
            try (TaskRun run = new TaskRun(config)) {
                assertThat(run.takeAll()).hasSize(100);
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
