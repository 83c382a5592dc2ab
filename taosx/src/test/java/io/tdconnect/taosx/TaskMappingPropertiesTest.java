// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.taosx.dsn.Dsn;
import io.tdconnect.taosx.dsn.DsnParameter;
import io.tdconnect.taosx.dsn.HostPort;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Properties of the mapping for any user, password and value. */
class TaskMappingPropertiesTest {
    private static final String PARSER = "{\"parse\":{},\"model\":{}}";

    @Property(tries = 300)
    void userPasswordAndParametersReachTheConnectorsUnchanged(
            @ForAll("texts") String user, @ForAll("texts") String password, @ForAll("texts") String topics) {
        Dsn from = new Dsn(
                "mqtt",
                null,
                new Dsn.Login(user, password),
                List.of(new HostPort("broker", 1883)),
                "",
                List.of(new DsnParameter("topics", topics, 0)),
                false,
                true);
        Dsn to = new Dsn(
                "taos",
                "ws",
                new Dsn.Login(user, password),
                List.of(new HostPort("td", 6041)),
                "db",
                List.of(new DsnParameter("token", password, 0)),
                false,
                true);
        TaosxTask task = new TaosxTask(from.text(), to.text(), PARSER, List.of(), 0);

        MappedTask mapped = TaskMapping.map(task);

        assertThat(mapped.source())
                .containsEntry("user", user)
                .containsEntry("password", password)
                .containsEntry("topics", topics)
                .containsEntry("broker.urls", "tcp://broker:1883");
        assertThat(mapped.sink())
                .containsEntry("connection.user", user)
                .containsEntry("connection.password", password)
                .containsEntry("connection.token", password)
                .containsEntry("database", "db");
        assertThat(CommandLine.task(task.commandLine("taosx run"))).isEqualTo(task);
    }

    @Property(tries = 300)
    void anythingIsMappedOrRefusedWithPlaces(
            @ForAll("texts") String from, @ForAll("texts") String transform, @ForAll("schemes") String scheme) {
        TaosxTask task = new TaosxTask(scheme + "://" + from, scheme + "://h/" + from, null, List.of(transform), 0);
        try {
            assertThat(TaskMapping.map(task).source()).containsKey("connector.class");
        } catch (TaosxException e) {
            assertThat(e.problems())
                    .isNotEmpty()
                    .allMatch(problem -> problem.place().matches("(?s)(from: |to: |parser|-T |-j).*"));
        }
    }

    @Provide
    Arbitrary<String> schemes() {
        return Arbitraries.of("mqtt", "taos", "tmq+ws", "kafka", "influxdb+http", "opcua", "local", "csv", "pi", "x");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("@:/?#&%=+,;{}[]\"'\\")
                .withCharRange('a', 'f')
                .withChars('0', 'é', '密')
                .ofMinLength(1)
                .ofMaxLength(16);
    }
}
