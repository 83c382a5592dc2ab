// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine.queue;

import io.tdconnect.engine.store.OffsetsFile;
import io.tdconnect.engine.store.SoleOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records on disk, in the order in which they were added, until they are confirmed. Any thread may add; one reads.
 *
 * <p>What {@link #sync} has returned for survives a crash of the process and of the machine. Records have growing numbers,
 * also over restarts. When the queue or the disk is full, {@link #add} waits.
 */
public final class DiskQueue implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DiskQueue.class);
    private static final long SMALLEST_SEGMENT = 64L << 10;
    private static final long LARGEST_SEGMENT = 64L << 20;
    private static final int SHARE_OF_SEGMENT = 16;
    private static final int FRAME_BYTES = 256 << 10;

    private final Path folder;
    private final Limits limits;
    private final SoleOwner owner;
    private final ConfirmedFile confirmedFile;
    /** Held by a thread that adds, also while it waits for room. */
    private final ReentrantLock adding = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final QueueWriter writer;
    private final QueueReader reader;
    private volatile boolean full;
    private volatile boolean closed;

    /**
     * How large the queue may become.
     *
     * @param bytes of all its files
     * @param diskRetryMillis pause before another try when the disk is full or fails
     */
    public record Limits(long bytes, long diskRetryMillis) {
        /** With a second between tries. */
        public static Limits of(long bytes) {
            return new Limits(bytes, 1_000);
        }

        long segmentBytes() {
            return Math.max(SMALLEST_SEGMENT, Math.min(LARGEST_SEGMENT, bytes / SHARE_OF_SEGMENT));
        }
    }

    /**
     * A record of the queue.
     *
     * @param number its place
     */
    public record Entry(long number, SourceRecord content) {}

    private DiskQueue(Path folder, Limits limits, SoleOwner owner) throws IOException {
        this.folder = folder;
        this.limits = limits;
        this.owner = owner;
        confirmedFile = new ConfirmedFile(folder.resolve("confirmed"));
        boolean opened = false;
        try {
            long next = findSegments();
            writer = new QueueWriter(folder, next);
            reader = new QueueReader(confirmedFile.confirmed());
            opened = true;
        } finally {
            if (!opened) {
                confirmedFile.close();
            }
        }
    }

    /**
     * Opens a queue, and cuts off what a crash has left half written.
     *
     * @param folder is created; only one engine may use it
     * @throws ConnectException if another engine uses it, or it cannot be read
     */
    public static DiskQueue open(Path folder, Limits limits) {
        SoleOwner owner = null;
        boolean opened = false;
        try {
            owner = SoleOwner.of(folder.resolve("lock"), "the queue " + folder);
            DiskQueue made = new DiskQueue(folder, limits, owner);
            opened = true;
            return made;
        } catch (IOException e) {
            throw new ConnectException("The queue " + folder + " cannot be used: " + e, e);
        } finally {
            if (owner != null && !opened) {
                owner.close();
            }
        }
    }

    private long findSegments() throws IOException {
        List<Segment> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Iterator<Path> all = files.iterator(); all.hasNext(); ) {
                Segment segment = Segment.of(all.next());
                if (segment != null) {
                    found.add(segment);
                }
            }
        }
        found.sort(Comparator.comparingLong(segment -> segment.first));
        for (int i = 0; i < found.size() - 1; i++) {
            found.get(i).next = found.get(i + 1).first;
        }
        long next = confirmedFile.confirmed();
        if (!found.isEmpty()) {
            Segment last = found.get(found.size() - 1);
            long cut = last.cutOffDamage();
            if (cut > 0) {
                log.warn("Cut {} bytes off the end of the queue {}, which were not written completely", cut, folder);
            }
            next = Math.max(next, last.next);
            if (last.next == last.first) {
                // The next file gets its name.
                Files.delete(last.file);
                found.remove(last);
            }
        }
        segments.addAll(found);
        removeConfirmed();
        return next;
    }

    /**
     * Adds records; waits while the queue or the disk is full.
     *
     * @throws org.apache.kafka.connect.errors.DataException if a record contains an object that Connect does not have; those
     *     before it are added
     * @throws ConnectException if the queue is closed
     */
    public void add(List<SourceRecord> records) throws InterruptedException {
        adding.lockInterruptibly();
        try {
            addAlone(records);
        } finally {
            adding.unlock();
        }
    }

    private void addAlone(List<SourceRecord> records) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            int done = 0;
            while (done < records.size()) {
                if (writer.wantsSegment(limits.segmentBytes())) {
                    startSegment();
                }
                done = writer.encode(records, done, FRAME_BYTES);
                awaitRoom(writer.frameBytes());
                write();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(long more) throws InterruptedException {
        while (isFull(more)) {
            if (!full) {
                full = true;
                log.warn(
                        "The queue {} is full with {} bytes: the source has to wait until the target takes records",
                        folder,
                        bytes());
            }
            changed.await();
            requireOpen();
        }
        full = false;
    }

    private boolean isFull(long more) {
        return bytes() + more > limits.bytes() && confirmedFile.confirmed() < writer.next();
    }

    private void startSegment() throws InterruptedException {
        for (int tries = 0; true; tries++) {
            try {
                segments.add(writer.startSegment());
                return;
            } catch (IOException e) {
                pauseAfter(e, tries);
            }
        }
    }

    private void write() throws InterruptedException {
        for (int tries = 0; true; tries++) {
            try {
                writer.write();
                if (tries > 0) {
                    log.info("The queue {} can be written again", folder);
                }
                full = false;
                return;
            } catch (IOException e) {
                pauseAfter(e, tries);
            }
        }
    }

    @SuppressWarnings("WaitNotInLoop") // The callers try again.
    private void pauseAfter(IOException failure, int tries) throws InterruptedException {
        full = true;
        if (tries % 60 == 0) {
            log.error(
                    "The queue {} cannot be written: {}. The source has to wait; nothing is lost as long as it can",
                    folder,
                    failure.getMessage());
        }
        // Also woken when a file is deleted, which may be enough.
        changed.await(limits.diskRetryMillis(), TimeUnit.MILLISECONDS);
        requireOpen();
    }

    private void requireOpen() {
        if (closed) {
            throw new ConnectException("The queue " + folder + " is closed");
        }
    }

    /**
     * Returns when the disk has what was added before the call.
     *
     * @throws IOException if the disk fails: what is on it is unknown then
     */
    public void sync() throws IOException {
        writer.sync();
    }

    /** The next records in their order, not more than about {@code most}; none if none come in time. */
    public List<Entry> read(int most, long waitMillis) throws IOException, InterruptedException {
        awaitRecords(waitMillis);
        List<Entry> entries = new ArrayList<>();
        while (entries.size() < most) {
            Segment segment = segmentOf(reader.next());
            if (segment == null || !reader.readFrame(segment, entries, segment.next == writer.next())) {
                return entries;
            }
        }
        return entries;
    }

    private void awaitRecords(long waitMillis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(waitMillis);
        lock.lockInterruptibly();
        try {
            while (reader.next() >= writer.next() && left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Segment segmentOf(long number) {
        lock.lock();
        try {
            for (Segment segment : segments) {
                if (number < segment.next) {
                    return segment;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** All records with a smaller number are written to the target, and are not read again. */
    public void confirm(long number) throws IOException {
        lock.lock();
        try {
            if (number > confirmedFile.confirmed()) {
                confirmedFile.write(number);
                removeConfirmed();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** All but the newest, which is still written. */
    private void removeConfirmed() throws IOException {
        while (segments.size() > 1 && segments.getFirst().next <= confirmedFile.confirmed()) {
            Files.deleteIfExists(segments.removeFirst().file);
        }
    }

    /** Number of the first record that is not confirmed. */
    public long confirmed() {
        lock.lock();
        try {
            return confirmedFile.confirmed();
        } finally {
            lock.unlock();
        }
    }

    /** How many records are not confirmed. */
    public long records() {
        lock.lock();
        try {
            return Math.max(0, writer.next() - confirmedFile.confirmed());
        } finally {
            lock.unlock();
        }
    }

    /** Size of the files. */
    public long bytes() {
        lock.lock();
        try {
            return segments.stream().mapToLong(segment -> segment.size).sum();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a thread waits because the queue or the disk is full. */
    public boolean full() {
        return full;
    }

    /** Ends calls that wait; what was added and not synced may be lost in a crash. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            writer.close();
            reader.close();
            confirmedFile.close();
            OffsetsFile.syncFolder(folder);
        } catch (IOException e) {
            throw new ConnectException("The queue " + folder + " could not be closed: " + e, e);
        } finally {
            owner.close();
            lock.unlock();
        }
    }
}
