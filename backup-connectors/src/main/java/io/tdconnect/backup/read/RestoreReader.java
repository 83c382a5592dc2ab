// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.read;

import io.tdconnect.backup.format.BackupFolder;
import io.tdconnect.backup.format.DamagedBackupException;
import io.tdconnect.backup.format.JsonText;
import io.tdconnect.backup.format.Manifest;
import io.tdconnect.backup.format.MetadataEvent;
import io.tdconnect.backup.format.Segment;
import io.tdconnect.backup.format.SegmentReader;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.source.ReadLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the files of a backup, then reads them on a thread of its own. */
public final class RestoreReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RestoreReader.class);
    private static final String CREATE = "create";
    private static final int BATCH_ROWS = 10_000;
    private static final int BATCH_RECORDS = 1_000;

    private final RestoreOptions options;
    private final BackupFolder folder;
    private final Manifest manifest;
    private final RestoreParts parts;
    private final EventNames names;
    private final RowRecords records;
    private final RestoreMetrics metrics;
    private final ReadLoop<List<SourceRecord>> loop;
    private final List<Segment> segments = new ArrayList<>();
    private List<SourceRecord> batch = new ArrayList<>();
    private int batchRows;
    private int next;
    private boolean checked;
    private @Nullable SegmentReader open;

    RestoreReader(RestoreOptions options, Backups.Backup backup, RestoreParts parts, RestoreMetrics metrics) {
        this.options = options;
        this.parts = parts;
        this.metrics = metrics;
        folder = backup.folder();
        manifest = backup.manifest();
        names = new EventNames(options.tables());
        records = new RowRecords(options, manifest.database());
        // Files are read again only after a restart of the task: a disk that fails once is not to be trusted.
        loop = new ReadLoop<>(
                "backup-restore-reader",
                this::read,
                failure -> Duration.ZERO,
                () -> {},
                new Retry(Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    void start() {
        loop.start();
    }

    /** The next records, null if none come in time. */
    public @Nullable List<SourceRecord> poll(Duration wait) throws InterruptedException {
        return loop.poll(wait);
    }

    /** Whether everything was read and polled. */
    public boolean finished() {
        return loop.finished();
    }

    @Override
    public void close() {
        loop.close();
        closeSegment();
    }

    private boolean read() throws InterruptedException {
        try {
            if (!checked) {
                checked = true;
                check();
                begin();
                return false;
            }
            return !readSome();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Checks all files from the position on, before the first row is handed over. */
    private void check() throws IOException, InterruptedException {
        metrics.phase("checking");
        RestorePosition first = parts.first();
        for (Segment segment : parts.isEmpty() ? List.<Segment>of() : manifest.segments()) {
            if (loop.isEnding()) {
                throw new InterruptedException("closing");
            }
            // A choice of tables needs to know their supertables from the beginning.
            if (segment.number() < first.segment() && names.all()) {
                continue;
            }
            try {
                folder.verify(segment);
                segments.add(segment);
            } catch (DamagedBackupException e) {
                if (options.damage() == RestoreOptions.Damage.FAIL) {
                    throw e;
                }
                metrics.skipped(segment.rows());
                log.error(
                        "{}. Its {} rows and {} metadata events are left out, as {}=skip says",
                        e.getMessage(),
                        segment.rows(),
                        segment.events(),
                        RestoreOptions.ON_DAMAGE);
            }
        }
        metrics.found(segments.stream().mapToLong(Segment::lines).sum());
        metrics.phase("restoring");
    }

    /** The database, so that a sink can create it with its precision. */
    private void begin() {
        if (!parts.isEmpty()
                && parts.isUntouched()
                && options.metadataTopic() != null
                && !manifest.definition().isEmpty()) {
            Map<String, @Nullable Object> event = new LinkedHashMap<>();
            event.put(MetadataEvent.TYPE, CREATE);
            event.put(MetadataEvent.TABLE_TYPE, MetadataEvent.DATABASE);
            event.putAll(manifest.definition());
            String part = parts.anyPart();
            batch.add(records.event(
                    options.metadataTopic(), CREATE, JsonText.of(event), parts.partition(part), RestorePosition.START));
        }
    }

    /** Reads until a batch is full; returns whether there may be more. */
    private boolean readSome() throws IOException, InterruptedException {
        while (batch.size() < BATCH_RECORDS && batchRows < BATCH_ROWS) {
            SegmentReader reader = open;
            if (reader == null) {
                if (next == segments.size()) {
                    handOver();
                    metrics.phase("finished");
                    return false;
                }
                reader = SegmentReader.open(
                        folder,
                        segments.get(next),
                        table -> parts.contains(parts.part(table.name())) && names.contains(table));
                open = reader;
            }
            SegmentReader.Line line = reader.next();
            if (line == null) {
                metrics.segmentDone(segments.get(next).lines());
                closeSegment();
                next++;
            } else if (line instanceof SegmentReader.Rows rows) {
                add(rows);
            } else if (line instanceof SegmentReader.Event event) {
                add(event);
            }
        }
        handOver();
        return true;
    }

    private void handOver() throws InterruptedException {
        if (!batch.isEmpty()) {
            loop.handOver(batch);
            batch = new ArrayList<>();
            batchRows = 0;
        }
    }

    private void add(SegmentReader.Rows rows) {
        String part = parts.part(rows.table().name());
        int segment = segments.get(next).number();
        RestorePosition position = parts.position(part);
        List<String> before = names.before(rows.table());
        int from = 0;
        if (position.compareTo(new RestorePosition(segment, rows.number(), 0)) > 0) {
            boolean inLine = position.segment() == segment && position.line() == rows.number();
            from = inLine
                    ? (int) Math.min(position.row(), rows.structs().size())
                    : rows.structs().size();
        }
        if (from == 0) {
            addEvents(before, CREATE, part, new RestorePosition(segment, rows.number(), 0));
        }
        while (from < rows.structs().size()) {
            int count = records.fitting(rows, from);
            boolean last = from + count == rows.structs().size();
            RestorePosition after = last
                    ? new RestorePosition(segment, rows.number() + 1, 0)
                    : new RestorePosition(segment, rows.number(), from + count);
            batch.add(records.rows(
                    rows.table(), rows.structs().subList(from, from + count), parts.partition(part), after));
            parts.moved(part, after);
            batchRows += count;
            metrics.rows(count);
            from += count;
        }
        metrics.line(rows.number());
    }

    private void add(SegmentReader.Event event) {
        List<String> events = names.chosen(event.json());
        if (events.isEmpty()) {
            return;
        }
        String table = EventNames.table(events.get(events.size() - 1));
        String part = table.isEmpty() ? parts.anyPart() : parts.part(table);
        int segment = segments.get(next).number();
        if (parts.contains(part)
                && parts.position(part).compareTo(new RestorePosition(segment, event.number(), 0)) <= 0) {
            int last = events.size() - 1;
            addEvents(events.subList(0, last), CREATE, part, new RestorePosition(segment, event.number(), 0));
            addEvents(
                    events.subList(last, last + 1),
                    event.type(),
                    part,
                    new RestorePosition(segment, event.number() + 1, 0));
        }
        metrics.line(event.number());
    }

    private void addEvents(List<String> events, String type, String part, RestorePosition after) {
        if (options.metadataTopic() != null) {
            for (String json : events) {
                batch.add(records.event(options.metadataTopic(), type, json, parts.partition(part), after));
                parts.moved(part, after);
                metrics.event();
            }
        }
    }

    private void closeSegment() {
        SegmentReader reader = open;
        open = null;
        if (reader != null) {
            try {
                reader.close();
            } catch (IOException e) {
                log.debug("A segment was not closed: {}", e.getMessage());
            }
        }
    }

    private static ConnectException failure(IOException e) {
        return new ConnectException(
                e instanceof DamagedBackupException
                        ? e.getMessage() + ". Put the file back from a copy, or set " + RestoreOptions.ON_DAMAGE
                                + "=skip to restore what the other files contain"
                        : "The backup cannot be read: " + e.getClass().getSimpleName() + ": " + e.getMessage()
                                + "; see " + RestoreOptions.DIRECTORY,
                e);
    }
}
