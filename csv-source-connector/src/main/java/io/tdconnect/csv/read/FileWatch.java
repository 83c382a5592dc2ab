// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.read;

import io.tdconnect.csv.file.FileId;
import io.tdconnect.csv.file.FileOptions;
import io.tdconnect.csv.file.FilePattern;
import io.tdconnect.csv.file.FileSplit;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the files of a task: those that options name, and those whose new names they do not. */
final class FileWatch {
    private static final Logger log = LoggerFactory.getLogger(FileWatch.class);

    private final FileOptions options;
    private final int task;
    private final int tasks;
    private final Map<String, TrackedFile> files = new LinkedHashMap<>();

    /** Reads the ranges of this task of so many. */
    FileWatch(FileOptions options, int task, int tasks) {
        this.options = options;
        this.task = task;
        this.tasks = tasks;
    }

    Collection<TrackedFile> files() {
        return files.values();
    }

    /**
     * Looks for files once.
     *
     * @return ranges that are new
     */
    Map<FileSplit, TrackedFile> look(long now) throws IOException {
        Set<String> listed = new HashSet<>();
        Map<FileSplit, TrackedFile> added = new LinkedHashMap<>();
        for (Path path : paths()) {
            Seen seen = attributes(path);
            // Two names of one file are one file.
            if (seen != null && listed.add(seen.id.text())) {
                track(path, seen, added);
            }
        }
        List<TrackedFile> missing = files.values().stream()
                .filter(file -> !listed.contains(file.id().text()))
                .toList();
        missing.forEach(file -> follow(file, now));
        return added;
    }

    private record Seen(FileId id, BasicFileAttributes attributes) {}

    private Set<Path> paths() throws IOException {
        Set<Path> paths = new TreeSet<>();
        for (FilePattern pattern : options.patterns()) {
            if (pattern.isFile() && !Files.exists(pattern.path()) && !options.watch()) {
                if (options.whenDone() == FileOptions.WhenDone.KEEP) {
                    throw new ConnectException("Expected the file " + pattern.path() + " of " + FileOptions.FILES
                            + ", found no such file on this worker");
                }
                log.info("{} does not exist, so it is taken for done", pattern.path());
            }
            pattern.list(paths);
        }
        return paths;
    }

    private static @Nullable Seen attributes(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Seen(FileId.of(path, attributes), attributes);
        } catch (NoSuchFileException e) {
            // It has gone since it was listed.
            return null;
        }
    }

    private void track(Path path, Seen seen, Map<FileSplit, TrackedFile> added) {
        long size = seen.attributes.size();
        TrackedFile file = files.get(seen.id.text());
        TrackedFile tracked = file == null ? new TrackedFile(seen.id, path) : file;
        long known = file == null ? 0 : ranges(file.size());
        for (long range = known; range < ranges(size); range++) {
            FileSplit split = new FileSplit(seen.id, range, options.splitBytes());
            if (split.isOf(task, tasks)) {
                added.put(split, tracked);
            }
        }
        if (file != null || added.containsValue(tracked)) {
            files.put(seen.id.text(), tracked);
            tracked.seen(path, size, seen.attributes.lastModifiedTime().toMillis());
        }
    }

    /** A file has at least one range, which may be empty. */
    private long ranges(long size) {
        return options.splitBytes() == 0 ? 1 : Math.max(1, (size + options.splitBytes() - 1) / options.splitBytes());
    }

    /** A file that is no longer listed may have got another name before its last lines were read. */
    private void follow(TrackedFile file, long now) {
        Path renamed = find(file);
        if (renamed == null || file.isQuiet(now - options.doneAfter().toMillis())) {
            files.remove(file.id().text());
            log.debug("{} is gone", file.path());
        }
    }

    private static @Nullable Path find(TrackedFile file) {
        Path folder = file.path().getParent();
        if (folder == null) {
            return null;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            List<Path> all = new ArrayList<>();
            entries.forEach(all::add);
            for (Path entry : all) {
                Seen seen = attributes(entry);
                if (seen != null && seen.id.equals(file.id())) {
                    file.seen(
                            entry,
                            seen.attributes.size(),
                            seen.attributes.lastModifiedTime().toMillis());
                    return entry;
                }
            }
        } catch (IOException e) {
            log.debug("No look at {}", folder, e);
        }
        return null;
    }
}
