// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The unpacked archive with the command {@code tdconnect}, and a home of its own for the files of its tasks. */
final class CommandArchive {
    private static final Path ROOT = Path.of(System.getProperty("tdconnect.root"));
    private static final String NAME = "tdconnect-" + System.getProperty("tdconnect.version");

    private final Path home;
    private final Path folder;

    private CommandArchive(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    static Path file() {
        return ROOT.resolve("distribution/target").resolve(NAME + ".tar.gz");
    }

    /** Unpacks it in a folder whose name has a space. */
    static CommandArchive unpack() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "com mand")
                .toAbsolutePath();
        Process tar = new ProcessBuilder("tar", "xzf", file().toString(), "-C", folder.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor(2, TimeUnit.MINUTES) && tar.exitValue() == 0)
                .as("unpacks " + file() + ", which mvn -Dquick -DskipTests package -pl distribution -am builds")
                .isTrue();
        return new CommandArchive(folder.resolve(NAME), folder);
    }

    Path home() {
        return home;
    }

    /** A folder for files of a test, the current one of its commands. */
    Path folder() {
        return folder;
    }

    Path command() {
        return home.resolve("bin/tdconnect");
    }

    CommandProcess start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    CommandProcess start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(command().toString()));
        command.addAll(List.of(arguments));
        return started(environment, command);
    }

    /** Runs a line of a shell in which {@code taosx} is this command. */
    CommandProcess shell(String line) throws IOException {
        String script = "taosx() { exec \"$TDCONNECT\" \"$@\"; }\n" + line + "\n";
        return started(Map.of("TDCONNECT", command().toString()), List.of("bash", "-c", script));
    }

    private CommandProcess started(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return CommandProcess.start(builder, folder);
    }
}
