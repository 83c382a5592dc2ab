// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.queue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of the queue: frames, each with its length, its checksum, the number of its records and these. Its name is the number
 * of its first record. The files are not channels, since those are closed when a thread is interrupted.
 */
final class Segment {
    /** Length, checksum, count of records. */
    static final int HEADER = 12;

    private static final String SUFFIX = ".records";
    private static final int LARGEST_FRAME = 1 << 30;

    final Path file;
    final long first;
    /** Number of the record after its last; only the newest segment grows. */
    volatile long next;
    /** Up to where it contains whole frames. */
    volatile long size;

    Segment(Path folder, long first) {
        this.file = folder.resolve(String.format(Locale.ROOT, "%019d%s", first, SUFFIX));
        this.first = first;
        this.next = first;
    }

    /** The segment of a file; null if the file is another one. */
    static @Nullable Segment of(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (!name.matches("[0-9]{19}\\" + SUFFIX)) {
            return null;
        }
        Segment segment = new Segment(
                file.resolveSibling(""), Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
        segment.size = Files.size(file);
        return segment;
    }

    /** Fills in the header of a frame that begins with {@link #HEADER} free bytes. */
    static void seal(Bytes frame, int records) {
        CRC32C checksum = new CRC32C();
        int length = frame.size() - HEADER;
        byte[] bytes = frame.array();
        put(bytes, 0, length);
        put(bytes, 8, records);
        checksum.update(bytes, 8, length + 4);
        put(bytes, 4, (int) checksum.getValue());
    }

    /**
     * The frame at a position.
     *
     * @return null if there is no whole frame with the right checksum
     */
    static @Nullable Frame frame(RandomAccessFile in, long position, long end) throws IOException {
        if (end - position < HEADER) {
            return null;
        }
        byte[] header = new byte[HEADER];
        in.seek(position);
        in.readFully(header);
        ByteSource fields = new ByteSource(header, HEADER);
        int length = fields.readFixedInt();
        int checksum = fields.readFixedInt();
        int records = fields.readFixedInt();
        if (length < 0 || length > LARGEST_FRAME || records < 0 || length > end - position - HEADER) {
            return null;
        }
        byte[] content = new byte[length];
        in.readFully(content);
        CRC32C found = new CRC32C();
        found.update(header, 8, 4);
        found.update(content);
        return (int) found.getValue() == checksum ? new Frame(content, records, position + HEADER + length) : null;
    }

    /**
     * Finds the last whole frame and cuts off what follows, which a crash has left.
     *
     * @return how many bytes were cut off
     */
    long cutOffDamage() throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "rw")) {
            long end = in.length();
            long position = 0;
            long records = first;
            Frame frame = frame(in, position, end);
            while (frame != null) {
                records += frame.records();
                position = frame.end();
                frame = frame(in, position, end);
            }
            if (position < end) {
                in.setLength(position);
                in.getFD().sync();
            }
            size = position;
            next = records;
            return end - position;
        }
    }

    private static void put(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    /**
     * A frame.
     *
     * @param records how many
     * @param end position after it
     */
    @SuppressWarnings("ArrayRecordComponent") // Read once and never compared.
    record Frame(byte[] content, int records, long end) {}
}
