// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.time.DurationText;
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options of {@link SelectionOptions.ReadMode#QUERY} that select tables.
 *
 * @param tables as in the option, which may name files
 * @param fromStable whether a query reads many subtables
 * @param stableGroups into how many groups the subtables of a supertable are split
 * @param refresh how often the tables are listed
 */
public record TableOptions(List<String> tables, boolean fromStable, int stableGroups, Duration refresh) {
    public static final String TABLES = "tables";
    public static final String FROM_STABLE = "select.from.stable";
    static final String STABLE_GROUPS = "stable.groups";
    public static final String TABLES_REFRESH = "tables.refresh";

    public static void addTo(Options options) {
        options.optional(
                        TABLES,
                        Type.LIST,
                        "",
                        "Tables to read, comma separated, each TABLE or STABLE.TABLE; @FILE stands for a file on the worker"
                                + " with one of these on each line, empty lines are ignored. Empty for all tables of the"
                                + " database or of stables, also new ones.")
                .importance(Importance.HIGH)
                .optional(
                        FROM_STABLE,
                        Type.BOOLEAN,
                        false,
                        "Whether one query reads many subtables through their supertable: better for more than a few hundred"
                                + " subtables. Tables need the form STABLE.TABLE then, normal tables are left out, and a"
                                + " subtable that appears with rows older than the excursion is read from the position of"
                                + " its supertable on. Changing it starts reading from the beginning.")
                .importance(Importance.HIGH)
                .optional(
                        STABLE_GROUPS,
                        Type.INT,
                        1,
                        "Into how many groups the subtables of a supertable are split with select.from.stable, so that"
                                + " several tasks can read it. Changing it starts reading from the beginning.")
                .validator(Validators.between(1, 1_000))
                .importance(Importance.LOW)
                .optional(
                        TABLES_REFRESH,
                        Type.STRING,
                        "60s",
                        "How often the connector looks for new tables, tags and columns.")
                .validator(Validators.duration())
                .importance(Importance.LOW);
    }

    public static TableOptions from(AbstractConfig config) {
        return new TableOptions(
                SelectionOptions.names(config, TABLES),
                config.getBoolean(FROM_STABLE),
                config.getInt(STABLE_GROUPS),
                DurationText.parse(config.getString(TABLES_REFRESH)));
    }

    /**
     * The tables that are selected.
     *
     * @throws IllegalArgumentException if a file with names cannot be read or has none
     */
    public TableSelection selection(List<String> stables) {
        return TableSelection.of(stables, tables);
    }

    /** Into how many groups the subtables of a supertable are split; 0 to read table by table. */
    public int groups() {
        return fromStable ? stableGroups : 0;
    }
}
