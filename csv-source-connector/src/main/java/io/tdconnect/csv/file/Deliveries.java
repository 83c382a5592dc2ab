// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.file;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the records of each file until Kafka has all of them, and then finishes the file; safe for several threads. */
public final class Deliveries {
    private final DoneFiles done;
    private final Map<String, Counts> files = new HashMap<>();

    private static final class Counts {
        private long handed;
        private long confirmed;
        private @Nullable ReadFile ended;
    }

    public Deliveries(DoneFiles done) {
        this.done = done;
    }

    /** So many records of a file are handed over. */
    public synchronized void handed(FileId id, int records) {
        Counts counts = files.computeIfAbsent(id.text(), added -> new Counts());
        counts.handed += records;
        // There is more than was read before.
        counts.ended = null;
    }

    /** The file is read to its end; no records follow. */
    public void ended(ReadFile file) {
        synchronized (this) {
            files.computeIfAbsent(file.id().text(), added -> new Counts()).ended = file;
        }
        finish(file.id().text(), 0);
    }

    /** Kafka has a record with this source partition. */
    public void confirmed(Map<String, ?> partition) {
        finish(String.valueOf(partition.get(FileSplit.FILE)), 1);
    }

    private void finish(String id, int records) {
        ReadFile complete = null;
        synchronized (this) {
            Counts counts = files.get(id);
            if (counts != null) {
                counts.confirmed += records;
                complete = counts.confirmed >= counts.handed ? counts.ended : null;
            }
            if (complete != null) {
                files.remove(id);
            }
        }
        if (complete != null) {
            done.finish(complete);
        }
    }
}
