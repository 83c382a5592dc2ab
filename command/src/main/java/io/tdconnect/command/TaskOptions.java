// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import io.tdconnect.taosx.OwnOptions;
import io.tdconnect.taosx.TaosxTask;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that describe a task, spelled as those of taosX. */
final class TaskOptions {
    @Option(
            names = {"-f", "--from"},
            paramLabel = "DSN",
            order = 1,
            description =
                    "What to read: driver://user:password@host:port/object?parameter=value (default: the environment"
                            + " variable TDCONNECT_FROM, which other users of the machine do not see)")
    private @Nullable String from;

    @Option(
            names = {"-t", "--to"},
            paramLabel = "DSN",
            order = 2,
            description =
                    "Where to write: taos://host:6041/database, or local:directory for a backup (default: TDCONNECT_TO)")
    private @Nullable String to;

    @Option(
            names = {"-p", "--parser"},
            paramLabel = "@FILE|JSON",
            order = 3,
            description = "Parser document of taosX, or a file that contains it")
    private @Nullable String parser;

    @Option(
            names = {"-T", "--transform"},
            paramLabel = "RULE",
            order = 4,
            description = "Change of table names or tags, such as rename-table:prefix:new_ or add-tag:site=north;"
                    + " may be given several times")
    private List<String> transforms = List.of();

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "NUMBER",
            order = 5,
            description = "How many tasks read at the same time (default: 1)")
    private int jobs;

    @Option(
            names = OwnOptions.OF_SOURCE,
            paramLabel = "OPTION=VALUE",
            order = 6,
            description =
                    "Option of the source connector by its own name, which takes precedence over the DSN; nothing after"
                            + " the equals sign leaves it at its default; may be given several times")
    private Map<String, String> sourceOptions = Map.of();

    @Option(
            names = OwnOptions.OF_SINK,
            paramLabel = "OPTION=VALUE",
            order = 7,
            description = "The same for the sink, such as transforms=parse with transforms.parse.type=…")
    private Map<String, String> sinkOptions = Map.of();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /**
     * The task.
     *
     * @throws ParameterException if a side is missing
     */
    TaosxTask task() {
        return new TaosxTask(from(), to(), parser, transforms, jobs, new OwnOptions(sourceOptions, sinkOptions));
    }

    /** The name of a task that was given none. */
    TaskName name() {
        return TaskName.of(from(), to());
    }

    /** At least one. */
    int jobs() {
        return Math.max(1, jobs);
    }

    String from() {
        return present(from, "--from", "TDCONNECT_FROM");
    }

    String to() {
        return present(to, "--to", "TDCONNECT_TO");
    }

    private String present(@Nullable String given, String option, String variable) {
        String value = given != null ? given : System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new ParameterException(
                    command.commandLine(),
                    "Expected " + option + "=DSN or the environment variable " + variable + ", found neither");
        }
        return value;
    }
}
