// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.source.TaskIdentity;
import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.TdengineOptions;
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import io.tdconnect.tdengine.source.mode.SourceMode;
import io.tdconnect.tdengine.source.mode.TaskReader;
import io.tdconnect.tdengine.source.record.RecordOptions;
import io.tdconnect.tdengine.source.server.QueryClient;
import io.tdconnect.tdengine.source.server.ServerCatalog;
import io.tdconnect.tdengine.source.server.SplitDiscovery;
import io.tdconnect.tdengine.source.server.TableOptions;
import io.tdconnect.tdengine.source.server.TableSelection;
import io.tdconnect.tdengine.source.server.TableSplit;
import io.tdconnect.tdengine.source.server.WindowOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/** Reading by queries over windows of the rows' time. */
public final class QueryMode implements SourceMode {
    /** Set for tasks: their number. */
    static final String TASKS = "task.count";

    private static final int MOST_CHECKED = 100;

    private final AbstractConfig config;
    private final SelectionOptions selection;
    private final QueryOptions query;

    public QueryMode(AbstractConfig config) {
        this.config = config;
        selection = SelectionOptions.from(config);
        query = QueryOptions.from(config);
    }

    @Override
    public void check(ConfigProblems problems) {
        checkNames(problems);
        checkTimes(problems);
    }

    private void checkNames(ConfigProblems problems) {
        if (selection.database().isBlank()) {
            problems.add(SelectionOptions.DATABASE, "expected the database to read, found none");
            return;
        }
        String option = SelectionOptions.DATABASE;
        try {
            Identifiers.database(selection.database());
            option = SelectionOptions.STABLES;
            selection.stables().forEach(Identifiers::tableName);
            option = TableOptions.TABLES;
            TableSelection tables = tables();
            tables.tables().forEach(named -> Identifiers.tableName(named.table()));
            if (query.tables().fromStable() && !tables.withoutStable().isEmpty()) {
                problems.add(
                        option,
                        "expected STABLE.TABLE, since " + TableOptions.FROM_STABLE + " is true, found "
                                + tables.shown(tables.withoutStable()));
            }
        } catch (IllegalArgumentException | DataException e) {
            problems.add(option, String.valueOf(e.getMessage()));
        }
    }

    private void checkTimes(ConfigProblems problems) {
        TimeOptions times = query.times();
        Instant begin = times.begin();
        Instant end = times.end();
        if (begin != null && query.mode() == QueryOptions.Mode.REALTIME) {
            problems.add(
                    TimeOptions.BEGIN_TIME,
                    "expected none, since " + QueryOptions.MODE + " is realtime; use " + TimeOptions.RESTRO
                            + ", or mode=all");
        }
        if (begin != null && end != null && !end.isAfter(begin)) {
            problems.add(TimeOptions.END_TIME, "expected a time after " + TimeOptions.BEGIN_TIME + ", found " + end);
        }
        if (query.mode().endless()
                && times.excursion().isZero()
                && times.delay().isZero()) {
            problems.add(
                    TimeOptions.DELAY,
                    "expected a delay such as 1s, since " + TimeOptions.EXCURSION
                            + " is 0s: rows that are written while"
                            + " others of the same time are read would be missed");
        }
        checkNotZero(problems, TimeOptions.INTERVAL, times.interval());
        checkNotZero(problems, WindowOptions.WINDOW, query.windows().longest());
        checkNotZero(problems, TableOptions.TABLES_REFRESH, query.tables().refresh());
    }

    private static void checkNotZero(ConfigProblems problems, String option, Duration duration) {
        if (duration.isZero()) {
            problems.add(option, "expected a duration of at least 1ms, found 0");
        }
    }

    @Override
    public void checkServer() throws OptionException, SQLException, InterruptedException {
        try (QueryClient client = new QueryConnector(TdengineOptions.gateway(config)).connect()) {
            check(client.listing());
        }
    }

    private void check(ServerCatalog listing) throws OptionException, SQLException, InterruptedException {
        if (listing.precision(selection.database()).isEmpty()) {
            throw new OptionException(
                    SelectionOptions.DATABASE, "expected a database that exists, found " + selection.database());
        }
        Set<String> stables = new TreeSet<>(selection.stables());
        if (!stables.isEmpty()) {
            listing.stables(selection.database(), Set.copyOf(stables)).forEach(found -> stables.remove(found.name()));
        }
        if (!stables.isEmpty()) {
            throw new OptionException(
                    SelectionOptions.STABLES,
                    "expected supertables of " + selection.database() + ", found none named "
                            + String.join(", ", stables));
        }
        TableSelection selected = tables();
        List<String> tables = selected.tables().stream()
                .map(TableSelection.Named::table)
                .sorted()
                .limit(MOST_CHECKED)
                .toList();
        if (!tables.isEmpty()) {
            List<String> missing = new ArrayList<>(tables);
            missing.removeAll(listing.existing(selection.database(), tables));
            if (!missing.isEmpty()) {
                throw new OptionException(
                        TableOptions.TABLES,
                        "expected tables of " + selection.database() + ", found none named "
                                + selected.shown(missing.get(0)));
            }
        }
    }

    @Override
    public void start(ConnectorContext context) {}

    /** Each task finds its tables by itself, so that new ones need no new configuration. */
    @Override
    public List<Map<String, String>> tasks(int max) {
        int named = tables().tables().size();
        boolean byTable = !query.tables().fromStable();
        int count = byTable && named > 0 ? Math.min(max, named) : max;
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(Map.of(TASKS, String.valueOf(count)));
        }
        return tasks;
    }

    /** Reading late rows again is not repeatable, so delivery with an excursion is not exactly-once. */
    @Override
    public ExactlyOnceSupport exactlyOnce() {
        return query.mode().endless() && !query.times().excursion().isZero()
                ? ExactlyOnceSupport.UNSUPPORTED
                : ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public void checkOffset(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
        TableSplit.checkPartition(partition);
        if (offset != null) {
            SplitPosition.of(offset, Precision.MS);
        }
    }

    @Override
    public TaskReader reader(SourceTaskContext context) {
        RecordOptions records = RecordOptions.from(config);
        SplitDiscovery discovery = new SplitDiscovery(new SplitDiscovery.Scope(
                selection.database(),
                tables(),
                query.tables().groups(),
                records.tags(),
                Integer.parseInt(TaskIdentity.from(config).number()),
                Integer.parseInt(config.originalsStrings().getOrDefault(TASKS, "1"))));
        return new QueryReader(
                new QueryConnector(TdengineOptions.gateway(config)),
                RetryOptions.from(config),
                query,
                discovery,
                records,
                partitions -> context.offsetStorageReader().offsets(partitions));
    }

    @Override
    public void close() {}

    private TableSelection tables() {
        return query.tables().selection(selection.stables());
    }
}
