// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.csv.file.FileContent;
import io.tdconnect.csv.file.FileOptions;
import io.tdconnect.csv.file.FilePattern;
import io.tdconnect.csv.format.BadFileException;
import io.tdconnect.csv.format.FormatOptions;
import io.tdconnect.csv.format.Preamble;
import io.tdconnect.csv.read.ReadOptions;
import io.tdconnect.csv.record.ErrorOptions;
import io.tdconnect.csv.record.FileRecords;
import io.tdconnect.csv.record.RecordOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Checks whether options fit together, and whether the files are there. */
final class ConfigCheck {
    /** Files whose headers are read. */
    private static final int MOST_HEADERS = 10;

    private final CsvSourceConfig config;
    private final ConfigProblems problems;

    ConfigCheck(CsvSourceConfig config, ConfigProblems problems) {
        this.config = config;
        this.problems = problems;
    }

    void run() {
        ReadOptions options = config.reading();
        checkFormat(options.format());
        checkFiles(options.files(), options.format());
        checkNames(options);
        if (options.errors().onError() == ErrorOptions.OnError.TOPIC
                && options.errors().topic().isEmpty()) {
            problems.add(
                    ErrorOptions.TOPIC,
                    "expected a Kafka topic, since " + ErrorOptions.ON_ERROR + " is topic, found none");
        }
        ConnectionCheck.run(config, problems, FileOptions.FILES, List.of(), () -> look(options));
    }

    private void checkFormat(FormatOptions format) {
        String ambiguous = format.characters().ambiguous();
        if (ambiguous != null) {
            problems.add(
                    ambiguous,
                    "expected different characters for " + FormatOptions.DELIMITER + ", " + FormatOptions.QUOTE + ", "
                            + FormatOptions.ESCAPE + " (which needs a quote) and " + FormatOptions.COMMENT);
        }
    }

    private void checkFiles(FileOptions files, FormatOptions format) {
        if (files.whenDone() == FileOptions.WhenDone.MOVE && files.doneDirectory() == null) {
            problems.add(
                    FileOptions.DONE_DIRECTORY,
                    "expected a folder, since " + FileOptions.WHEN_DONE + " is move, found none");
        }
        for (FilePattern pattern : files.patterns()) {
            if (pattern.path().equals(files.doneDirectory())) {
                problems.add(
                        FileOptions.DONE_DIRECTORY,
                        "expected another folder than those of " + FileOptions.FILES
                                + ", since files there would be read again");
            }
        }
        if (files.splitBytes() > 0 && format.lineBreaks()) {
            problems.add(
                    FileOptions.SPLIT_BYTES,
                    "expected " + FormatOptions.LINE_BREAKS + "=false with it, since a range can otherwise not know"
                            + " whether it begins inside quotes");
        }
        if (files.splitBytes() > 0 && files.whenDone() != FileOptions.WhenDone.KEEP) {
            problems.add(
                    FileOptions.WHEN_DONE,
                    "expected keep with " + FileOptions.SPLIT_BYTES
                            + ", since no task knows what the others have read of a file");
        }
        if (files.splitBytes() > 0 && format.encoding().wide()) {
            problems.add(FormatOptions.CHARSET, "expected another charset than UTF-16 with " + FileOptions.SPLIT_BYTES);
        }
    }

    /** If the columns are given, the names in other options are known to be right or wrong. */
    private void checkNames(ReadOptions options) {
        List<String> columns = options.format().names();
        if (columns.isEmpty()) {
            return;
        }
        try {
            FileRecords.requireColumns(options.records(), columns);
        } catch (BadFileException e) {
            problems.add(RecordOptions.TYPES, String.valueOf(e.getMessage()));
        }
    }

    private void look(ReadOptions options) throws IOException, OptionException {
        Collection<Path> found = new TreeSet<>();
        for (FilePattern pattern : options.files().patterns()) {
            try {
                pattern.list(found);
            } catch (IOException e) {
                throw new OptionException(
                        FileOptions.FILES,
                        "expected a folder that this worker can read, found none at " + pattern.path() + " ("
                                + e.getClass().getSimpleName() + ")");
            }
        }
        if (found.isEmpty() && !options.files().watch()) {
            throw new OptionException(FileOptions.FILES, "expected files on this worker, found none");
        }
        checkSystem(options.files(), found);
        for (Path file : found.stream().limit(MOST_HEADERS).toList()) {
            readHeader(file, options);
        }
    }

    private static void checkSystem(FileOptions files, Collection<Path> found) throws IOException, OptionException {
        Path target = files.doneDirectory();
        if (target == null || found.isEmpty()) {
            return;
        }
        Path existing = target;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        Path first = found.iterator().next();
        if (!Files.getFileStore(existing).equals(Files.getFileStore(first))) {
            throw new OptionException(
                    FileOptions.DONE_DIRECTORY,
                    "expected a folder on the file system of the files, found one on another");
        }
    }

    private static void readHeader(Path file, ReadOptions options) throws OptionException {
        FormatOptions format = options.format();
        try (InputStream in = FileContent.of(file, format.encoding()).open(0, bytes -> {})) {
            Preamble preamble = Preamble.read(in, format, !options.files().watch());
            if (preamble != null && !preamble.columns().isEmpty()) {
                FileRecords.requireColumns(options.records(), preamble.columns());
            }
        } catch (BadFileException e) {
            if (options.errors().onError() == ErrorOptions.OnError.FAIL) {
                throw new OptionException(FileOptions.FILES, "File " + file + ": " + e.getMessage());
            }
        } catch (IOException e) {
            throw new OptionException(
                    FileOptions.FILES,
                    "expected files that this worker can read, found " + file + ", which it cannot read ("
                            + e.getClass().getSimpleName() + ")");
        }
    }
}
