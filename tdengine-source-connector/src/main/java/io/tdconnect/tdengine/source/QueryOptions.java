// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.config.Options;

/** The options of {@link ReadMode#QUERY}. */
final class QueryOptions {
    private QueryOptions() {}

    static void addTo(Options options) {
        options.group("Query");
    }
}
