// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.state;

import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** A step that remembers rows of its subtable. */
interface StateStep {
    /** Opens the store; rows that pass continue to {@code next}. */
    void init(ProcessorContext<?, ?> context, Consumer<StateRow> next);

    /** Passes the row, drops it, or keeps it for later. */
    void process(StateRow row);
}
