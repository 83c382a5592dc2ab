// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** The right of this process to a file or folder, by a lock that the system takes back when the process ends. */
public final class SoleOwner implements AutoCloseable {
    private final FileChannel channel;

    private SoleOwner(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks.
     *
     * @param lockFile is created, contains the number of the process, and stays
     * @param what what is locked, for the message
     * @throws ConnectException if another engine has the lock, in this process or in another
     */
    public static SoleOwner of(Path lockFile, String what) throws IOException {
        Files.createDirectories(lockFile.toAbsolutePath().getParent());
        FileChannel channel = FileChannel.open(
                lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = lock(channel);
            if (lock == null) {
                throw new ConnectException("Expected " + what + " for this task alone, found it in use by "
                        + owner(channel) + "; stop the other task, or choose another place for this one");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new SoleOwner(channel);
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String process = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
        return process.matches("[0-9]+") ? "process " + process : "another process";
    }

    /** Gives the right back. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new ConnectException("The lock of a file could not be given back: " + e.getMessage(), e);
        }
    }
}
