// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps, moves or deletes files that are done. */
public final class DoneFiles {
    private static final Logger log = LoggerFactory.getLogger(DoneFiles.class);

    private final FileOptions options;
    private final LongAdder finished = new LongAdder();
    private final LongAdder failures = new LongAdder();

    public DoneFiles(FileOptions options) {
        this.options = options;
    }

    /** How many files are done. */
    public LongAdder finished() {
        return finished;
    }

    /** How many files could not be moved or deleted. */
    public LongAdder failures() {
        return failures;
    }

    /** Does what the options say; a failure is logged, and the file kept. */
    void finish(ReadFile file) {
        finished.increment();
        Path directory = options.doneDirectory();
        try {
            if (options.whenDone() == FileOptions.WhenDone.KEEP || !isSame(file)) {
                return;
            }
            if (options.whenDone() == FileOptions.WhenDone.DELETE) {
                Files.delete(file.path());
            } else if (directory != null) {
                move(file.path(), directory);
            }
        } catch (AtomicMoveNotSupportedException e) {
            failed(file, "expected " + FileOptions.DONE_DIRECTORY + " on the same file system, found another");
        } catch (IOException e) {
            failed(file, e.toString());
        }
    }

    /** Another file may have the name by now, or the file more lines. */
    private static boolean isSame(ReadFile file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file.path(), BasicFileAttributes.class);
        return now.size() == file.size() && FileId.of(file.path(), now).equals(file.id());
    }

    private static void move(Path file, Path directory) throws IOException {
        Files.createDirectories(directory);
        String name = String.valueOf(file.getFileName());
        for (int number = 0; ; number++) {
            Path target = directory.resolve(number == 0 ? name : name + "." + number);
            try {
                // An atomic move would replace an existing file, so the name is taken first.
                Files.createFile(target);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            try {
                Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (IOException e) {
                Files.deleteIfExists(target);
                throw e;
            }
        }
    }

    private void failed(ReadFile file, String reason) {
        failures.increment();
        log.warn("Kept {}, which is read: {}", file.path(), reason);
    }
}
