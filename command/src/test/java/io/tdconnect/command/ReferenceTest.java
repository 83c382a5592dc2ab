// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The files that are generated from the options: the page, and the script that completes words in a shell. */
class ReferenceTest {
    private static final Path ROOT = Path.of(System.getProperty("tdconnect.root"));

    @Test
    void thePageIsUpToDate() throws IOException {
        check(ROOT.resolve("docs/reference/command.md"), page());
    }

    @Test
    void theCompletionScriptIsUpToDate() throws IOException {
        check(
                ROOT.resolve("distribution/src/main/archive/completion/tdconnect.bash"),
                AutoComplete.bash("tdconnect", TdconnectCommand.commandLine()));
    }

    private static void check(Path file, String expected) throws IOException {
        String update = System.getProperty("update.reference");
        if (update != null && !update.equals("false")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file))
                .as("run the test with -Dupdate.reference to rewrite it")
                .isEqualTo(expected);
    }

    private static String page() {
        StringBuilder page =
                new StringBuilder("# tdconnect\n\nGenerated from the command; see [its page](../command.md).\n");
        append(page, TdconnectCommand.commandLine());
        return page.toString();
    }

    private static void append(StringBuilder page, CommandLine line) {
        StringWriter usage = new StringWriter();
        line.usage(new PrintWriter(usage), CommandLine.Help.Ansi.OFF);
        page.append("\n## ").append(line.getCommandSpec().qualifiedName()).append("\n\n```\n");
        // Lines that picocli fills with spaces.
        usage.toString()
                .lines()
                .forEach(text -> page.append(text.stripTrailing()).append('\n'));
        page.append("```\n");
        line.getSubcommands().values().forEach(each -> append(page, each));
    }
}
