// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import io.tdconnect.tdengine.source.server.TableOptions;
import io.tdconnect.tdengine.source.server.WindowOptions;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The options of {@link SelectionOptions.ReadMode#QUERY}. */
public record QueryOptions(Mode mode, TableOptions tables, TimeOptions times, WindowOptions windows) {
    public static final String MODE = "mode";

    /** Values of {@link #MODE}. */
    enum Mode {
        /** The rows that exist. */
        HISTORY,
        /** New rows, and those of a while before the start. */
        REALTIME,
        /** The rows that exist, and then new rows. */
        ALL;

        /** Whether reading goes on until the connector is stopped. */
        boolean endless() {
            return this != HISTORY;
        }
    }

    public static void addTo(Options options) {
        options.group("Query")
                .choice(
                        MODE,
                        Mode.HISTORY,
                        "Which rows queries read: history reads the existing rows from begin.time to end.time and then ends;"
                                + " realtime reads new rows, and those of the time restro before the start; all reads"
                                + " history and then realtime.")
                .importance(Importance.HIGH);
        TableOptions.addTo(options);
        TimeOptions.addTo(options);
        WindowOptions.addTo(options);
    }

    public static QueryOptions from(AbstractConfig config) {
        return new QueryOptions(
                EnumOption.parse(Mode.class, config.getString(MODE)),
                TableOptions.from(config),
                TimeOptions.from(config),
                WindowOptions.from(config));
    }

    /** Whether reading ends at some time. */
    boolean ends() {
        return times.end() != null || !mode.endless();
    }
}
