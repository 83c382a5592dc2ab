// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.write;

import io.tdconnect.backup.format.Compression;
import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.config.WorkerFile;
import java.nio.file.Path;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Where and how a backup is written.
 *
 * @param directory with a folder for each database
 * @param database of records that do not contain it; empty to refuse them
 * @param segmentBytes length at which the next file is begun
 */
public record WriteOptions(Path directory, String database, Compression compression, long segmentBytes) {
    public static final String DIRECTORY = "directory";
    public static final String DATABASE = "database";
    static final String COMPRESSION = "compression";
    static final String SEGMENT_BYTES = "segment.bytes";

    private static final long MEBIBYTE = 1L << 20;

    public static void addTo(Options options) {
        options.group("Backup")
                .required(
                        DIRECTORY,
                        Type.STRING,
                        "Directory of the worker with a folder for each database; missing folders are created. It is on the"
                                + " machine that runs the task: with several workers, use a file system that all of them"
                                + " share.")
                .validator(Validators.all(
                        Validators.nonEmpty(), Validators.parsed("path of a directory", WorkerFile::allowed)))
                .optional(
                        DATABASE,
                        Type.STRING,
                        "",
                        "Database of records without the header td.database, as the TDengine source sends them with"
                                + " routing.headers=minimal. It names the folder.")
                .importance(Importance.HIGH)
                .choice(
                        COMPRESSION,
                        Compression.ZSTD,
                        "Compression of new files. gzip is slower, but every system can read it; none is for file systems"
                                + " that compress by themselves.")
                .importance(Importance.LOW)
                .optional(
                        SEGMENT_BYTES,
                        Type.LONG,
                        64 * MEBIBYTE,
                        "Length of a file, in bytes, at which the next one is begun; each start of the task begins one, too.")
                .validator(Validators.atLeast(MEBIBYTE))
                .importance(Importance.LOW);
    }

    public static WriteOptions from(AbstractConfig config) {
        return new WriteOptions(
                WorkerFile.allowed(config.getString(DIRECTORY)).toAbsolutePath().normalize(),
                config.getString(DATABASE).trim(),
                EnumOption.parse(Compression.class, config.getString(COMPRESSION)),
                config.getLong(SEGMENT_BYTES));
    }
}
