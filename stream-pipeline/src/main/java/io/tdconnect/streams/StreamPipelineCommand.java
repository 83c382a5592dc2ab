// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.common.PluginVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the pipelines of a file, or shows their rows of sample messages. */
@Command(
        name = "stream-pipeline",
        mixinStandardHelpOptions = true,
        description =
                "Reads messages from topics, turns them into rows by the stages of a file, and writes a record for each"
                        + " row. Ends with status 1 if a pipeline failed, 2 if the configuration is wrong.")
public final class StreamPipelineCommand implements Callable<Integer> {
    private static final int WRONG_CONFIG = 2;

    @Option(
            names = "--config",
            required = true,
            description = "File with the pipelines: YAML, or properties if its name ends with .properties")
    private Path config = Path.of("");

    @Option(
            names = "--check",
            description = "Only checks the file, and shows the rows of the messages on the standard input, one a line;"
                    + " needs no broker. Status 1 if a message is refused")
    private boolean check;

    @Option(names = "--pipeline", description = "Only this pipeline of the file (may be given several times)")
    private List<String> only = List.of();

    @Option(names = "--topic", description = "With --check: topic of the messages (default: the first of input.topics)")
    private @Nullable String topic;

    @Option(names = "--key", description = "With --check: key of the messages (default: none)")
    private @Nullable String key;

    @Option(names = "--timestamp", description = "With --check: time of the messages, ms since 1970 (default: now)")
    private @Nullable Long timestamp;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final InputStream input;

    /** Reads messages for {@code --check} from the standard input. */
    public StreamPipelineCommand() {
        this(System.in);
    }

    StreamPipelineCommand(InputStream input) {
        this.input = input;
    }

    /** Runs the command line. */
    public static void main(String... arguments) {
        System.exit(commandLine(System.in).execute(arguments));
    }

    static CommandLine commandLine(InputStream input) {
        CommandLine line = new CommandLine(new StreamPipelineCommand(input));
        line.getCommandSpec().version(PluginVersion.of(StreamPipelineCommand.class));
        return line;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            List<PipelineConfig> pipelines = chosen(PipelineFile.read(config));
            return check ? check(pipelines) : RunningPipelines.run(pipelines);
        } catch (NoSuchFileException e) {
            return wrong("cannot read " + e.getMessage());
        } catch (ConfigException | IllegalArgumentException | IOException e) {
            return wrong(e.getMessage());
        }
    }

    private List<PipelineConfig> chosen(List<PipelineConfig> pipelines) {
        List<String> names = pipelines.stream().map(PipelineConfig::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new ConfigException("no pipeline " + name + " in " + config + ", expected one of "
                        + String.join(", ", names) + " after --pipeline");
            }
        }
        return pipelines.stream()
                .filter(pipeline -> only.isEmpty() || only.contains(pipeline.name()))
                .toList();
    }

    private int wrong(@Nullable String message) {
        spec.commandLine().getErr().println(message);
        return WRONG_CONFIG;
    }

    private int check(List<PipelineConfig> pipelines) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<DryRun> checks = pipelines.stream()
                .map(pipeline ->
                        new DryRun(pipeline, topic, key, timestamp == null ? System.currentTimeMillis() : timestamp))
                .toList();
        BufferedReader samples = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        int line = 0;
        for (String sample = samples.readLine(); sample != null; sample = samples.readLine()) {
            line++;
            for (DryRun one : checks) {
                if (!sample.isBlank()) {
                    out.println(one.text(line, sample));
                }
            }
        }
        checks.forEach(one -> out.println(one.summary()));
        out.flush();
        return checks.stream().anyMatch(DryRun::hasRefused) ? 1 : 0;
    }
}
