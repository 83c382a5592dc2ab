// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import io.tdconnect.console.connect.ConnectorView;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source and a sink that belong together; one of them may be missing.
 *
 * @param id the name by which the pages know it
 * @param topic between both; empty if it is not known
 */
record Task(
        String id, @Nullable ConnectorView source, @Nullable ConnectorView sink, String topic) {
    /** The option with the name of a task, in the configurations of both sides; a comment for the connectors. */
    static final String LABEL = "_tdconnect.task";

    /** The sides that there are, the source first. */
    List<ConnectorView> sides() {
        return Stream.of(source, sink).filter(Objects::nonNull).toList();
    }

    boolean isStopped() {
        return sides().stream().allMatch(side -> side.state().equals("STOPPED"));
    }
}
