// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb;

import io.tdconnect.common.contract.Gauges;
import io.tdconnect.common.contract.SourceTaskRun;
import io.tdconnect.common.window.TimeSplit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** A task of the OpenTSDB source, without a worker. */
final class TaskRun extends SourceTaskRun<OpenTsdbSourceTask> {
    TaskRun(Map<String, String> properties) {
        this(properties, new HashMap<>());
    }

    TaskRun(Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
        super(new OpenTsdbSourceTask(), properties, offsets);
    }

    /** Properties of a task that reads these metrics from 2023-11-14 to 2023-11-16. */
    static Map<String, String> properties(String url, List<String> metrics, String... more) {
        Map<String, String> properties = with(
                Map.of(
                        "name", "opentsdb",
                        "url", url,
                        "begin.time", "2023-11-14T00:00:00Z",
                        "end.time", "2023-11-16T00:00:00Z",
                        "retry.backoff.ms", "50",
                        "retry.backoff.max.ms", "500",
                        "delay.ms", "0"),
                more);
        OpenTsdbSourceConfig config = new OpenTsdbSourceConfig(properties);
        properties.put(
                "task.lanes",
                TimeSplit.textOf(metrics.stream()
                        .flatMap(metric -> config.windows().splits(metric, config.time()).stream())
                        .toList()));
        return properties;
    }

    /** Polls until everything up to the end time is read. */
    List<SourceRecord> takeAll() throws InterruptedException {
        return takeAll(task()::finished);
    }

    /** The values of records with one point each. */
    static List<Object> values(List<SourceRecord> records) {
        return records.stream()
                .map(record -> ((Struct) record.value()).get("_value"))
                .toList();
    }

    double shareDone() {
        return task().shareDone();
    }

    Object metric(String name) {
        return Gauges.of(task().metrics().gauges(), name);
    }
}
