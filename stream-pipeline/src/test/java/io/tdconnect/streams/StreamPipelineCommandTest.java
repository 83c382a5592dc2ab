// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamPipelineCommandTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("tdconnect.root"), "stream-pipeline/src/main/plugin/etc/meters.yaml");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void showsTheRowsOfTheExample() throws IOException {
        String message = Files.readAllLines(EXAMPLE).stream()
                .filter(line -> line.startsWith("#   {"))
                .findFirst()
                .orElseThrow()
                .substring(4);

        int status = run(message + "\n{\"id\":1}\n\n{\"id\":", "--config", EXAMPLE.toString(), "--check");

        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                Line 1: %s
                  topic meter-rows, key d1
                    td.stable=meters, td.table=d1, td.tags=id,location, td.timestamp=ts, td.row=0, td.parent.topic=mqtt-meters, td.parent.partition=0, td.parent.offset=0
                    {"ts":"2023-11-14T22:13:20.001Z","voltage":220.1,"id":1,"location":"hall"}
                  topic meter-rows, key d1
                    td.stable=meters, td.table=d1, td.tags=id,location, td.timestamp=ts, td.row=1, td.parent.topic=mqtt-meters, td.parent.partition=0, td.parent.offset=0
                    {"ts":"2023-11-14T22:13:20.002Z","voltage":220.4,"id":1,"location":"hall"}

                Line 2: {"id":1}
                  dropped

                Line 4: {"id":
                  refused: ParseJson: Expected JSON, found a fault at line 1, column 7: Unexpected end-of-input within/between Object entries

                pipeline meters is valid; 3 messages: 2 rows, 1 dropped, 1 refused
                """.formatted(message));
        assertThat(status).isEqualTo(1);
    }

    @Test
    void aValidFileWithoutSamplesIsFine() {
        assertThat(run("", "--config", EXAMPLE.toString(), "--check")).isZero();
        assertThat(out.toString()).contains("pipeline meters is valid");
    }

    @Test
    void saysWhatIsWrongWithTheFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("p.yaml"), Files.readString(EXAMPLE).replace("Explode", "Explod"));

        assertThat(run("", "--config", file.toString(), "--check")).isEqualTo(2);
        assertThat(err.toString()).contains("pipeline meters: stage Explod (Explod): expected a transform");
        assertThat(run("", "--config", folder.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("cannot read").contains("none.yaml");
        assertThat(run("", "--config", EXAMPLE.toString(), "--check", "--pipeline", "other"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no pipeline other in").contains("expected one of meters");
    }

    @Test
    void tellsSettingsThatNobodyKnows() throws IOException {
        Path file = Files.writeString(
                folder.resolve("p.yaml"), Files.readString(EXAMPLE) + "streams.num.stream.thread: 2\n");

        assertThat(run("", "--config", file.toString(), "--check")).isZero();
        assertThat(out.toString())
                .contains("Kafka Streams does not know streams.num.stream.thread, and passes them on");
    }

    @Test
    void whatStreamsRefusesAtItsStartIsOneLine() throws IOException {
        Path file = Files.writeString(
                folder.resolve("p.yaml"),
                Files.readString(EXAMPLE)
                        + "streams: {security.protocol: SASL_PLAINTEXT, sasl.jaas.config: 'a.Login required password=secret'}\n");

        assertThat(run("", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("pipeline meters: ")
                .doesNotContain("secret", "\tat ")
                .hasLineCount(1);
    }

    @Test
    void tellsItsVersion() {
        assertThat(run("", "--version")).isZero();
        assertThat(out.toString().strip()).isNotEmpty();
    }

    private int run(String samples, String... arguments) {
        return StreamPipelineCommand.commandLine(new ByteArrayInputStream(samples.getBytes(StandardCharsets.UTF_8)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
