// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyCommandTest {
    private static final Map<String, String> SINK = Map.of(
            "connector.class", "io.tdconnect.tdengine.sink.TdengineSinkConnector",
            "connection.url", "127.0.0.1:1",
            "connection.password", "geheim7",
            "connection.timeout.ms", "200",
            "database", "db");
    private static final Map<String, String> SOURCE = Map.of(
            "connector.class", "io.tdconnect.tdengine.source.TdengineSourceConnector",
            "connection.url", "127.0.0.1:1",
            "connection.password", "geheim7",
            "connection.timeout.ms", "200",
            "database", "db");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--quick --rows|expected --quick or --rows, found both",
                "-j 0|-j: expected 1 to 64, found 0",
                "-j 65|-j: expected 1 to 64, found 65",
                "--limit -1|--limit: expected 0 or more, found -1",
                "-p {}|-p: expected none, since a parser can send each row elsewhere",
                "-T rename-table:prefix:a_|expected -f, -t and -T, or --source and --sink",
                "--from yesterday|--from: ",
                "--from 2024-01-02T00:00:00Z --to 2024-01-01T00:00:00Z|--to: expected a time after --from",
                "--unknown|Unknown option: '--unknown'"
            })
    void wrongArgumentsEndWithTwo(String arguments, String message) {
        VerifyRun run = VerifyRun.of(folder, SOURCE, SINK, arguments.split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void sourceAndTargetAreRequired() {
        assertThat(VerifyRun.of().status()).isEqualTo(2);
        assertThat(VerifyRun.of().err()).contains("expected -f and -t, or --source and --sink");
    }

    @Test
    void aFileThatCannotBeUsedIsNamed() throws Exception {
        String sink = VerifyRun.file(folder, "sink.json", SINK);
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"a\": \n");

        VerifyRun missing = VerifyRun.of("--source", folder.resolve("none.json").toString(), "--sink", sink);
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err()).contains("cannot read").contains("none.json");
        VerifyRun damaged = VerifyRun.of("--source", broken.toString(), "--sink", sink);
        assertThat(damaged.status()).isEqualTo(2);
        assertThat(damaged.err()).contains("broken.json: expected JSON, found something else in line");
    }

    @Test
    void variablesAreReplacedAsInRun() throws Exception {
        Path secrets = Files.writeString(folder.resolve("secrets.properties"), "address=127.0.0.1:2\n");
        Map<String, String> source = new HashMap<>(SOURCE);
        source.put("connection.url", "${file:" + secrets + ":address}");

        assertThat(VerifyRun.of(folder, source, SINK).err()).contains("TDengine at 127.0.0.1:2");
    }

    @Test
    void aVariableWithoutValueIsNamedWithItsOption() {
        Map<String, String> sink = new HashMap<>(SINK);
        sink.put("connection.password", "${env:TDCONNECT_NOT_SET}");

        VerifyRun run = VerifyRun.of(folder, SOURCE, sink);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("-t: connection.password: ").contains("TDCONNECT_NOT_SET");
    }

    @Test
    void aServerThatCannotBeReachedEndsWithTwoAndWithoutAPassword() {
        VerifyRun run = VerifyRun.of(folder, SOURCE, SINK);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("TDengine at 127.0.0.1:1").doesNotContain("geheim7");
    }

    @Test
    void otherConnectorsAreRefused() {
        VerifyRun source = VerifyRun.of(folder, Map.of("connector.class", "MqttSourceConnector"), SINK);
        assertThat(source.status()).isEqualTo(2);
        assertThat(source.err()).contains("-f: expected InfluxDB or TDengine").contains("MqttSourceConnector");

        VerifyRun sink = VerifyRun.of(folder, SOURCE, Map.of("connector.class", "FileStreamSink"));
        assertThat(sink.status()).isEqualTo(2);
        assertThat(sink.err()).contains("-t: expected TDengine, found FileStreamSink");
    }

    @Test
    void aSubscriptionWithoutADatabaseHasNoHistory() {
        VerifyRun run = VerifyRun.of(
                folder,
                Map.of(
                        "connector.class", "TdengineSourceConnector",
                        "connection.url", "127.0.0.1:1",
                        "topics", "t"),
                SINK);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("-f: expected a database, since topics do not keep history");
    }

    @Test
    void helpExplainsTheStatusAndTheEndOfTheTime() {
        VerifyRun run = VerifyRun.of("--help");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("status 0", "a minute before", "Examples:");
    }
}
