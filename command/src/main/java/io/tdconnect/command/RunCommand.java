// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import io.tdconnect.taosx.MappedTask;
import io.tdconnect.taosx.TaosxException;
import io.tdconnect.taosx.TaskMapping;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a task, shows its connectors' configurations, or creates them on a Connect cluster. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Reads from one side and writes to the other until the source has ended, or until it is stopped. The"
                        + " position is kept in a file, and a second start goes on from there.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  Messages of an MQTT broker, until Ctrl-C:",
            "    tdconnect run -f 'mqtt://127.0.0.1:1883?topics=meters/+::1&client_id=td' -t taos://127.0.0.1:6041/test -p @parser.json",
            "  The history of an InfluxDB, to its end:",
            "    tdconnect run -f 'influxdb+http://127.0.0.1:8086/?version=1.8&bucket=plant&beginTime=2024-01-01T00:00:00Z&endTime=2025-01-01T00:00:00Z' -t taos://127.0.0.1:6041/plant",
            "  Only the configurations of the connectors:",
            "    tdconnect run -f … -t … --dry-run",
            "  The same task on a Connect cluster, with its progress:",
            "    tdconnect run -f … -t … --via http://connect:8083 --follow",
            "",
            "Exit status: 0 done, or stopped by SIGTERM or Ctrl-C with everything written; 1 failed; 2 wrong arguments."
        })
final class RunCommand implements Callable<Integer> {
    private static final int WRONG_ARGUMENTS = 2;

    @Mixin
    private TaskOptions task = new TaskOptions();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            order = 10,
            description =
                    "Name of the task in metrics, of its offsets file and of its connectors on a cluster (default: the"
                            + " driver and a hash of both DSNs without their passwords)")
    private @Nullable String name;

    @Option(
            names = "--dry-run",
            order = 11,
            description = "Only prints the configurations of the two connectors as JSON")
    private boolean dryRun;

    @Option(
            names = "--show-secrets",
            order = 12,
            description = "With --dry-run: prints passwords and tokens instead of ****")
    private boolean showSecrets;

    @ArgGroup(validate = false, order = 20, heading = "%nWithout a cluster:%n")
    private DirectOptions direct = new DirectOptions();

    @ArgGroup(validate = false, order = 40, heading = "%nOn a cluster:%n")
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", order = 80, description = "Progress and result as a JSON object per line")
    private boolean json;

    @Mixin
    private LogOptions log = new LogOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RunCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            TaskName taskName = name == null ? task.name() : TaskName.chosen(name);
            MappedTask mapped = dryRun ? TaskMapping.map(task.task()) : SingleTable.mapped(task.task());
            log.apply(mapped.hints().logLevel());
            mapped.notes().forEach(note -> err.println("Note: " + note));
            err.flush();
            return run(taskName, mapped);
        } catch (TaosxException | WrongArgumentException e) {
            err.println(e.getMessage());
            return WRONG_ARGUMENTS;
        }
    }

    private int run(TaskName taskName, MappedTask mapped) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (dryRun) {
            ConnectorJson.print(out, ClusterConfigs.of(taskName, mapped), showSecrets);
            return 0;
        }
        if (cluster.via() != null) {
            return new ClusterTask(ClusterConfigs.of(taskName, mapped), cluster, out, err).run();
        }
        return new DirectRun(taskName, mapped, task.jobs(), direct, out, err).run(form());
    }

    private ProgressDisplay.Form form() {
        if (json) {
            return ProgressDisplay.Form.JSON;
        }
        return Boolean.getBoolean("tdconnect.terminal") ? ProgressDisplay.Form.TERMINAL : ProgressDisplay.Form.LINES;
    }
}
