// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates, fills and removes the directories of the servers. */
public final class Directories {
    private Directories() {}

    /** Creates a new directory below {@code java.io.tmpdir}, which the build sets to its target directory. */
    static Path create(String prefix) {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return Files.createTempDirectory(Files.createDirectories(parent), prefix + "-")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "No directory can be made in " + parent + ": " + e
                            + ". JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIRECTORY names another place",
                    e);
        }
    }

    static Path write(Path file, List<String> lines) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path writeProperties(Path file, Map<String, String> properties) {
        List<String> lines = new TreeMap<>(properties)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\"))
                        .collect(Collectors.toList());
        return write(file, lines);
    }

    /** Removes a directory and its content, if it exists. */
    public static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // nothing to delete
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
