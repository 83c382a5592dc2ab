// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import io.tdconnect.common.transform.TransformStage;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** Represents the source in the list of stages, so that the records of the source are shown, too. */
final class MqttSource implements Transformation<SinkRecord> {
    static TransformStage<SinkRecord> stage() {
        return new TransformStage<>("source", new MqttSource(), null, false, Map.of());
    }

    @Override
    public SinkRecord apply(SinkRecord made) {
        return made;
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // It has no options.
    }

    @Override
    public void close() {
        // It has no resources.
    }
}
