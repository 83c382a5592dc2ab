// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import io.tdconnect.streams.PipelineFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/** Files of pipelines. */
final class StreamsFuzz {
    private static final List<String> FILES = List.of(
            """
            bootstrap.servers: localhost:9092
            pipelines:
              meters:
                input.topics: [raw]
                output.topic: rows-{id}
                stages:
                  - type: ParseJson
                    nested: keep
                  - type: Filter
                    condition: id > 1
            """,
            "pipelines: {a: {input.topics.pattern: 'raw\\..*', output.topic: b, output.key: '{k}', input.format: string,"
                    + " bootstrap.servers: h}}\n",
            """
            a: &a [x, *a]
            b: &b {<<: *b}
            c: !!java.net.URL [http://localhost]
            """);
    private static final List<String> PIECES = List.of(
            "pipelines",
            ":",
            " ",
            "\n",
            "  ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "&a",
            "*a",
            "<<",
            "!!int",
            "|",
            "'",
            "\"",
            "stages",
            "type",
            "name",
            "1e999",
            "\t",
            "#",
            "---",
            "? ",
            "input.topics.pattern",
            "(a+)+");

    private StreamsFuzz() {}

    /** All targets. */
    static List<FuzzTarget> targets() {
        return List.of(FuzzTarget.with("streams.files", StreamsFuzz::files, ConfigException.class));
    }

    private static FuzzTarget.Code files() {
        Path yaml;
        try {
            yaml = Files.createTempFile("fuzz", ".yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        yaml.toFile().deleteOnExit();
        return in -> {
            String text = switch (in.below(8)) {
                case 0 -> in.pieces(PIECES, in.count(30, 4));
                case 1 ->
                    in.json(List.of(
                            "{\"pipelines\":{\"a\":{\"input.topics\":\"x\",\"stages\":[{\"type\":\"Filter\"}]}}}"));
                case 2 -> bomb(in.below(12));
                default -> in.damaged(in.one(FILES));
            };
            Files.writeString(yaml, text.replaceAll("[\ud800-\udfff]", "?"));
            PipelineFile.read(yaml);
        };
    }

    /** Anchors that refer to anchors, each twice. */
    private static String bomb(int levels) {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x,x]\n");
        for (int i = 1; i <= levels; i++) {
            yaml.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(",*a")
                    .append(i - 1);
            yaml.append("]\n");
        }
        return yaml.toString();
    }
}
