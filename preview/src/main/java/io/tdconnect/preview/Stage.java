// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A transform of the chain.
 *
 * @param name its alias in the configuration
 * @param transform already configured
 * @param predicate decides whether it is applied; null if it always is
 * @param negate whether it is applied where the predicate is false
 * @param options its own, without prefix
 */
record Stage(
        String name,
        Transformation<SinkRecord> transform,
        @Nullable Predicate<SinkRecord> predicate,
        boolean negate,
        Map<String, String> options) {
    /** Whether the transform is applied to the record. */
    boolean applies(SinkRecord message) {
        return predicate == null || predicate.test(message) != negate;
    }

    /** Name of the class without package and variant, such as ParseJson. */
    String type() {
        String name = transform.getClass().getName();
        return name.substring(name.lastIndexOf('.') + 1).replaceAll("\\$.*", "");
    }

    /** Why the transform drops rows, as far as its options show. */
    String rule() {
        String condition = options.get("condition");
        if (condition != null) {
            return "the condition " + condition + " is not true";
        }
        return predicate == null ? "by " + type() : "by " + type() + " where its predicate holds";
    }
}
