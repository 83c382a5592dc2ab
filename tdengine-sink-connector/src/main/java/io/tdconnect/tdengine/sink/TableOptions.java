// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.config.Options;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The options that say what the sink may create and change by itself. */
final class TableOptions {
    static final String CREATE_DATABASE = "auto.create.database";
    static final String CREATE_STABLE = "auto.create.stable";
    static final String EVOLVE = "auto.evolve";

    private TableOptions() {}

    static void addTo(Options options) {
        options.group("Tables")
                .optional(
                        CREATE_DATABASE,
                        Type.BOOLEAN,
                        false,
                        "Whether to create a database that does not exist, with the server's defaults.")
                .optional(
                        CREATE_STABLE,
                        Type.BOOLEAN,
                        true,
                        "Whether to create a supertable that does not exist, with types from the schema or the values"
                                + " of the first rows. Subtables are always created.")
                .optional(
                        EVOLVE,
                        Type.BOOLEAN,
                        true,
                        "Whether to add columns and tags for new fields, and to make VARCHAR and NCHAR longer.");
    }

    static TablePolicy from(AbstractConfig config) {
        return new TablePolicy(
                config.getBoolean(CREATE_DATABASE), config.getBoolean(CREATE_STABLE), config.getBoolean(EVOLVE));
    }
}
