// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.TdengineOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/** Reading by queries over windows of the rows' time. */
final class QueryMode implements SourceMode {
    /** Set for tasks: how many there are. */
    static final String TASKS = "task.count";

    private static final int MOST_CHECKED = 100;

    private final TdengineSourceConfig config;

    QueryMode(TdengineSourceConfig config) {
        this.config = config;
    }

    @Override
    public void check(ConfigProblems problems) {
        checkNames(problems);
        checkTimes(problems);
    }

    private void checkNames(ConfigProblems problems) {
        if (config.database().isBlank()) {
            problems.add(SelectionOptions.DATABASE, "expected the database to read, found none");
            return;
        }
        String option = SelectionOptions.DATABASE;
        try {
            Identifiers.database(config.database());
            option = SelectionOptions.STABLES;
            config.names(SelectionOptions.STABLES).forEach(Identifiers::tableName);
            option = QueryOptions.TABLES;
            TableSelection selection = QuerySettings.selection(config);
            selection.tables().forEach(named -> Identifiers.tableName(named.table()));
            if (config.getBoolean(QueryOptions.FROM_STABLE)
                    && !selection.withoutStable().isEmpty()) {
                problems.add(
                        option,
                        "expected STABLE.TABLE, since " + QueryOptions.FROM_STABLE + " is true, found "
                                + selection.shown(selection.withoutStable()));
            }
        } catch (IllegalArgumentException | DataException e) {
            problems.add(option, String.valueOf(e.getMessage()));
        }
    }

    private void checkTimes(ConfigProblems problems) {
        TimeMode mode = mode();
        Instant begin = QueryOptions.time(config.getString(QueryOptions.BEGIN_TIME));
        Instant end = QueryOptions.time(config.getString(QueryOptions.END_TIME));
        if (begin != null && mode == TimeMode.REALTIME) {
            problems.add(
                    QueryOptions.BEGIN_TIME,
                    "expected none, since " + QueryOptions.MODE + " is realtime; use " + QueryOptions.RESTRO
                            + ", or mode=all");
        }
        if (begin != null && end != null && !end.isAfter(begin)) {
            problems.add(QueryOptions.END_TIME, "expected a time after " + QueryOptions.BEGIN_TIME + ", found " + end);
        }
        if (mode.endless()
                && duration(QueryOptions.EXCURSION).isZero()
                && duration(QueryOptions.DELAY).isZero()) {
            problems.add(
                    QueryOptions.DELAY,
                    "expected a delay such as 1s, since " + QueryOptions.EXCURSION + " is 0s: rows that are written"
                            + " while others of the same time are read would be missed");
        }
        for (String option : List.of(QueryOptions.INTERVAL, QueryOptions.WINDOW, QueryOptions.TABLES_REFRESH)) {
            if (duration(option).isZero()) {
                problems.add(option, "expected a duration of at least 1ms, found 0");
            }
        }
    }

    @Override
    public void checkServer() throws OptionException, SQLException, InterruptedException {
        try (QueryClient client = new QueryConnector(TdengineOptions.gateway(config)).connect()) {
            check(client.listing());
        }
    }

    private void check(Listing listing) throws OptionException, SQLException, InterruptedException {
        if (listing.precision(config.database()).isEmpty()) {
            throw new OptionException(
                    SelectionOptions.DATABASE, "expected a database that exists, found " + config.database());
        }
        Set<String> stables = new TreeSet<>(config.names(SelectionOptions.STABLES));
        if (!stables.isEmpty()) {
            listing.stables(config.database(), Set.copyOf(stables)).forEach(found -> stables.remove(found.name()));
        }
        if (!stables.isEmpty()) {
            throw new OptionException(
                    SelectionOptions.STABLES,
                    "expected supertables of " + config.database() + ", found none named "
                            + String.join(", ", stables));
        }
        TableSelection selection = QuerySettings.selection(config);
        List<String> tables = selection.tables().stream()
                .map(TableSelection.Named::table)
                .sorted()
                .limit(MOST_CHECKED)
                .toList();
        if (!tables.isEmpty()) {
            List<String> missing = new ArrayList<>(tables);
            missing.removeAll(listing.existing(config.database(), tables));
            if (!missing.isEmpty()) {
                throw new OptionException(
                        QueryOptions.TABLES,
                        "expected tables of " + config.database() + ", found none named "
                                + selection.shown(missing.get(0)));
            }
        }
    }

    @Override
    public void start(ConnectorContext context) {}

    /** Each task finds its tables by itself, so that new ones need no new configuration. */
    @Override
    public List<Map<String, String>> tasks(int max) {
        int named = QuerySettings.selection(config).tables().size();
        boolean byTable = !config.getBoolean(QueryOptions.FROM_STABLE);
        int count = byTable && named > 0 ? Math.min(max, named) : max;
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(Map.of(TASKS, String.valueOf(count)));
        }
        return tasks;
    }

    /** Reading again what was late is not repeatable, so there is no exactly-once delivery with an excursion. */
    @Override
    public ExactlyOnceSupport exactlyOnce() {
        return mode().endless() && !duration(QueryOptions.EXCURSION).isZero()
                ? ExactlyOnceSupport.UNSUPPORTED
                : ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public void checkOffset(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
        QueryLane.checkPartition(partition);
        if (offset != null) {
            QueryPosition.of(offset, Precision.MS);
        }
    }

    @Override
    public Reader reader(SourceTaskContext context) {
        int tasks = Integer.parseInt(config.originalsStrings().getOrDefault(TASKS, "1"));
        Gateway gateway = TdengineOptions.gateway(config);
        return new QueryLoop(
                new QueryConnector(gateway),
                QuerySettings.of(config, Integer.parseInt(config.task()), tasks),
                RetryOptions.from(config),
                partitions -> context.offsetStorageReader().offsets(partitions));
    }

    @Override
    public void close() {}

    private TimeMode mode() {
        return EnumOption.parse(TimeMode.class, config.getString(QueryOptions.MODE));
    }

    private Duration duration(String option) {
        return QuerySettings.duration(config, option);
    }
}
