// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.write;

import io.tdconnect.backup.format.DamagedBackupException;
import io.tdconnect.backup.format.MetadataEvent;
import io.tdconnect.backup.format.StoredTable;
import io.tdconnect.common.metrics.Gauge;
import io.tdconnect.common.retry.Retry;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes records to the backups of their databases. For use by one thread. */
public final class BackupWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BackupWriter.class);
    private static final int ROWS_OF_LINE = 500;

    private final WriteOptions options;
    private final Retry retry;
    private final SinkTaskContext context;
    private final EntryReader reader;
    private final Map<String, DatabaseWriter> databases = new TreeMap<>();
    /** By database and by the name of the table. */
    private final Map<String, Map<String, Waiting>> waiting = new HashMap<>();

    private final LongAdder rows = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /** Rows of a table that become one line. */
    private record Waiting(StoredTable table, List<Struct> structs) {}

    public BackupWriter(WriteOptions options, Retry retry, SinkTaskContext context) {
        this.options = options;
        this.retry = retry;
        this.context = context;
        reader = new EntryReader(options.database());
    }

    /**
     * Takes hold of the folder of the configured database, so that a second writer is refused at once.
     *
     * @throws ConnectException if the folder cannot be used
     */
    public void start() {
        if (!options.database().isEmpty()) {
            try {
                database(options.database());
            } catch (IOException e) {
                throw unusable(e);
            }
        }
    }

    /**
     * Stores records; they are part of the backup after {@link #commit}.
     *
     * @throws RetriableException if the disk fails for the moment; none of the records is stored then
     * @throws ConnectException if a record cannot be stored, and Connect has no place for bad records
     */
    public void put(Collection<SinkRecord> batch) {
        List<StoredEntry> entries = new ArrayList<>(batch.size());
        batch.forEach(entry -> read(entry, entries));
        try {
            for (StoredEntry entry : entries) {
                database(entry.database());
            }
            for (DatabaseWriter database : databases.values()) {
                database.makeRoom();
            }
        } catch (IOException e) {
            Duration pause = failed(e);
            context.timeout(pause.toMillis());
            throw new RetriableException(unusable(e).getMessage(), e);
        }
        try {
            for (StoredEntry entry : entries) {
                store(entry);
            }
            for (String database : List.copyOf(waiting.keySet())) {
                storeRows(database);
            }
        } catch (IOException e) {
            throw new IllegalStateException("lines are written to memory only", e);
        }
    }

    /**
     * Makes everything part of the backups.
     *
     * @return false if the disk fails for the moment: nothing new is part of them then
     * @throws ConnectException if it has failed for too long
     */
    public boolean commit() {
        try {
            for (DatabaseWriter database : databases.values()) {
                database.commit();
            }
            retry.succeeded();
            commits.increment();
            return true;
        } catch (IOException e) {
            Duration pause = failed(e);
            log.warn(
                    "{} Trying again after {} ms at the next commit.",
                    unusable(e).getMessage(),
                    pause.toMillis());
            return false;
        }
    }

    /** Counts of this task. */
    public List<Gauge> gauges() {
        return List.of(
                Gauge.counter("rows", "Rows that were stored since the task was started.", rows),
                Gauge.counter("events", "Metadata events that were stored since the task was started.", events),
                Gauge.counter("commits", "How often everything was made part of the backup.", commits),
                Gauge.counter("failures", "Failures of the disk, retried ones included.", failures),
                Gauge.counter("refused", "Records that could not be stored.", refused));
    }

    /** Removes what was not committed, and lets other writers in. */
    @Override
    public void close() {
        databases.forEach((name, database) -> {
            try {
                database.close();
            } catch (IOException e) {
                log.warn("The backup of database {} was not closed: {}", name, e.getMessage());
            }
        });
        databases.clear();
    }

    private void read(SinkRecord entry, List<StoredEntry> entries) {
        try {
            reader.read(entry, entries);
        } catch (DataException e) {
            refused.increment();
            ErrantRecordReporter reporter = context.errantRecordReporter();
            if (reporter == null) {
                throw new ConnectException(
                        "A record of topic " + entry.topic() + " at offset " + entry.kafkaOffset()
                                + " cannot be stored: " + e.getMessage(),
                        e);
            }
            // The worker waits for it before it commits offsets.
            Future<Void> unused = reporter.report(entry, e);
        }
    }

    private void store(StoredEntry entry) throws IOException {
        if (entry instanceof StoredEntry.Row row) {
            Map<String, Waiting> tables = waiting.computeIfAbsent(row.database(), name -> new LinkedHashMap<>());
            String name = row.table().name();
            Waiting rowsOfTable = tables.get(name);
            boolean fits = rowsOfTable != null
                    && rowsOfTable.structs.size() < ROWS_OF_LINE
                    && rowsOfTable.table.equals(row.table());
            if (rowsOfTable == null || !fits) {
                // Rows with other columns or tags follow in a line of their own, since the order within a table counts.
                storeRows(row.database(), rowsOfTable);
                rowsOfTable = new Waiting(row.table(), new ArrayList<>());
                tables.put(name, rowsOfTable);
            }
            rowsOfTable.structs.add(row.struct());
        } else if (entry instanceof StoredEntry.Event event) {
            // Rows before the event stay before it.
            storeRows(event.database());
            DatabaseWriter database = database(event.database());
            Map<String, @Nullable Object> definition = definition(event);
            if (definition.isEmpty()) {
                database.event(event.type(), event.json());
            } else {
                database.definition(definition);
            }
            events.increment();
        }
    }

    /** What an event says about its database; empty if it is about tables. */
    private static Map<String, @Nullable Object> definition(StoredEntry.Event event) {
        if (!event.type().equals("create") || !event.json().contains(MetadataEvent.DATABASE)) {
            return Map.of();
        }
        MetadataEvent parsed = MetadataEvent.of(event.json());
        if (!parsed.tableType().equals(MetadataEvent.DATABASE)) {
            return Map.of();
        }
        Map<String, @Nullable Object> definition = new LinkedHashMap<>(parsed.fields());
        definition.remove(MetadataEvent.TYPE);
        definition.remove(MetadataEvent.TABLE_TYPE);
        return definition;
    }

    private void storeRows(String database) throws IOException {
        Map<String, Waiting> tables = waiting.remove(database);
        if (tables != null) {
            for (Waiting table : tables.values()) {
                storeRows(database, table);
            }
        }
    }

    private void storeRows(String database, @Nullable Waiting table) throws IOException {
        if (table != null) {
            database(database).rows(table.table, table.structs);
            rows.add(table.structs.size());
        }
    }

    private DatabaseWriter database(String name) throws IOException {
        DatabaseWriter known = databases.get(name);
        if (known == null) {
            known = DatabaseWriter.open(options, name);
            databases.put(name, known);
        }
        return known;
    }

    /** How long to wait before the next try. */
    private Duration failed(IOException failure) {
        failures.increment();
        if (failure instanceof DamagedBackupException
                || failure instanceof AccessDeniedException
                || failure instanceof NotDirectoryException
                || failure instanceof FileAlreadyExistsException) {
            throw unusable(failure);
        }
        try {
            return retry.failed(unusable(failure));
        } catch (ConnectException e) {
            throw new ConnectException(e.getMessage(), failure);
        }
    }

    private ConnectException unusable(IOException failure) {
        if (failure instanceof DamagedBackupException) {
            return new ConnectException(
                    failure.getMessage() + "; put the file back from a copy, or choose another "
                            + WriteOptions.DIRECTORY,
                    failure);
        }
        return new ConnectException(
                "The backup in " + options.directory() + " cannot be written: " + reason(failure)
                        + ". Make room or allow writing there, or change " + WriteOptions.DIRECTORY
                        + ". Files of the manifest are complete.",
                failure);
    }

    private static String reason(IOException failure) {
        String type = failure.getClass() == IOException.class
                ? ""
                : failure.getClass().getSimpleName() + ": ";
        return type + failure.getMessage();
    }
}
