// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.file;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.config.WorkerFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;

/**
 * Which files are read.
 *
 * @param patterns what the option names
 * @param watch whether files grow and new ones come
 * @param pollInterval between two looks for them
 * @param whenDone what happens to a file that is read
 * @param doneDirectory folder to which it is moved
 * @param doneAfter how long a watched file has to be unchanged before it counts as read
 * @param splitBytes size of the ranges into which files are divided; 0 for none
 */
public record FileOptions(
        List<FilePattern> patterns,
        boolean watch,
        Duration pollInterval,
        WhenDone whenDone,
        @Nullable Path doneDirectory,
        Duration doneAfter,
        long splitBytes) {
    public static final String FILES = "files";
    public static final String WHEN_DONE = "when.done";
    public static final String DONE_DIRECTORY = "done.directory";
    public static final String SPLIT_BYTES = "split.bytes";
    static final String WATCH = "watch";
    static final String POLL_INTERVAL = "poll.interval.ms";
    static final String DONE_AFTER = "done.after.ms";

    private static final long HOUR = 3_600_000;

    /** Values of {@link #WHEN_DONE}. */
    public enum WhenDone {
        KEEP,
        MOVE,
        DELETE
    }

    public static void addTo(Options options) {
        options.group("Files")
                .required(
                        FILES,
                        Type.LIST,
                        "Files on the worker, comma separated: paths, patterns such as /data/*.csv or /data/**/m_?.csv.gz, and"
                                + " folders, which stand for their files *.csv, *.tsv and *.txt, also with .gz or .zst. Gzip and"
                                + " Zstandard are recognized by the content. Each worker that may run a task needs the files"
                                + " under the same paths.")
                .validator(Validators.all(
                        Validators.nonEmptyList(),
                        new ParsedValidator("path of a file or folder, or pattern", FilePattern::parse)))
                .optional(
                        WATCH,
                        Type.BOOLEAN,
                        true,
                        "Whether to look for new files and new lines for ever. A last line without its end is then not yet"
                                + " read. With false the connector reads what there is, the last line as well, and has finished.")
                .importance(Importance.HIGH)
                .optional(POLL_INTERVAL, Type.LONG, 1_000L, "How often to look for new files and lines.")
                .validator(Validators.between(10, HOUR))
                .importance(Importance.LOW)
                .optional(
                        SPLIT_BYTES,
                        Type.LONG,
                        0L,
                        "Size of the ranges into which uncompressed files are divided, so that several tasks read one file; 0 to"
                                + " read each file as a whole. It needs `quoted.line.breaks`=false, since only then each line"
                                + " end is known to be the end of a row, and `when.done`=keep. Rows of a range after the first"
                                + " have no line number. Change it only together with a reset of the offsets.")
                .validator(Validators.parsed("0, or 1048576 and more", FileOptions::splitBytes))
                .importance(Importance.LOW);
        addDone(options);
    }

    private static void addDone(Options options) {
        options.choice(
                        WHEN_DONE,
                        WhenDone.KEEP,
                        "What happens to a file whose rows Kafka has all confirmed: keep, move to `done.directory`, or delete."
                                + " A file with bad lines is moved or deleted as well, a file that cannot be read is kept.")
                .dependents(DONE_DIRECTORY, DONE_AFTER)
                .optional(
                        DONE_DIRECTORY,
                        Type.STRING,
                        "",
                        "Folder for `when.done`=move, on the same file system as the files, and not one that `files` names."
                                + " If it has a file of the same name, a number is added.")
                .validator(new ParsedValidator("path of a folder", WorkerFile::allowed))
                .optional(
                        DONE_AFTER,
                        Type.LONG,
                        60_000L,
                        "How long a file has to be unchanged before it counts as read, while `watch`=true; compressed files"
                                + " do at once if they are complete.")
                .validator(Validators.between(0, 24 * 30 * HOUR))
                .importance(Importance.LOW);
    }

    private static Long splitBytes(String text) {
        long bytes = Long.parseLong(text);
        if (bytes != 0 && bytes < 1_048_576) {
            throw new IllegalArgumentException("expected 0, or at least 1048576, found " + bytes);
        }
        return bytes;
    }

    public static FileOptions from(AbstractConfig config) {
        String directory = config.getString(DONE_DIRECTORY);
        return new FileOptions(
                config.getList(FILES).stream().map(FilePattern::parse).toList(),
                config.getBoolean(WATCH),
                Duration.ofMillis(config.getLong(POLL_INTERVAL)),
                EnumOption.parse(WhenDone.class, config.getString(WHEN_DONE)),
                directory.isBlank() ? null : WorkerFile.allowed(directory).toAbsolutePath(),
                Duration.ofMillis(config.getLong(DONE_AFTER)),
                config.getLong(SPLIT_BYTES));
    }
}
