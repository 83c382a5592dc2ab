// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.metrics;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * A metric of a task.
 *
 * @param name in lower case with hyphens, ending with its unit where it has one, as in {@code latency-p99-ms}
 * @param description a sentence
 * @param value a Long, Double or String; any thread may ask for it
 */
public record Gauge(String name, String description, Supplier<?> value) {
    /** A gauge of a count since the start of the task. */
    public static Gauge counter(String name, String description, LongAdder count) {
        return new Gauge(name, description, count::sum);
    }
}
