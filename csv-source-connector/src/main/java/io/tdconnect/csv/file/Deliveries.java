// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.file;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts the records of each file until Kafka has all of them, and then finishes the file; safe for several threads. */
public final class Deliveries {
    private final DoneFiles done;
    private final Map<String, Counts> files = new ConcurrentHashMap<>();

    private static final class Counts {
        private long handed;
        private long confirmed;
        private @Nullable ReadFile ended;

        private synchronized @Nullable ReadFile take() {
            ReadFile complete = confirmed >= handed ? ended : null;
            ended = complete == null ? ended : null;
            return complete;
        }
    }

    public Deliveries(DoneFiles done) {
        this.done = done;
    }

    /** So many records of a file are handed over. */
    public void handed(FileId id, int records) {
        Counts counts = counts(id.text());
        synchronized (counts) {
            counts.handed += records;
            // There is more than was read before.
            counts.ended = null;
        }
    }

    /** The file is read to its end; no records follow. */
    public void ended(ReadFile file) {
        Counts counts = counts(file.id().text());
        synchronized (counts) {
            counts.ended = file;
        }
        finish(counts);
    }

    /** Kafka has a record with this source partition. */
    public void confirmed(Map<String, ?> partition) {
        Counts counts = files.get(String.valueOf(partition.get(FileSplit.FILE)));
        if (counts != null) {
            synchronized (counts) {
                counts.confirmed++;
            }
            finish(counts);
        }
    }

    private void finish(Counts counts) {
        ReadFile complete = counts.take();
        if (complete != null) {
            done.finish(complete);
        }
    }

    private Counts counts(String id) {
        return files.computeIfAbsent(id, added -> new Counts());
    }
}
