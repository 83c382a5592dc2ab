// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a user interface asks of the server behind a connector; found by {@link java.util.ServiceLoader}.
 *
 * <p>Configurations may be incomplete: only the options of the connection are needed. Calls may block until they are
 * interrupted, and may be made by several threads. A call that {@link Kind#capabilities} does not list throws
 * {@link UnsupportedOperationException}.
 */
public interface ServerExplorer {
    /** Which connector this is about, and what can be asked. */
    Kind kind();

    /** Some messages as the source would receive them; never takes them from the session or offsets of a task. */
    default Samples samples(Map<String, String> config, SampleLimits limits)
            throws ExploreException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /**
     * One level of the objects of a server.
     *
     * @param node whose children are wanted; null for the top
     * @param cursor where a long list goes on; null for its start
     */
    default Listing children(Map<String, String> config, @Nullable String node, @Nullable String cursor)
            throws ExploreException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /**
     * The options that make the connector take exactly the chosen nodes; one that has to be absent is empty.
     *
     * @param nodes that are selectable; none for the options of a new configuration
     */
    default Map<String, String> select(Map<String, String> config, List<String> nodes)
            throws ExploreException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** What the patterns of a configuration match at the moment. */
    default Matches matches(Map<String, String> config) throws ExploreException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** A file of what a configuration takes, for editing, such as a file of points. */
    default ExploredFile file(Map<String, String> config) throws ExploreException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
