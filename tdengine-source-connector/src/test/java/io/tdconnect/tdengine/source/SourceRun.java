// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.contract.SourceTaskRun;
import io.tdconnect.testing.TdengineServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** The first task of a connector, without a worker. */
public final class SourceRun extends SourceTaskRun<TdengineSourceTask> {
    /** The first task of a connector with these properties; begins without offsets. */
    public SourceRun(Map<String, String> properties) {
        this(properties, new ConcurrentHashMap<>());
    }

    /** The first task of a connector, which begins with these offsets and changes them. */
    public SourceRun(Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
        super(new TdengineSourceTask(), firstTask(properties), offsets);
    }

    private static Map<String, String> firstTask(Map<String, String> properties) {
        Map<String, String> config = new HashMap<>(properties);
        config.putAll(new TdengineSourceConfig(properties).mode().tasks(1).get(0));
        return config;
    }

    /** Properties of a connector with the server's address, and further ones in pairs. */
    public static Map<String, String> properties(TdengineServer server, String... more) {
        Map<String, String> properties = Map.of(
                "name", "source",
                "connection.url", "http://" + server.host() + ":" + server.port(),
                "connection.user", server.user(),
                "connection.password", server.password(),
                "topic.create", "true",
                "retry.timeout.ms", "30000",
                "retry.backoff.ms", "50",
                "retry.backoff.max.ms", "500");
        return with(properties, more);
    }

    /** Whether the task has reached its end. */
    boolean finished() {
        return task().finished();
    }

    /** The value of a metric of the task. */
    @Nullable
    public Object metric(String name) {
        return task().gauges().stream()
                .filter(gauge -> gauge.name().equals(name))
                .map(gauge -> (Object) gauge.value().get())
                .findAny()
                .orElse(null);
    }

    /** A column of rows, in their order. */
    public static List<@Nullable Object> column(List<SourceRecord> records, String name) {
        List<@Nullable Object> values = new ArrayList<>();
        for (SourceRecord record : records) {
            if (record.value() instanceof Struct row) {
                values.add(row.get(name));
            }
        }
        return values;
    }
}
