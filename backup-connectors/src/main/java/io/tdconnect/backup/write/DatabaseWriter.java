// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.write;

import io.tdconnect.backup.format.BackupFolder;
import io.tdconnect.backup.format.Manifest;
import io.tdconnect.backup.format.Segment;
import io.tdconnect.backup.format.SegmentLines;
import io.tdconnect.backup.format.StoredTable;
import io.tdconnect.common.time.Precision;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the backup of one database, which it holds against other writers until it is closed. */
public final class DatabaseWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DatabaseWriter.class);
    private static final String LOCK = "lock";

    private final BackupFolder folder;
    private final WriteOptions options;
    private final FileChannel lock;
    /** Files that get no more lines, but are not in the manifest yet. */
    private final List<SegmentFile> full = new ArrayList<>();

    private Map<String, @Nullable Object> definition;
    private Manifest manifest;
    private @Nullable SegmentFile open;
    private boolean newDefinition;

    private DatabaseWriter(BackupFolder folder, WriteOptions options, FileChannel lock, Manifest manifest) {
        this.folder = folder;
        this.options = options;
        this.lock = lock;
        this.manifest = manifest;
        definition = manifest.definition();
    }

    /**
     * Begins a backup, or continues the one in the folder.
     *
     * @throws ConnectException if another task writes to the folder
     * @throws IOException if the folder cannot be used, or the backup in it is damaged
     */
    public static DatabaseWriter open(WriteOptions options, String database) throws IOException {
        BackupFolder folder = BackupFolder.of(options.directory(), database);
        Files.createDirectories(folder.path());
        FileChannel lock = lock(folder.path());
        try {
            Manifest manifest = folder.manifest().orElseGet(() -> begun(database));
            if (!manifest.database().equals(database)) {
                throw new ConnectException("Expected the backup of database " + database + " in " + folder.path()
                        + ", found that of " + manifest.database() + "; change " + WriteOptions.DIRECTORY);
            }
            for (Segment segment : manifest.segments()) {
                folder.verifyLength(segment);
            }
            removeIncomplete(folder, manifest);
            if (!manifest.segments().isEmpty()) {
                log.info(
                        "The backup in {} has {} rows in {} files and is continued",
                        folder.path(),
                        manifest.rows(),
                        manifest.segments().size());
            }
            return new DatabaseWriter(folder, options, lock, manifest);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Adds rows of a table. */
    public void rows(StoredTable table, List<Struct> rows) throws IOException {
        Precision precision = table.layout().precision();
        if (precision != null && !definition.containsKey(Manifest.PRECISION)) {
            definition(Map.of(Manifest.PRECISION, precision.symbol()));
        }
        lines().rows(table, rows);
    }

    /** Adds a metadata event. */
    public void event(String type, String json) throws IOException {
        lines().event(type, json);
    }

    /** The definition of the database, which replaces an earlier one. */
    public void definition(Map<String, @Nullable Object> reported) {
        newDefinition |= !definition.equals(reported);
        definition = new LinkedHashMap<>(reported);
    }

    /** Makes room for more: writes lines that wait in memory if they are many. After a failure it may be called again. */
    public void makeRoom() throws IOException {
        SegmentFile current = open;
        if (current != null) {
            current.writeIfMany();
            if (current.length() >= options.segmentBytes()) {
                current.complete();
                full.add(current);
                open = null;
            }
        }
        lines();
    }

    /** Makes everything part of the backup; after a failure it may be called again. */
    public void commit() throws IOException {
        List<SegmentFile> changed = new ArrayList<>(full);
        SegmentFile current = open;
        if (current != null && current.isChanged()) {
            changed.add(current);
        }
        if (changed.isEmpty() && !newDefinition) {
            return;
        }
        List<Segment> segments = new ArrayList<>();
        for (SegmentFile file : changed) {
            segments.add(file.complete());
        }
        folder.sync();
        Manifest next = manifest.with(Instant.now().toString(), definition, segments);
        folder.write(next);
        manifest = next;
        newDefinition = false;
        changed.forEach(SegmentFile::listed);
        for (SegmentFile file : full) {
            file.close();
        }
        full.clear();
    }

    /** Rows of the backup so far. */
    long rows() {
        return manifest.rows();
    }

    /** Removes what was not committed, and lets other writers in. */
    @Override
    public void close() throws IOException {
        SegmentFile current = open;
        open = null;
        try (lock) {
            if (current != null) {
                current.close();
            }
            for (SegmentFile file : full) {
                file.close();
            }
        }
        full.clear();
    }

    private SegmentLines lines() throws IOException {
        SegmentFile current = open;
        if (current == null) {
            int number = full.isEmpty()
                    ? manifest.nextNumber()
                    : full.get(full.size() - 1).number() + 1;
            current = SegmentFile.create(folder, manifest.database(), number, options.compression());
            open = current;
        }
        return current.lines();
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = null;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            log.debug("Another task of this process holds {}", folder);
        } finally {
            if (held == null) {
                channel.close();
            }
        }
        if (held == null) {
            throw new ConnectException("Expected a backup that nobody else writes in " + folder
                    + ", found another task that does; change " + WriteOptions.DIRECTORY + ", or stop the other task");
        }
        return channel;
    }

    private static Manifest begun(String database) {
        String now = Instant.now().toString();
        return new Manifest(UUID.randomUUID().toString(), database, now, now, Map.of(), List.of());
    }

    /** Removes what a writer that was killed had not committed. */
    private static void removeIncomplete(BackupFolder folder, Manifest manifest) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.path(), "*" + BackupFolder.TEMPORARY)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        if (!manifest.segments().isEmpty()) {
            Segment last = manifest.segments().get(manifest.segments().size() - 1);
            try (FileChannel file = FileChannel.open(folder.path().resolve(last.file()), StandardOpenOption.WRITE)) {
                file.truncate(last.bytes());
            }
        }
    }
}
