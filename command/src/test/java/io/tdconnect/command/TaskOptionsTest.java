// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TaskOptionsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void optionsOfConnectAndOfTheConnectorsReplaceThoseOfTheDsn() throws Exception {
        int status = run(
                "--source-option",
                "errors.retry.timeout=60000",
                "--source-option",
                "keep.alive.ms=1000",
                "--sink-option",
                "errors.tolerance=all",
                "--sink-option",
                "table=a=b");

        assertThat(err.toString()).doesNotContain("expected");
        assertThat(status).isZero();
        JsonNode configs = new ObjectMapper().readTree(out.toString());
        JsonNode source = configs.path(0).path("config");
        assertThat(source.path("errors.retry.timeout").asText()).isEqualTo("60000");
        assertThat(source.path("keep.alive.ms").asText()).isEqualTo("1000");
        JsonNode sink = configs.path(1).path("config");
        assertThat(sink.path("errors.tolerance").asText()).isEqualTo("all");
        assertThat(sink.path("table").asText()).isEqualTo("a=b");
    }

    @ParameterizedTest
    @CsvSource({
        "--source-option, connector.class=x, --source-option: expected an option other than connector.class and name",
        "--sink-option, name=x, --sink-option: expected an option other than connector.class and name",
        "--sink-option, errors.tolerance, should be in KEY=VALUE format but was errors.tolerance"
    })
    void wrongOptionsEndWithTwo(String argument, String value, String message) {
        assertThat(run(argument, value)).isEqualTo(2);

        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of(
                        "run",
                        "--dry-run",
                        "-f",
                        "mqtt://127.0.0.1:1883?topics=meters/+::1&client_id=td&keep_alive=60",
                        "-t",
                        "taos://127.0.0.1:6041/test",
                        "-p",
                        "{\"parse\":{\"value\":{\"json\":\"\"}},\"model\":{\"name\":\"t\",\"using\":\"m\",\"columns\":[\"ts\"],\"tags\":[]}}"));
        arguments.addAll(List.of(more));
        CommandLine line = TdconnectCommand.commandLine();
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments.toArray(String[]::new));
    }
}
