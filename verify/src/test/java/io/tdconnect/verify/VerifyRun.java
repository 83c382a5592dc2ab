// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;

/**
 * A run of the command.
 *
 * @param status with which it ended
 * @param out what it wrote
 * @param err messages without those of progress
 */
record VerifyRun(int status, String out, String err) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Runs the command with arguments alone. */
    static VerifyRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new CommandLine(new VerifyCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        String messages = err.toString()
                .lines()
                .filter(line -> !line.startsWith("verify: "))
                .collect(Collectors.joining("\n"));
        return new VerifyRun(status, out.toString(), messages);
    }

    /** Runs the command with the configurations of two connectors. */
    static VerifyRun of(Path folder, Map<String, String> source, Map<String, String> sink, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("--source", file(folder, "source.json", source), "--sink", file(folder, "sink.json", sink)));
        arguments.addAll(List.of(more));
        return of(arguments.toArray(String[]::new));
    }

    static String file(Path folder, String name, Map<String, String> options) {
        try {
            return Files.writeString(folder.resolve(name), JSON.writeValueAsString(options))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The report of a run with {@code --json}. */
    JsonNode json() {
        try {
            return JSON.readTree(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The differences, each as {@code kind table time column expected found} without what is absent. */
    List<String> differences() {
        List<String> differences = new ArrayList<>();
        for (JsonNode each : json().path("differences")) {
            StringBuilder text = new StringBuilder(each.path("kind").asText());
            for (String part : List.of("table", "time", "column", "expected", "found")) {
                if (each.has(part)) {
                    text.append(' ').append(each.path(part).asText());
                }
            }
            differences.add(text.toString());
        }
        return differences;
    }
}
