// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.write;

import io.tdconnect.backup.format.BackupFolder;
import io.tdconnect.backup.format.Compression;
import io.tdconnect.backup.format.Segment;
import io.tdconnect.backup.format.SegmentLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * A segment that is being written. Its file has a temporary name until the first commit, and grows after that: the manifest says
 * how many of its bytes count.
 */
final class SegmentFile implements AutoCloseable {
    /** Lines wait in memory until they have this size. */
    private static final int PART = 1 << 20;

    private final int number;
    private final Compression compression;
    private final Path temporary;
    private final Path file;
    private final FileChannel channel;
    private final MessageDigest digest = BackupFolder.sha256();
    private final SegmentLines lines;
    private long length;
    private long synced;
    private long listed;

    private SegmentFile(
            int number, Compression compression, Path file, Path temporary, FileChannel channel, SegmentLines lines) {
        this.number = number;
        this.compression = compression;
        this.file = file;
        this.temporary = temporary;
        this.channel = channel;
        this.lines = lines;
    }

    static SegmentFile create(BackupFolder folder, String database, int number, Compression compression)
            throws IOException {
        Path file = folder.path().resolve(BackupFolder.segmentName(number, compression));
        Path temporary = file.resolveSibling(file.getFileName() + BackupFolder.TEMPORARY);
        FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        return new SegmentFile(number, compression, file, temporary, channel, new SegmentLines(database, number));
    }

    int number() {
        return number;
    }

    SegmentLines lines() {
        return lines;
    }

    /** Bytes in the file. */
    long length() {
        return length;
    }

    /** Writes the waiting lines if there are many. After a failure they still wait, and the file is as before. */
    void writeIfMany() throws IOException {
        if (lines.size() >= PART) {
            writeWaiting();
        }
    }

    /** Whether the manifest lacks lines. */
    boolean isChanged() {
        return !lines.isEmpty() && (lines.size() > 0 || length > listed);
    }

    /** Makes all lines durable, under the final name of the file. May be repeated after a failure. */
    Segment complete() throws IOException {
        writeWaiting();
        if (synced < length) {
            channel.force(true);
            synced = length;
        }
        if (Files.exists(temporary)) {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return lines.segment(
                number,
                file.getFileName().toString(),
                length,
                BackupFolder.hex(clone(digest).digest()));
    }

    /** The manifest has all lines. */
    void listed() {
        listed = length;
    }

    /** Closes the file, and removes what the manifest does not list. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (length > listed && listed > 0) {
                channel.truncate(listed);
            }
        }
        if (listed == 0) {
            Files.deleteIfExists(temporary);
            Files.deleteIfExists(file);
        }
    }

    private void writeWaiting() throws IOException {
        if (lines.size() == 0) {
            return;
        }
        byte[] part = compression.compress(lines.take());
        try {
            ByteBuffer bytes = ByteBuffer.wrap(part);
            channel.position(length);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            cutAfter(e);
            throw e;
        }
        digest.update(part);
        length += part.length;
        lines.taken();
    }

    private void cutAfter(IOException failure) {
        try {
            channel.truncate(length);
        } catch (IOException e) {
            // The next try writes at the same place.
            failure.addSuppressed(e);
        }
    }

    private static MessageDigest clone(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
