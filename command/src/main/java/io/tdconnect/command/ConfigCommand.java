// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import picocli.CommandLine.Command;

/** Converts configurations. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        subcommands = ConfigTaosxCommand.class,
        description = "Converts configurations of other programs to those of connectors.")
final class ConfigCommand {
    ConfigCommand() {}
}
