// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.metadata;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.tmq.MetadataEvent;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;

/**
 * The SQL that creates a database as an event of the source describes it: with the options on which it depends whether rows
 * can be stored unchanged.
 */
final class DatabaseSql {
    private static final Pattern DURATION = Pattern.compile("\\d{1,10}[mhd]?");

    private DatabaseSql() {}

    /**
     * The statement.
     *
     * @throws DataException if the event has no precision
     */
    static MetadataSql.Statement create(String database, MetadataEvent event) {
        Precision precision;
        try {
            precision = Precision.of(String.valueOf(event.fields().get("precision")));
        } catch (IllegalArgumentException e) {
            throw new DataException("The metadata event of a database: " + e.getMessage(), e);
        }
        String sql = "CREATE DATABASE IF NOT EXISTS " + Identifiers.database(database) + " PRECISION '"
                + precision.symbol() + "'" + option(event, "keep", " KEEP ") + option(event, "duration", " DURATION ");
        return new MetadataSql.Statement(sql, Set.of(ErrorClass.ALREADY_EXISTS));
    }

    private static String option(MetadataEvent event, String name, String keyword) {
        if (event.fields().get("options") instanceof Map<?, ?> options && options.get(name) instanceof String text) {
            // KEEP has a duration for each level of storage; the last one is the longest.
            String last = text.substring(text.lastIndexOf(',') + 1).trim();
            return DURATION.matcher(last).matches() ? keyword + last : "";
        }
        return "";
    }
}
