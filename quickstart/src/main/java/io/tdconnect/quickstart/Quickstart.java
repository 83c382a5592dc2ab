// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.quickstart;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Sends sensor messages through the packaged plugins and shows the rows that arrive; see {@code bin/quickstart --help}.
 */
@Command(
        name = "bin/quickstart",
        mixinStandardHelpOptions = true,
        description =
                "Sensor messages from an MQTT broker to rows in TDengine, through Kafka and the packaged plugins.")
public final class Quickstart implements Callable<Integer> {
    private static final int LOST = 1;

    @Option(names = "--seconds", description = "Seconds after which it ends by itself; 0: until Ctrl-C.")
    private int seconds;

    @Option(
            names = "--rate",
            defaultValue = "1000",
            description = "Messages per second of all meters together (default: ${DEFAULT-VALUE}).")
    private int rate;

    @CommandLine.Mixin
    private DemoPorts ports = new DemoPorts();

    private Quickstart() {}

    /** Ends with status 0 if every message became a row, 1 if not or on failure, 2 on wrong arguments. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new Quickstart());
        command.setExecutionExceptionHandler((e, line, parsed) -> {
            line.getErr().println(explanation(e));
            return LOST;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (rate < 1 || seconds < 0) {
            System.err.println("--rate must be at least 1 and --seconds at least 0.");
            return CommandLine.ExitCode.USAGE;
        }
        ports.requireFree();
        Path root = Path.of(System.getProperty("tdconnect.root", ".")).toAbsolutePath();
        System.out.println("Starting Mosquitto, Kafka, Connect and TDengine …");
        try (DemoServers stage = DemoServers.start(root, ports)) {
            stage.describe(System.out);
            return play(stage);
        }
    }

    private int play(DemoServers stage) throws Exception {
        try (ProgressDisplay show = new ProgressDisplay(stage, rate)) {
            Thread onInterrupt = new Thread(
                    () -> System.out.println("\nStopped. " + show.last().line(0)), "quickstart-interrupted");
            Runtime.getRuntime().addShutdownHook(onInterrupt);
            show.play(seconds);
            DeliveryCounts counts = show.finish();
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
            return counts.lost() == 0 && counts.rows() > 0 ? CommandLine.ExitCode.OK : LOST;
        }
    }

    private static String explanation(Throwable e) {
        return e.getMessage() != null ? e.getMessage() : e.toString();
    }
}
