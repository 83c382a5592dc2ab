// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.sink;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Throws every record away. */
public final class DiscardSinkTask extends SinkTask {
    @Override
    public String version() {
        return "bench";
    }

    @Override
    public void start(Map<String, String> props) {}

    @Override
    public void put(Collection<SinkRecord> records) {}

    @Override
    public void stop() {}
}
