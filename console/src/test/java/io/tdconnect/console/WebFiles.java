// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of the pages, as they lie in the sources. */
final class WebFiles {
    static final Path FOLDER = Path.of(System.getProperty("tdconnect.root", ".."))
            .resolve("console/src/main/resources/io/tdconnect/console/web");

    private WebFiles() {}

    /** Texts by path, such as {@code js/app.js}, of the files with this ending. */
    static SortedMap<String, String> ending(String ending) {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            files.filter(file -> file.toString().endsWith(ending))
                    .forEach(file -> texts.put(name(file), text(name(file))));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return FOLDER.relativize(file).toString().replace('\\', '/');
    }
}
