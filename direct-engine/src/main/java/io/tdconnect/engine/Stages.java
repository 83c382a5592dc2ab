// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.common.transform.TransformChain;
import io.tdconnect.common.transform.TransformStage;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/**
 * The transforms of a connector, for one task.
 *
 * @param side source or sink
 */
record Stages<R extends ConnectRecord<R>>(String side, List<TransformStage<R>> all) implements AutoCloseable {
    /** @throws org.apache.kafka.common.config.ConfigException if a transform cannot be created */
    static <R extends ConnectRecord<R>> Stages<R> of(String side, Map<String, String> config) {
        return new Stages<>(side, new TransformChain<R>(config).stages());
    }

    /**
     * The record after all transforms; null if one has dropped it, or it failed.
     *
     * @param onFailure gets the stage in words and the failure; may throw
     */
    @Nullable
    R apply(R message, BiConsumer<String, RuntimeException> onFailure) {
        R made = message;
        for (TransformStage<R> stage : all) {
            try {
                made = stage.apply(made);
            } catch (RuntimeException e) {
                onFailure.accept(side + "'s transform " + stage.name(), e);
                return null;
            }
            if (made == null) {
                return null;
            }
        }
        return made;
    }

    @Override
    public void close() {
        all.forEach(TransformStage::close);
    }
}
