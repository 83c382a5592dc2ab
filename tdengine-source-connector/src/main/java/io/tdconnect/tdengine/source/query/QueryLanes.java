// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.tdengine.source.record.RecordOptions;
import io.tdconnect.tdengine.source.record.RowShapes;
import io.tdconnect.tdengine.source.server.LaneRange;
import io.tdconnect.tdengine.source.server.LaneSource;
import io.tdconnect.tdengine.source.server.QueryCatalog;
import io.tdconnect.tdengine.source.server.QueryClient;
import io.tdconnect.tdengine.source.server.QueryLane;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes of a task, kept equal to what the server has; those that appear begin at their stored position. */
final class QueryLanes {
    private static final Logger log = LoggerFactory.getLogger(QueryLanes.class);

    private final QueryCatalog catalog;
    private final QueryOptions query;
    private final RecordOptions records;
    private final Offsets offsets;
    private final LaneReader.Output output;
    private final Map<QueryLane, LaneTurn> turns = new LinkedHashMap<>();
    private @Nullable Clock clock;

    /** Looks up stored positions. */
    public interface Offsets {
        Map<Map<String, String>, Map<String, Object>> of(List<Map<String, String>> partitions);
    }

    /** Times in units of the database. */
    private record Clock(Precision precision, RowShapes shapes, long begin) {
        long units(Duration duration) {
            return Timestamp.of(Instant.EPOCH.plus(duration), precision).value();
        }

        /** The time in units of the database, or the furthest that these reach. */
        static long units(Instant time, Precision precision) {
            try {
                return Timestamp.of(time, precision).value();
            } catch (DataException e) {
                return time.isBefore(Instant.EPOCH) ? LaneRange.EARLIEST : Long.MAX_VALUE;
            }
        }
    }

    QueryLanes(
            QueryCatalog catalog,
            QueryOptions query,
            RecordOptions records,
            Offsets offsets,
            LaneReader.Output output) {
        this.catalog = catalog;
        this.query = query;
        this.records = records;
        this.offsets = offsets;
        this.output = output;
    }

    /** The database that is read. */
    String database() {
        return catalog.database();
    }

    /** All lanes with the time of their next turn. */
    List<LaneTurn> turns() {
        return List.copyOf(turns.values());
    }

    /** The time before which rows are read: the server's clock less the delay, or no limit for history alone. */
    long horizon(Instant now) {
        Clock known = clock;
        return known == null || !query.mode().endless()
                ? Long.MAX_VALUE
                : Clock.units(now.minus(query.times().delay()), known.precision);
    }

    /** How far the lane that is last is behind the horizon. */
    Duration lag(long horizon) {
        Clock known = clock;
        if (known == null || horizon == Long.MAX_VALUE) {
            return Duration.ZERO;
        }
        long last = horizon;
        for (LaneTurn turn : turns.values()) {
            last = turn.over() ? last : Math.min(last, turn.reader().position().time());
        }
        boolean unknown = last == LaneRange.EARLIEST;
        return unknown ? Duration.ZERO : Duration.ofSeconds((horizon - last) / known.precision.perSecond());
    }

    /** A table is gone. */
    void remove(QueryLane lane) {
        log.info("{} {} is gone", lane.ofSupertable() ? "Supertable" : "Table", lane.source());
        turns.remove(lane);
    }

    /** Looks what the server has now. */
    void refresh(QueryClient client, Instant now) throws SQLException, InterruptedException {
        Clock known = clock;
        if (known == null) {
            Precision precision = catalog.precision(client);
            known = new Clock(precision, new RowShapes(precision), begin(now, precision));
            clock = known;
        }
        List<LaneSource> sources = catalog.lanes(client);
        List<LaneSource> added = new ArrayList<>();
        Map<QueryLane, LaneTurn> kept = new HashMap<>(turns);
        turns.clear();
        for (LaneSource source : sources) {
            LaneTurn turn = kept.remove(source.lane());
            if (turn == null || turn.reader().uid() != source.uid()) {
                added.add(source);
            } else {
                turn.reader().refresh(source);
                turns.put(source.lane(), turn);
            }
        }
        if (!added.isEmpty() || !kept.isEmpty()) {
            log.info(
                    "Reading {} tables or supertables, {} of them new; {} are gone",
                    sources.size(),
                    added.size(),
                    kept.size());
            add(added, known);
        }
    }

    private void add(List<LaneSource> sources, Clock known) {
        Function<LaneSource, Map<String, String>> partition =
                source -> source.lane().partition(catalog.database());
        Map<Map<String, String>, Map<String, Object>> stored =
                offsets.of(sources.stream().map(partition).toList());
        for (LaneSource source : sources) {
            QueryPosition position = position(source, stored.get(partition.apply(source)), known);
            turns.put(source.lane(), new LaneTurn(reader(source, position, known)));
        }
    }

    private LaneReader reader(LaneSource source, QueryPosition position, Clock known) {
        boolean endless = query.mode().endless();
        Instant end = query.times().end();
        LaneReader.Settings reading = new LaneReader.Settings(
                end == null ? Long.MAX_VALUE : Clock.units(end, known.precision),
                endless,
                endless ? known.units(query.times().excursion()) : 0,
                known.units(query.windows().longest()),
                query.windows().rows());
        LaneRows.Target target = new LaneRows.Target(
                catalog.database(), records, known.shapes, query.windows().batchRows());
        return new LaneReader(source, position, reading, target, output);
    }

    private QueryPosition position(LaneSource source, @Nullable Map<String, Object> offset, Clock known) {
        if (offset == null || offset.isEmpty()) {
            return QueryPosition.at(known.begin, source.uid());
        }
        try {
            QueryPosition stored = QueryPosition.of(offset, known.precision);
            if (stored.uid() == 0 || source.uid() == 0 || stored.uid() == source.uid()) {
                return new QueryPosition(stored.time(), stored.rechecked(), source.uid());
            }
            log.info(
                    "{} was dropped and made again, it is read from its beginning",
                    source.lane().source());
            return QueryPosition.at(known.begin, source.uid());
        } catch (IllegalArgumentException e) {
            throw new ConnectException(
                    "The offset of " + source.lane().source() + " cannot be used: " + e.getMessage()
                            + "; stop the connector and correct or reset its offsets",
                    e);
        }
    }

    private long begin(Instant now, Precision precision) {
        if (query.mode() == QueryOptions.Mode.REALTIME) {
            return Clock.units(now.minus(query.times().restro()), precision);
        }
        Instant begin = query.times().begin();
        return begin == null ? LaneRange.EARLIEST : Clock.units(begin, precision);
    }
}
