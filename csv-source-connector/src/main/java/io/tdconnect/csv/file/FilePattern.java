// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.file;

import io.tdconnect.common.config.WorkerFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file, a folder, or a pattern of files.
 *
 * @param path of the file or folder; of a pattern the folder below which its files are
 * @param glob pattern of the whole path; null for a file or folder
 * @param depth how many folders deep the pattern reaches
 */
public record FilePattern(Path path, @Nullable String glob, int depth) {
    private static final Pattern OF_FOLDER = Pattern.compile("(?i)[^.].*\\.(csv|tsv|txt)(\\.(gz|zst))?");
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");
    private static final String ANY_DEPTH = "**";

    /**
     * The pattern in an option.
     *
     * @throws IllegalArgumentException if it is not a path, or outside of the folders that options may name
     */
    public static FilePattern parse(String text) {
        String trimmed = text.trim();
        int wildcard = first(trimmed);
        if (wildcard < 0) {
            return new FilePattern(WorkerFile.allowed(trimmed).toAbsolutePath().normalize(), null, 0);
        }
        int slash = trimmed.lastIndexOf('/', wildcard);
        String folder = slash < 0 ? "." : trimmed.substring(0, slash + 1);
        String rest = trimmed.substring(slash + 1);
        Path base = WorkerFile.allowed(folder).toAbsolutePath().normalize();
        String glob = (base.toString().equals("/") ? "" : escaped(base.toString())) + '/' + rest;
        base.getFileSystem().getPathMatcher("glob:" + glob);
        int depth = rest.contains(ANY_DEPTH) ? Integer.MAX_VALUE : rest.split("/", -1).length;
        return new FilePattern(base, glob, depth);
    }

    private static int first(String text) {
        var matcher = WILDCARD.matcher(text);
        return matcher.find() ? matcher.start() : -1;
    }

    private static String escaped(String path) {
        return path.replaceAll("[\\\\*?\\[\\]{}]", "\\\\$0");
    }

    /** Whether it is the path of a file, which has to exist. */
    public boolean isFile() {
        return glob == null && !Files.isDirectory(path);
    }

    /**
     * Adds the files that exist now.
     *
     * @throws IOException if a folder cannot be read
     */
    public void list(Collection<Path> files) throws IOException {
        if (glob != null) {
            listMatching(path.getFileSystem().getPathMatcher("glob:" + glob), files);
        } else if (Files.isDirectory(path)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                    path,
                    entry -> OF_FOLDER
                            .matcher(String.valueOf(entry.getFileName()))
                            .matches())) {
                for (Path entry : entries) {
                    add(entry, files);
                }
            }
        } else if (Files.exists(path)) {
            add(path, files);
        }
    }

    private void listMatching(PathMatcher matcher, Collection<Path> files) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new NoSuchFileException(path.toString());
        }
        try (Stream<Path> entries = Files.walk(path, depth, FileVisitOption.FOLLOW_LINKS)) {
            entries.filter(matcher::matches).forEach(entry -> add(entry, files));
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void add(Path entry, Collection<Path> files) {
        if (Files.isRegularFile(entry) && isAllowed(entry)) {
            files.add(entry.toAbsolutePath().normalize());
        }
    }

    /** A link may lead out of the folders that options may name. */
    private static boolean isAllowed(Path entry) {
        try {
            WorkerFile.allowed(entry.toString());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return glob == null ? path.toString() : glob;
    }
}
