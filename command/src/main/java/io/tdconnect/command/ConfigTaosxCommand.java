// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tdconnect.taosx.MappedTask;
import io.tdconnect.taosx.TaosxException;
import io.tdconnect.taosx.TaskDocument;
import io.tdconnect.taosx.TaskMapping;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Converts tasks of taosX's explorer to configurations of connectors. */
@Command(
        name = "taosx",
        mixinStandardHelpOptions = true,
        description =
                "Prints the connectors that do what a task of taosX's explorer does, for each task two documents that"
                        + " can be posted to a Connect worker.",
        footerHeading = "%nExample:%n",
        footer = {
            "  tdconnect config taosx task.json --show-secrets",
            "",
            "Exit status: 0 converted; 2 the document cannot be used."
        })
final class ConfigTaosxCommand implements Callable<Integer> {
    private static final int WRONG_ARGUMENTS = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(paramLabel = "TASK.json", description = "The task as explorer stores or exports it, or a list of tasks")
    private Path file = Path.of("");

    @Option(names = "--show-secrets", description = "Prints passwords and tokens instead of ****")
    private boolean showSecrets;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ConfigTaosxCommand() {}

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            ArrayNode documents = JSON.createArrayNode();
            for (TaskDocument task : TaskDocument.read(Files.readString(file))) {
                MappedTask mapped = TaskMapping.map(task.task());
                task.notes().forEach(note -> err.println("Note: " + note));
                mapped.notes().forEach(note -> err.println("Note: " + note));
                ClusterConfigs configs = ClusterConfigs.of(name(task, mapped), mapped);
                configs.both()
                        .forEach(each -> documents.add(ConnectorJson.document(showSecrets ? each : each.hidden())));
            }
            spec.commandLine().getOut().println(documents.toPrettyString());
            return 0;
        } catch (TaosxException e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println("TASK.json: expected a file that can be read, found " + Causes.text(e));
        }
        return WRONG_ARGUMENTS;
    }

    private static TaskName name(TaskDocument task, MappedTask mapped) {
        String name = task.name() == null ? mapped.hints().name() : task.name();
        String allowed = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+|-+$", "");
        return TaskName.chosen(
                allowed.isEmpty() ? mapped.hints().name() : allowed.substring(0, Math.min(allowed.length(), 100)));
    }
}
