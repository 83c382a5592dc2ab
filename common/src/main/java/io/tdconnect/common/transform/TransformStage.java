// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.transform;

import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A transform of a chain.
 *
 * @param name its alias in the configuration
 * @param transform already configured
 * @param predicate decides whether it is applied; null if it always is
 * @param negate whether it is applied where the predicate is false
 * @param options its own, without prefix
 * @param <R> records of sources or of sinks
 */
public record TransformStage<R extends ConnectRecord<R>>(
        String name,
        Transformation<R> transform,
        @Nullable Predicate<R> predicate,
        boolean negate,
        Map<String, String> options)
        implements AutoCloseable {
    /** Whether the transform is applied to the record. */
    public boolean applies(R message) {
        return predicate == null || predicate.test(message) != negate;
    }

    /** The record as it leaves the stage; null if it is dropped. */
    public @Nullable R apply(R message) {
        return applies(message) ? transform.apply(message) : message;
    }

    /** Name of the class without package and variant, such as ParseJson. */
    public String type() {
        String full = transform.getClass().getName();
        return full.substring(full.lastIndexOf('.') + 1).replaceAll("\\$.*", "");
    }

    /** Why the transform drops rows, as far as its options show. */
    public String rule() {
        String condition = options.get("condition");
        if (condition != null) {
            return "the condition " + condition + " is not true";
        }
        return predicate == null ? "by " + type() : "by " + type() + " where its predicate holds";
    }

    @Override
    public void close() {
        transform.close();
        if (predicate != null) {
            predicate.close();
        }
    }
}
