// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.PluginVersion;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/** Reads some points of a server. */
public final class OpcuaSourceTask extends SourceTask {
    @Override
    public String version() {
        return PluginVersion.of(OpcuaSourceTask.class);
    }

    @Override
    public void start(Map<String, String> properties) {
        OpcuaSourceConfig config = new OpcuaSourceConfig(properties);
        PointOptions.catalog(config);
        RowOptions.mapper(config);
    }

    @Override
    public @Nullable List<SourceRecord> poll() {
        return null;
    }

    @Override
    public void stop() {
        // Nothing runs yet.
    }
}
