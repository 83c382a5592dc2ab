// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.contract.SinkWorker;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** The worker, with a dead letter queue that keeps reasons. */
public final class FakeSinkContext extends SinkWorker {
    public final List<BadRecord> reported = new ArrayList<>();

    public FakeSinkContext() {
        super(true, Records.PARTITION);
    }

    @Override
    protected void report(SinkRecord entry, Throwable error) {
        reported.add(new BadRecord(entry, (Exception) error));
    }
}
