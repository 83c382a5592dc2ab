// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.common.transform.TransformChain;
import io.tdconnect.common.transform.TransformStage;
import io.tdconnect.engine.errors.ErrorOptions;
import io.tdconnect.engine.errors.Retries;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/**
 * The transforms of a connector, for one task.
 *
 * @param side source or sink
 * @param retries for those that ask for another try
 */
record Stages<R extends ConnectRecord<R>>(String side, List<TransformStage<R>> all, Retries retries)
        implements AutoCloseable {
    /** @throws org.apache.kafka.common.config.ConfigException if a transform cannot be created */
    static <R extends ConnectRecord<R>> Stages<R> of(ConnectorSetup setup, LongAdder tries) {
        return new Stages<>(
                setup.side(),
                new TransformChain<R>(setup.config()).stages(),
                new Retries(ErrorOptions.of(setup.config(), false), tries));
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
            String name = side + "'s transform " + stage.name();
            R given = made;
            try {
                made = retries.call(name, () -> stage.apply(given));
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    // The end of the task, not a failure of the record.
                    throw e;
                }
                onFailure.accept(name, e);
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
