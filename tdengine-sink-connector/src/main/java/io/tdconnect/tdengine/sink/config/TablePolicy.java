// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.time.Precision;
import org.jspecify.annotations.Nullable;

/** What the sink may create and change by itself. */
public record TablePolicy(Creation create, Evolution evolve) {
    /**
     * What may be created where it is missing.
     *
     * @param precision of a new database
     * @param keep how long a new database keeps rows, in the form of KEEP; null for the server's default
     */
    public record Creation(
            boolean database, Precision precision, @Nullable String keep, boolean stable, boolean table) {}

    /**
     * What may be changed.
     *
     * @param columns whether columns are added
     * @param tags whether tags are added
     * @param lengths whether VARCHAR, NCHAR and VARBINARY become longer
     */
    public record Evolution(boolean columns, boolean tags, boolean lengths) {}
}
