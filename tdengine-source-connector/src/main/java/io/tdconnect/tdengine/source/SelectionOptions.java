// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.config.Options;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** The options that say what is read and how, for both ways of reading. */
final class SelectionOptions {
    static final String READ_MODE = "read.mode";
    static final String DATABASE = "database";
    static final String STABLES = "stables";

    private SelectionOptions() {}

    static void addTo(Options options) {
        options.group("Selection")
                .choice(
                        READ_MODE,
                        ReadMode.SUBSCRIPTION,
                        "subscription reads topics of TDengine: everything that is written, in the order in which it is"
                                + " written, as long as the WAL holds it. query reads windows of the rows' time: also old"
                                + " history, and TDengine 2.6, but late rows only within a limit.")
                .importance(Importance.HIGH)
                .optional(DATABASE, Type.STRING, "", "Database to read; empty where topics name what is read.")
                .importance(Importance.HIGH)
                .optional(STABLES, Type.LIST, "", "Supertables of the database to read; empty for all of it.");
    }
}
