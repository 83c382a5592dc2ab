// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.InfluxdServer;
import io.tdconnect.testing.influx.Influx2Stub;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ValidationIT {
    @AutoClose
    private static InfluxdServer server;

    @BeforeAll
    static void startServer() {
        server = Influxd.start();
        server.createDatabase("db");
        server.write("db", "m value=1i " + Influxd.T0);
    }

    @Test
    void acceptsWhatWorks() {
        assertThat(problems(version1())).isEmpty();
    }

    @Test
    void namesTheOptionOfEachProblemOfTheServer() {
        server.query("CREATE USER nobody WITH PASSWORD 'x'");

        assertThat(problems(version1("password", "wrong"))).containsOnlyKeys("password");
        assertThat(problems(version1("user", "nobody", "password", "x"))).containsOnlyKeys("user");
        assertThat(problems(version1("bucket", "nope"))).containsOnlyKeys("bucket");
        assertThat(problems(version1("retention.policy", "nope"))).containsOnlyKeys("retention.policy");
        assertThat(problems(version1("url", "http://127.0.0.1:1"))).containsOnlyKeys("url");
        assertThat(problems(version1("version", "2.7", "org.id", Influx2Stub.ORG, "token", "t")))
                .containsOnlyKeys("version");
    }

    @Test
    void namesTheOptionsThatDoNotFitTogether() {
        assertThat(problems(version1("end.time", "2000-01-01T00:00:00Z"))).containsOnlyKeys("end.time");
        assertThat(problems(version1("url", "http://[::99999999999.1.1.1]"))).containsOnlyKeys("url");
        assertThat(problems(version1("begin.time", "yesterday"))).containsOnlyKeys("begin.time");
        assertThat(problems(version1("history.slices", "4"))).containsOnlyKeys("history.slices.end");
        assertThat(problems(version1("token", "t"))).containsOnlyKeys("token");
        assertThat(problems(version1("user", ""))).containsOnlyKeys("user");
        assertThat(problems(version1("version", "2.x"))).containsOnlyKeys("org.id", "token");
        assertThat(problems(version1("topic", "{host}"))).containsOnlyKeys("topic");
        assertThat(problems(version1("tag.conditions", "host"))).containsOnlyKeys("tag.conditions");
    }

    @Test
    void secretsInTheAddressAreRefusedAndNotRepeated() {
        for (String url :
                List.of("http://admin:s3cret@h:8086", "http://h:8086?u=admin&p=s3cret", "http://a:s3cret@h_1:8086")) {
            Map<String, List<String>> problems = problems(version1("url", url));
            assertThat(problems).containsOnlyKeys("url");
            assertThat(problems.toString()).contains("use user and password").doesNotContain("s3cret", "admin");
        }
    }

    @Test
    void checksVersion2() {
        try (Influx2Stub stub = new Influx2Stub(server, "db", true)) {
            assertThat(problems(version2(stub))).isEmpty();
            assertThat(problems(version2(stub, "token", "wrong"))).containsOnlyKeys("token");
            assertThat(problems(version2(stub, "org.id", "ffffffffffffffff"))).containsOnlyKeys("org.id");
            assertThat(problems(version2(stub, "org.id", "a b"))).containsOnlyKeys("org.id");
            assertThat(problems(version2(stub, "bucket", "nope"))).containsOnlyKeys("bucket");
            assertThat(problems(version2(stub, "version", "1.8", "token", "", "org.id", "")))
                    .containsOnlyKeys("version");
        }
    }

    @Test
    void explainsTheMappingThatVersion2Needs() {
        try (Influx2Stub stub = new Influx2Stub(server, "db", false)) {
            assertThat(problems(version2(stub)).get("dbrp.auto.create"))
                    .asString()
                    .contains("dbrp.auto.create=true", "influx v1 dbrp create");
            assertThat(problems(version2(stub, "dbrp.auto.create", "true"))).isEmpty();
            assertThat(stub.mapped()).as("validation changes nothing").isFalse();
        }
    }

    @Test
    void messagesHoldNoSecret() {
        assertThat(problems(version1("password", "wr0ng-secret")).toString()).doesNotContain("wr0ng-secret");
    }

    static Map<String, String> version2(Influx2Stub stub, String... more) {
        Map<String, String> config = config(stub.url());
        config.putAll(Map.of("version", "2.7", "org.id", Influx2Stub.ORG, "token", Influx2Stub.TOKEN));
        return with(config, more);
    }

    private static Map<String, String> version1(String... more) {
        Map<String, String> config = config(server.url());
        config.putAll(Map.of("user", server.user(), "password", server.password()));
        return with(config, more);
    }

    private static Map<String, String> config(String url) {
        return new HashMap<>(
                Map.of("name", "influx", "url", url, "bucket", "db", "begin.time", "2020-01-01T00:00:00Z"));
    }

    private static Map<String, String> with(Map<String, String> config, String... more) {
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    private static Map<String, List<String>> problems(Map<String, String> config) {
        return new InfluxSourceConnector()
                .validate(config).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
