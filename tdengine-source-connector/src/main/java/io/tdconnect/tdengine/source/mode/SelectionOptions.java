// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.mode;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options that select what is read and how, for both ways of reading.
 *
 * @param database empty where topics or a query select the rows
 * @param stables empty for all of the database
 */
public record SelectionOptions(ReadMode readMode, String database, List<String> stables) {
    public static final String READ_MODE = "read.mode";
    public static final String DATABASE = "database";
    public static final String STABLES = "stables";

    /** Values of {@link #READ_MODE}. */
    public enum ReadMode {
        /** By topics of the server, which contain all writes in their order. */
        SUBSCRIPTION,
        /** By queries over windows of the rows' time. */
        QUERY
    }

    public static void addTo(Options options) {
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

    public static SelectionOptions from(AbstractConfig config) {
        return new SelectionOptions(
                EnumOption.parse(ReadMode.class, config.getString(READ_MODE)),
                config.getString(DATABASE),
                names(config, STABLES));
    }

    /** The elements of a list that are not blank, each once. */
    public static List<String> names(AbstractConfig config, String option) {
        return config.getList(option).stream()
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }
}
