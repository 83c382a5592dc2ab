// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.queue;

import io.tdconnect.engine.store.OffsetsFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Writes frames to the newest segment. All but {@link #sync} needs the lock of the queue. */
final class QueueWriter {
    /** A file with more schemas and names is finished, so that what a reader has to know of a file stays small. */
    private static final int MOST_DEFINED = 10_000;

    private final Path folder;
    private final Bytes frame = new Bytes();
    private RecordEncoder encoder = new RecordEncoder(frame);
    private int records;
    private boolean spoiled;
    private volatile long next;
    private @Nullable Segment segment;
    private @Nullable RandomAccessFile out;
    private final Object fileOfSync = new Object();

    QueueWriter(Path folder, long next) {
        this.folder = folder;
        this.next = next;
    }

    /** The number of the record after the last one that is written. */
    long next() {
        return next;
    }

    boolean wantsSegment(long largest) {
        return spoiled || segment == null || segment.size >= largest || encoder.defined() >= MOST_DEFINED;
    }

    /** Finishes the current file and starts the next. A new start of the engine never goes on with a file. */
    Segment startSegment() throws IOException {
        synchronized (fileOfSync) {
            if (out != null) {
                out.getFD().sync();
                out.close();
                out = null;
            }
            Segment started = new Segment(folder, next);
            RandomAccessFile file = new RandomAccessFile(started.file.toFile(), "rw");
            file.setLength(0);
            OffsetsFile.syncFolder(folder);
            out = file;
            segment = started;
        }
        encoder = new RecordEncoder(frame);
        spoiled = false;
        return segment;
    }

    /** Makes the next frame, of the records from an index; returns the index of the first that had no room. */
    int encode(List<SourceRecord> all, int from, int enough) {
        frame.clear();
        frame.add(new byte[Segment.HEADER], Segment.HEADER);
        int index = from;
        try {
            while (index < all.size() && frame.size() < enough) {
                encoder.add(all.get(index));
                index++;
            }
        } catch (DataException e) {
            if (index == from) {
                // What it has defined is in no frame, so the next file has to define it again.
                spoiled = true;
                throw e;
            }
        }
        records = index - from;
        Segment.seal(frame, records);
        return index;
    }

    long frameBytes() {
        return frame.size();
    }

    /** Writes the frame; if it fails, it may be called again. */
    void write() throws IOException {
        Segment current = segment;
        RandomAccessFile file = out;
        if (current == null || file == null) {
            throw new IOException("no file is open");
        }
        long start = current.size;
        file.seek(start);
        file.write(frame.array(), 0, frame.size());
        long after = next + records;
        next = after;
        current.next = after;
        current.size = start + frame.size();
    }

    void sync() throws IOException {
        synchronized (fileOfSync) {
            if (out != null) {
                out.getFD().sync();
            }
        }
    }

    void close() throws IOException {
        synchronized (fileOfSync) {
            if (out != null) {
                out.getFD().sync();
                out.close();
                out = null;
            }
        }
    }
}
