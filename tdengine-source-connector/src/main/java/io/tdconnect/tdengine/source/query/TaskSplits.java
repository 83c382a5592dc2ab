// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import io.tdconnect.common.source.SourceOffsets;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.tdengine.source.record.RecordOptions;
import io.tdconnect.tdengine.source.record.RowShape;
import io.tdconnect.tdengine.source.server.QueryClient;
import io.tdconnect.tdengine.source.server.SplitDescription;
import io.tdconnect.tdengine.source.server.SplitDiscovery;
import io.tdconnect.tdengine.source.server.SplitRange;
import io.tdconnect.tdengine.source.server.TableSplit;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The splits of a task, kept up to date with the server's tables; new ones begin at their stored position. */
final class TaskSplits {
    private static final Logger log = LoggerFactory.getLogger(TaskSplits.class);

    private final SplitDiscovery discovery;
    private final QueryOptions query;
    private final RecordOptions records;
    private final Offsets offsets;
    private final SplitReader.Output output;
    private final Map<TableSplit, ScheduledSplit> splits = new LinkedHashMap<>();
    private @Nullable Clock clock;

    /** Looks up stored positions. */
    public interface Offsets {
        Map<Map<String, String>, Map<String, Object>> of(List<Map<String, String>> partitions);
    }

    /** Times in units of the database. */
    private record Clock(Precision precision, RowShape.Cache shapes, long begin) {
        long units(Duration duration) {
            return Timestamp.of(Instant.EPOCH.plus(duration), precision).value();
        }

        /** The time in units of the database, or their lowest or highest value. */
        static long units(Instant time, Precision precision) {
            try {
                return Timestamp.of(time, precision).value();
            } catch (DataException e) {
                return time.isBefore(Instant.EPOCH) ? SplitRange.EARLIEST : Long.MAX_VALUE;
            }
        }
    }

    TaskSplits(
            SplitDiscovery discovery,
            QueryOptions query,
            RecordOptions records,
            Offsets offsets,
            SplitReader.Output output) {
        this.discovery = discovery;
        this.query = query;
        this.records = records;
        this.offsets = offsets;
        this.output = output;
    }

    /** The database that is read. */
    String database() {
        return discovery.database();
    }

    /** All splits with the time of their next window. */
    List<ScheduledSplit> scheduled() {
        return List.copyOf(splits.values());
    }

    /** The time before which rows are read: the server's clock minus the delay, or no limit for history alone. */
    long horizon(Instant now) {
        Clock known = clock;
        return known == null || !query.mode().endless()
                ? Long.MAX_VALUE
                : Clock.units(now.minus(query.times().delay()), known.precision);
    }

    /** How far the slowest split is behind the horizon. */
    Duration lag(long horizon) {
        Clock known = clock;
        if (known == null || horizon == Long.MAX_VALUE) {
            return Duration.ZERO;
        }
        long last = horizon;
        for (ScheduledSplit scheduled : splits.values()) {
            last = scheduled.over()
                    ? last
                    : Math.min(last, scheduled.reader().position().time());
        }
        boolean unknown = last == SplitRange.EARLIEST;
        return unknown ? Duration.ZERO : Duration.ofSeconds((horizon - last) / known.precision.perSecond());
    }

    /** A table was dropped. */
    void dropped(TableSplit split) {
        log.info("{} {} is gone", split.ofSupertable() ? "Supertable" : "Table", split.source());
        splits.remove(split);
    }

    /** Adds and removes splits as the server's tables have changed. */
    void refresh(QueryClient client, Instant now) throws SQLException, InterruptedException {
        Clock known = clock;
        if (known == null) {
            Precision precision = discovery.precision(client);
            known = new Clock(precision, new RowShape.Cache(precision), begin(now, precision));
            clock = known;
        }
        List<SplitDescription> sources = discovery.splits(client);
        List<SplitDescription> added = new ArrayList<>();
        Map<TableSplit, ScheduledSplit> kept = new HashMap<>(splits);
        splits.clear();
        for (SplitDescription source : sources) {
            ScheduledSplit scheduled = kept.remove(source.split());
            if (scheduled == null || scheduled.reader().uid() != source.uid()) {
                added.add(source);
            } else {
                scheduled.reader().refresh(source);
                splits.put(source.split(), scheduled);
            }
        }
        if (!added.isEmpty() || !kept.isEmpty()) {
            log.info(
                    "Reading {} tables or supertables, {} of them new; {} are gone",
                    sources.size(),
                    added.size(),
                    kept.size());
            addSplits(added, known);
        }
    }

    private void addSplits(List<SplitDescription> sources, Clock known) {
        Function<SplitDescription, Map<String, String>> partition =
                source -> source.split().partition(discovery.database());
        Map<Map<String, String>, Map<String, Object>> stored =
                offsets.of(sources.stream().map(partition).toList());
        for (SplitDescription source : sources) {
            SplitPosition position = position(source, stored.get(partition.apply(source)), known);
            splits.put(source.split(), new ScheduledSplit(reader(source, position, known)));
        }
    }

    private SplitReader reader(SplitDescription source, SplitPosition position, Clock known) {
        boolean endless = query.mode().endless();
        Instant end = query.times().end();
        SplitReader.Limits limits = new SplitReader.Limits(
                end == null ? Long.MAX_VALUE : Clock.units(end, known.precision),
                endless,
                endless ? known.units(query.times().excursion()) : 0,
                known.units(query.windows().longest()),
                query.windows().rows());
        SplitRows.Target target = new SplitRows.Target(
                discovery.database(), records, known.shapes, query.windows().batchRows());
        return new SplitReader(source, position, limits, target, output);
    }

    private SplitPosition position(SplitDescription source, @Nullable Map<String, Object> offset, Clock known) {
        if (offset == null || offset.isEmpty()) {
            return SplitPosition.at(known.begin, source.uid());
        }
        SplitPosition stored =
                SourceOffsets.parse(offset, source.split().source(), map -> SplitPosition.of(map, known.precision));
        if (stored.uid() == 0 || source.uid() == 0 || stored.uid() == source.uid()) {
            return new SplitPosition(stored.time(), stored.rechecked(), source.uid());
        }
        log.info(
                "{} was dropped and created again, it is read from its beginning",
                source.split().source());
        return SplitPosition.at(known.begin, source.uid());
    }

    private long begin(Instant now, Precision precision) {
        if (query.mode() == QueryOptions.Mode.REALTIME) {
            return Clock.units(now.minus(query.times().restro()), precision);
        }
        Instant begin = query.times().begin();
        return begin == null ? SplitRange.EARLIEST : Clock.units(begin, precision);
    }
}
