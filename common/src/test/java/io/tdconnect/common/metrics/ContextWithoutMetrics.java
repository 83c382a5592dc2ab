// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.metrics;

import java.lang.reflect.Proxy;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** The context of a worker that has no plugin metrics: calling the method fails as it does when it is missing. */
final class ContextWithoutMetrics {
    private ContextWithoutMetrics() {}

    static SinkTaskContext create() {
        return (SinkTaskContext) Proxy.newProxyInstance(
                ContextWithoutMetrics.class.getClassLoader(),
                new Class<?>[] {SinkTaskContext.class},
                (proxy, method, arguments) -> {
                    throw new NoSuchMethodError(method.getName());
                });
    }
}
