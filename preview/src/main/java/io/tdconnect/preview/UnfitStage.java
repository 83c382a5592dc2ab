// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import io.tdconnect.common.transform.TransformStage;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** Stands for a transform whose options are not right yet, so that the stages before it are shown. */
final class UnfitStage implements Transformation<SinkRecord> {
    private final KafkaException problem;

    private UnfitStage(KafkaException problem) {
        this.problem = problem;
    }

    static TransformStage<SinkRecord> of(String name, KafkaException problem) {
        return new TransformStage<>(name, new UnfitStage(problem), null, false, Map.of());
    }

    @Override
    public SinkRecord apply(SinkRecord message) {
        throw problem;
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
