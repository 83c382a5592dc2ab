// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.topic;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options that say where vgroups begin without a stored position.
 *
 * @param from where a vgroup begins without any position
 * @param positions positions of vgroups, each VGROUP:POSITION
 * @param snapshot whether vgroups begin with all rows of their tables
 */
public record StartOptions(StartFrom from, List<String> positions, boolean snapshot) {
    static final String FROM = "from";
    public static final String START_POSITIONS = "start.positions";
    public static final String SNAPSHOT = "snapshot";

    private static final String POSITION_FORM = "\\d{1,9}:\\d{1,18}";

    /** Values of {@link #FROM}. */
    public enum StartFrom {
        /** At the oldest position of the WAL. */
        EARLIEST,
        /** With what is written from now on. */
        LATEST
    }

    public static void addTo(Options options) {
        options.choice(
                        FROM,
                        StartFrom.EARLIEST,
                        "Where a vgroup begins for which neither Kafka Connect nor the group has a position: earliest at the"
                                + " oldest position of the WAL, latest at its end.")
                .importance(Importance.HIGH)
                .optional(
                        START_POSITIONS,
                        Type.LIST,
                        "",
                        "Positions of vgroups at which to begin instead, as 2:10,3:5 for position 10 of vgroup 2 and 5 of"
                                + " vgroup 3. They are used only for vgroups without a position in Kafka Connect.")
                .validator(new ParsedValidator("VGROUP:POSITION, comma separated", StartOptions::parse))
                .optional(
                        SNAPSHOT,
                        Type.BOOLEAN,
                        false,
                        "Whether vgroups without a position begin with all rows of their tables, including those that the"
                                + " WAL no longer holds; from and start.positions are ignored then. These rows have no"
                                + " position: they come again after a restart before Kafka has all rows of a vgroup.");
    }

    public static StartOptions from(AbstractConfig config) {
        return new StartOptions(
                EnumOption.parse(StartFrom.class, config.getString(FROM)),
                SelectionOptions.names(config, START_POSITIONS),
                config.getBoolean(SNAPSHOT));
    }

    /**
     * The positions by vgroup.
     *
     * @throws IllegalArgumentException if a vgroup has two
     */
    public Map<Integer, Long> positionOfVgroup() {
        Map<Integer, Long> byVgroup = new HashMap<>();
        for (String element : positions) {
            Map.Entry<Integer, Long> entry = parse(element);
            if (byVgroup.put(entry.getKey(), entry.getValue()) != null) {
                throw new IllegalArgumentException(
                        "expected one position for each vgroup, found several for " + entry.getKey());
            }
        }
        return byVgroup;
    }

    /**
     * Vgroup and position of an element.
     *
     * @throws IllegalArgumentException if it has another form
     */
    private static Map.Entry<Integer, Long> parse(String text) {
        String element = text.trim();
        if (!element.matches(POSITION_FORM)) {
            throw new IllegalArgumentException("expected VGROUP:POSITION such as 2:10, found " + text);
        }
        int colon = element.indexOf(':');
        return Map.entry(Integer.valueOf(element.substring(0, colon)), Long.valueOf(element.substring(colon + 1)));
    }
}
