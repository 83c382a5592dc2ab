// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.time.DurationText;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What of the configuration matters for reading by queries.
 *
 * @param begin time of the first row; null for the first that there is
 * @param end time after the last row; null for no end
 * @param restro how long before the start realtime reading begins
 * @param interval between two looks for new rows
 * @param excursion how long rows may be late, after which times are read again
 * @param delay how old rows are before they are read
 * @param refresh how often the tables are listed
 * @param longestWindow of a query
 * @param windowRows most rows that a window should have
 * @param batchRows of a batch
 */
record QuerySettings(
        TimeMode mode,
        @Nullable Instant begin,
        @Nullable Instant end,
        Duration restro,
        Duration interval,
        Duration excursion,
        Duration delay,
        Duration refresh,
        Duration longestWindow,
        long windowRows,
        int batchRows,
        RecordSettings records,
        QueryCatalog.Settings catalog) {
    /** Whether reading is over some day. */
    boolean ends() {
        return end != null || !mode.endless();
    }

    static QuerySettings of(TdengineSourceConfig config, int task, int tasks) {
        RecordSettings records = RecordSettings.of(config);
        return new QuerySettings(
                EnumOption.parse(TimeMode.class, config.getString(QueryOptions.MODE)),
                QueryOptions.time(config.getString(QueryOptions.BEGIN_TIME)),
                QueryOptions.time(config.getString(QueryOptions.END_TIME)),
                duration(config, QueryOptions.RESTRO),
                duration(config, QueryOptions.INTERVAL),
                duration(config, QueryOptions.EXCURSION),
                duration(config, QueryOptions.DELAY),
                duration(config, QueryOptions.TABLES_REFRESH),
                duration(config, QueryOptions.WINDOW),
                config.getLong(QueryOptions.WINDOW_ROWS),
                config.getInt(QueryOptions.BATCH_ROWS),
                records,
                new QueryCatalog.Settings(
                        config.database(),
                        selection(config),
                        config.getBoolean(QueryOptions.FROM_STABLE) ? config.getInt(QueryOptions.STABLE_GROUPS) : 0,
                        records.tags(),
                        task,
                        tasks));
    }

    /**
     * The tables that the options select.
     *
     * @throws IllegalArgumentException if a file with names cannot be read or has none
     */
    static TableSelection selection(TdengineSourceConfig config) {
        return TableSelection.of(config.names(SelectionOptions.STABLES), config.names(QueryOptions.TABLES));
    }

    static Duration duration(TdengineSourceConfig config, String option) {
        return DurationText.parse(config.getString(option));
    }
}
