// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.metrics;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** The contexts of runtimes that have no plugin metrics. */
final class ContextWithoutMetrics {
    private ContextWithoutMetrics() {}

    /** A worker before Kafka 4.1: calling the method fails as it does when it is missing. */
    static SinkTaskContext create() {
        return context((proxy, method, arguments) -> {
            throw new NoSuchMethodError(method.getName());
        });
    }

    /** A runtime that has nothing to return. */
    static SinkTaskContext returningNull() {
        return context((proxy, method, arguments) -> null);
    }

    private static SinkTaskContext context(InvocationHandler calls) {
        return (SinkTaskContext) Proxy.newProxyInstance(
                ContextWithoutMetrics.class.getClassLoader(), new Class<?>[] {SinkTaskContext.class}, calls);
    }
}
