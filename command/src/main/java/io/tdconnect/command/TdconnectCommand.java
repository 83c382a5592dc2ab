// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.preview.PreviewCommand;
import io.tdconnect.streams.StreamPipelineCommand;
import io.tdconnect.verify.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code tdconnect}. */
@Command(
        name = "tdconnect",
        mixinStandardHelpOptions = true,
        versionProvider = TdconnectCommand.Version.class,
        subcommands = {RunCommand.class, CheckCommand.class, ConfigCommand.class, ConsoleCommand.class},
        description =
                "Moves data from MQTT, OPC UA, InfluxDB, OpenTSDB, Kafka, CSV files, TDengine and backups to TDengine,"
                        + " with the connectors of Kafka Connect and without a cluster.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tdconnect run -f 'mqtt://127.0.0.1:1883?topics=meters/+::1&client_id=td' -t taos://127.0.0.1:6041/test -p @parser.json",
            "  tdconnect run --help",
            "",
            "Exit status: 0 done, or stopped by SIGTERM or Ctrl-C with everything written; 1 failed; 2 wrong arguments."
        })
public final class TdconnectCommand {
    TdconnectCommand() {}

    /** Runs the command line. */
    public static void main(String... arguments) {
        LogOptions.configure(arguments.length == 0 ? "" : arguments[0]);
        System.exit(commandLine().execute(arguments));
    }

    /** The command with all its subcommands. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new TdconnectCommand());
        add(line, "preview", new CommandLine(new PreviewCommand()));
        add(line, "verify", new CommandLine(new VerifyCommand()));
        add(line, "pipeline", new CommandLine(new StreamPipelineCommand()));
        // Arguments such as @parser.json are values of taosX, not files with arguments.
        line.setExpandAtFiles(false);
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(100);
        line.getSubcommands().values().forEach(each -> each.getCommandSpec().versionProvider(new Version()));
        return line;
    }

    private static void add(CommandLine line, String name, CommandLine subcommand) {
        subcommand.getCommandSpec().name(name);
        line.addSubcommand(name, subcommand);
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tdconnect " + PluginVersion.of(TdconnectCommand.class)};
        }
    }
}
