// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.sink.SinkRecord;

/** What the sink that only reads has kept, for the source that only writes. */
final class HeldRecords {
    static final HeldRecords ALL = new HeldRecords();

    private final List<SinkRecord> records = new ArrayList<>();
    private final AtomicLong received = new AtomicLong();
    private long most;

    /** Forgets everything, and keeps the next records. */
    synchronized void keep(long count) {
        records.clear();
        received.set(0);
        most = count;
    }

    synchronized void take(Collection<SinkRecord> more) {
        received.addAndGet(more.size());
        if (records.size() < most) {
            records.addAll(more);
        }
    }

    synchronized List<SinkRecord> records() {
        return List.copyOf(records);
    }

    long received() {
        return received.get();
    }
}
