// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb;

import io.tdconnect.common.http.ServerException;
import io.tdconnect.common.record.NamePolicy;
import io.tdconnect.common.source.ListWatch;
import io.tdconnect.common.window.NameSelection;
import io.tdconnect.opentsdb.client.OpenTsdbClient;
import io.tdconnect.opentsdb.client.SelectionOptions;
import io.tdconnect.opentsdb.read.FailureMessages;
import io.tdconnect.opentsdb.record.RecordOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/** Asks the server for its metrics. */
final class MetricList implements ListWatch.Source<String> {
    private final OpenTsdbClient client;
    private final NameSelection selection;
    private final RecordOptions records;

    MetricList(OpenTsdbSourceConfig config) {
        client = new OpenTsdbClient(config.connection());
        selection = config.metrics();
        records = config.records();
    }

    @Override
    public String kind() {
        return SelectionOptions.METRICS;
    }

    @Override
    public List<String> list() throws IOException, ServerException {
        List<String> all;
        try {
            all = selection.named().isEmpty() ? client.metrics() : selection.named();
        } catch (ServerException e) {
            if (e.passing()) {
                throw e;
            }
            throw new ConnectException(FailureMessages.of(e), e);
        }
        List<String> selected = all.stream().filter(selection.filter()).sorted().toList();
        requireDifferentTables(selected);
        return selected;
    }

    @Override
    public Duration askedPause(Exception failure) {
        return ServerException.pause(failure, Duration.ZERO);
    }

    @Override
    public void close() {
        client.close();
    }

    /** Points of two metrics with the same tags would overwrite one another in one supertable. */
    private void requireDifferentTables(List<String> metrics) {
        Map<String, String> byTable = new HashMap<>();
        for (String metric : metrics) {
            String other = byTable.put(records.stable(metric), metric);
            if (other != null) {
                throw new ConnectException("Expected metrics with supertables of their own, found " + other + " and "
                        + metric + ", which both become " + records.stable(metric) + "; leave one out with "
                        + SelectionOptions.METRICS + ".exclude and read it by another connector into another database,"
                        + " or set " + NamePolicy.OPTION + "=keep for a sink that takes all names");
            }
        }
    }
}
