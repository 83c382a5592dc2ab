// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.letter;

import io.tdconnect.console.connect.ConnectorView;
import org.jspecify.annotations.Nullable;

/** The sinks of tasks. */
@FunctionalInterface
public interface SinkSource {
    /**
     * The sink of a task; null if it has none.
     *
     * @throws io.tdconnect.console.http.ApiException if there is no such task
     */
    @Nullable
    ConnectorView sink(String task) throws InterruptedException;
}
