// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.read;

import io.tdconnect.common.metrics.PartProgress.Part;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.source.ReadLoop;
import io.tdconnect.csv.file.Deliveries;
import io.tdconnect.csv.file.FileOptions;
import io.tdconnect.csv.file.FileSplit;
import io.tdconnect.csv.file.ReadFile;
import io.tdconnect.csv.file.StoredPosition;
import io.tdconnect.csv.format.BadFileException;
import io.tdconnect.csv.record.BadLines;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the files of a task, one after the other, and again when they have grown. */
public final class TaskReader implements AutoCloseable, SplitReader.Output {
    private static final Logger log = LoggerFactory.getLogger(TaskReader.class);

    private final ReadOptions options;
    private final Positions positions;
    private final Deliveries deliveries;
    private final ReadMetrics metrics;
    private final BadLines badLines;
    private final FileWatch watch;
    private final ReadLoop<List<SourceRecord>> loop;

    /** The stored positions. */
    @FunctionalInterface
    public interface Positions {
        /** The positions of ranges that have one. */
        Map<FileSplit, StoredPosition> of(Collection<FileSplit> splits);
    }

    /** A task's number and the number of tasks. */
    public record Share(int task, int tasks) {}

    public TaskReader(
            ReadOptions options,
            Share share,
            Positions positions,
            Deliveries deliveries,
            ReadMetrics metrics,
            Retry retry) {
        this.options = options;
        this.positions = positions;
        this.deliveries = deliveries;
        this.metrics = metrics;
        badLines = new BadLines(options.errors(), metrics.badLines(), metrics.badFiles());
        watch = new FileWatch(options.files(), share.task(), share.tasks());
        loop = new ReadLoop<>("csv-source-reader", this::round, this::recover, () -> {}, retry);
    }

    public void start() {
        loop.start();
    }

    /** The next batch, null if none comes in time. */
    @Nullable
    public List<SourceRecord> poll(Duration wait) throws InterruptedException {
        return loop.poll(wait);
    }

    /** Whether everything is read and polled. */
    public boolean finished() {
        return loop.finished();
    }

    @Override
    public void close() {
        loop.close();
    }

    @Override
    public void accept(FileSplit split, List<SourceRecord> records, long rows) throws InterruptedException {
        if (!records.isEmpty()) {
            deliveries.handed(split.id(), records.size());
            loop.handOver(records);
        }
        metrics.addRows(rows);
        if (metrics.isDue()) {
            progress();
        }
    }

    @Override
    public boolean isEnding() {
        return loop.isEnding();
    }

    /** Reads all files up to their present ends; returns whether that is all. */
    private boolean round() throws InterruptedException {
        loop.attempt(this::look);
        for (TrackedFile file : List.copyOf(watch.files())) {
            if (isEnding()) {
                return false;
            }
            if (file.isChanged()) {
                loop.attempt(() -> read(file, !options.files().watch()));
            } else if (isForgottenEnd(file)) {
                loop.attempt(() -> read(file, true));
            }
            if (file.takeEnded(unchangedSince(file))) {
                deliveries.ended(new ReadFile(file.id(), file.path(), file.size()));
            }
        }
        progress();
        metrics.reading("");
        if (options.files().watch()) {
            loop.pause(options.files().pollInterval());
            return false;
        }
        metrics.finished();
        return true;
    }

    private void look() throws IOException {
        Map<FileSplit, TrackedFile> added = watch.look(System.currentTimeMillis());
        if (added.isEmpty()) {
            return;
        }
        Map<FileSplit, StoredPosition> stored = positions.of(added.keySet());
        added.forEach(
                (split, file) -> file.splits().add(new SplitReader(split, stored.get(split), options, badLines, this)));
    }

    private void read(TrackedFile file, boolean whole) throws IOException, InterruptedException {
        metrics.reading(file.path().toString());
        try {
            for (SplitReader split : file.splits()) {
                split.read(file.path(), file.size(), whole);
            }
            if (!isEnding()) {
                file.read();
            }
        } catch (BadFileException e) {
            file.bad();
            badLines.file(file.path().toString(), e);
        } catch (NoSuchFileException e) {
            log.info("{} has gone before it was read", file.path());
        }
    }

    /** Whether the last line of a file that is to be moved or deleted has no end, and seems to get none. */
    private boolean isForgottenEnd(TrackedFile file) {
        return options.files().whenDone() != FileOptions.WhenDone.KEEP
                && file.isIncomplete()
                && file.isQuiet(unchangedSince(file));
    }

    private long unchangedSince(TrackedFile file) {
        return options.files().watch() && !file.isSealed()
                ? System.currentTimeMillis() - options.files().doneAfter().toMillis()
                : Long.MAX_VALUE;
    }

    private void progress() {
        List<TrackedFile> files = new ArrayList<>(watch.files());
        long done = 0;
        long total = 0;
        for (TrackedFile file : files) {
            for (SplitReader split : file.splits()) {
                done += split.done(file.size());
                total += split.share(file.size());
            }
        }
        metrics.update(files.size(), done, total);
        metrics.parts().set(files.stream().map(TaskReader::part).toList());
    }

    private static Part part(TrackedFile file) {
        long done = 0;
        long total = 0;
        for (SplitReader split : file.splits()) {
            done += split.done(file.size());
            total += split.share(file.size());
        }
        return new Part(file.path().toString(), total == 0 ? 1 : Math.min(1, (double) done / total), -1);
    }

    private Duration recover(Exception failure) {
        metrics.addFailure();
        if (failure instanceof AccessDeniedException denied) {
            throw refused(denied);
        }
        return Duration.ZERO;
    }

    /** A failure that another try does not cure. */
    static ConnectException refused(AccessDeniedException denied) {
        return new ConnectException(
                "Expected a file or folder that the user of the worker may read, found " + denied.getFile()
                        + ", which it may not; change its rights or those of its folder",
                denied);
    }
}
