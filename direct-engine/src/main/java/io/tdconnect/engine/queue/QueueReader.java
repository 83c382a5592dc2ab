// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.queue;

import io.tdconnect.engine.queue.DiskQueue.Entry;
import io.tdconnect.engine.queue.Segment.Frame;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the segments frame by frame, each from its beginning, since records refer to schemas that earlier frames define. */
final class QueueReader {
    private static final Logger log = LoggerFactory.getLogger(QueueReader.class);

    private volatile long next;
    private @Nullable Segment segment;
    private @Nullable RandomAccessFile in;
    private RecordDecoder decoder = new RecordDecoder();
    private long position;
    private long numberAtPosition;

    /** Starts with the record of a number. */
    QueueReader(long next) {
        this.next = next;
    }

    /** Number of the next record. */
    long next() {
        return next;
    }

    /**
     * Adds the records of the next frame; false if the segment has no further frame yet.
     *
     * @param newest whether the segment may still grow
     */
    boolean readFrame(Segment wanted, List<Entry> entries, boolean newest) throws IOException {
        open(wanted);
        RandomAccessFile file = in;
        long size = wanted.size;
        if (file == null || position >= size) {
            return false;
        }
        Frame frame = Segment.frame(file, position, size);
        if (frame == null && newest) {
            throw new IOException("the file " + wanted.file + " is damaged from byte " + position);
        }
        if (frame == null) {
            log.error(
                    "The queue is damaged: file {} from byte {}; at most the records {} to {} are lost",
                    wanted.file,
                    position,
                    Math.max(next, numberAtPosition),
                    wanted.next - 1);
            next = wanted.next;
            return true;
        }
        List<SourceRecord> records = new ArrayList<>(frame.records());
        decoder.read(new ByteSource(frame.content(), frame.content().length), records);
        for (SourceRecord content : records) {
            if (numberAtPosition >= next) {
                entries.add(new Entry(numberAtPosition, content));
                next = numberAtPosition + 1;
            }
            numberAtPosition++;
        }
        position = frame.end();
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // There is one object for each file.
    private void open(Segment wanted) throws IOException {
        if (segment != wanted) {
            close();
            in = new RandomAccessFile(wanted.file.toFile(), "r");
            segment = wanted;
            decoder = new RecordDecoder();
            position = 0;
            numberAtPosition = wanted.first;
            // A gap in the numbers is left by records that were confirmed before a crash of the machine.
            next = Math.max(next, wanted.first);
        }
    }

    void close() throws IOException {
        RandomAccessFile file = in;
        in = null;
        segment = null;
        if (file != null) {
            file.close();
        }
    }
}
