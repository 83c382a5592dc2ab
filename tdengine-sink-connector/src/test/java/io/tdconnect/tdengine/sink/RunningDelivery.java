// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;

import io.tdconnect.common.retry.Retry;
import io.tdconnect.tdengine.driver.TdengineConnections;
import io.tdconnect.tdengine.sink.config.MetadataOptions;
import io.tdconnect.tdengine.sink.config.RowOptions;
import io.tdconnect.tdengine.sink.config.TableOptions;
import io.tdconnect.tdengine.sink.config.TableOptions.TagPolicy;
import io.tdconnect.tdengine.sink.config.WritingOptions.BatchLimits;
import io.tdconnect.tdengine.sink.config.WritingOptions.BufferLimits;
import io.tdconnect.tdengine.sink.delivery.BadRecordReporter;
import io.tdconnect.tdengine.sink.delivery.BatchAccumulator;
import io.tdconnect.tdengine.sink.delivery.ConnectionWriter;
import io.tdconnect.tdengine.sink.delivery.DeliveryLimits;
import io.tdconnect.tdengine.sink.delivery.RowDelivery;
import io.tdconnect.tdengine.sink.fault.FaultPolicies;
import io.tdconnect.tdengine.sink.metadata.MetadataReader;
import io.tdconnect.tdengine.sink.metadata.MetadataWriter;
import io.tdconnect.tdengine.sink.row.RecordMapper;
import io.tdconnect.tdengine.sink.row.RowMapper;
import io.tdconnect.tdengine.sink.table.FirstValues;
import io.tdconnect.tdengine.sink.table.RowBinder;
import io.tdconnect.tdengine.sink.table.Subtables;
import io.tdconnect.tdengine.sink.table.TableEvolution;
import io.tdconnect.tdengine.sink.write.SinkConnection;
import io.tdconnect.tdengine.sink.write.SinkMetrics;
import io.tdconnect.tdengine.sink.write.TableWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.connect.sink.SinkRecord;

/** Connections to fake servers, with a clock that a test moves. */
public final class RunningDelivery implements AutoCloseable {
    public final FakeServer server = new FakeServer();
    public final FakeServer second = new FakeServer();
    public final FakeSinkContext context = new FakeSinkContext();
    final SinkMetrics metrics = new SinkMetrics();
    public long nanos;
    public int maxBufferedRows = 1_000;
    public Duration longestWait = Duration.ofMillis(900);
    public long batchBytes = Long.MAX_VALUE;
    /** Called with each record before it is mapped. */
    public Consumer<SinkRecord> mapped = entry -> {};

    private final FirstValues firstValues = new FirstValues();
    private final List<RowDelivery> started = new ArrayList<>();

    /** Writes batches of 10 rows, or fewer after 100 ms; each server has a connection. */
    public RowDelivery start(Duration deadline, FakeServer... servers) {
        TdengineSinkConfig config = new TdengineSinkConfig(new HashMap<>(
                Map.of("connection.url", "127.0.0.1:1", "database", "power", "stable", "meters", "table", "d{id}")));
        RowOptions rules = RowOptions.from(config);
        List<ConnectionWriter.Target> targets =
                Arrays.stream(servers).map(each -> target(each, config)).toList();
        RowDelivery delivery = new RowDelivery(
                new BatchAccumulator.Mappers(mapper(new RecordMapper(rules)), new MetadataReader(rules, true)),
                new RowDelivery.Targets(targets, firstValues),
                new BadRecordReporter(context.errantRecordReporter(), FaultPolicies.DEAD_LETTER, false, metrics),
                new DeliveryLimits(
                        new BatchLimits(10, batchBytes, Duration.ofMillis(100)),
                        new BufferLimits(maxBufferedRows, Long.MAX_VALUE),
                        () -> new Retry(deadline, Duration.ofMillis(5), Duration.ofMillis(20)),
                        longestWait,
                        () -> nanos),
                metrics,
                context);
        started.add(delivery);
        return delivery;
    }

    /** Records of three subtables in turn, with growing times. */
    public static List<SinkRecord> records(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Records.of(i, map("ts", TS + i, "id", (long) i % 3, "v", 1L, "groupid", 1L)))
                .toList();
    }

    private RowMapper mapper(RowMapper rows) {
        return (entry, bad) -> {
            mapped.accept(entry);
            return rows.map(entry, bad);
        };
    }

    private ConnectionWriter.Target target(FakeServer server, TdengineSinkConfig config) {
        TableEvolution evolution = new TableEvolution(server, TableOptions.from(config), firstValues);
        RowBinder binder =
                new RowBinder(evolution, new Subtables(server, true, TagPolicy.IGNORE), Records.TIMES, Records.FAULTS);
        SinkConnection connection = new SinkConnection(TdengineConnections.from(config), new ReentrantLock(), metrics);
        return new ConnectionWriter.Target(
                connection,
                new TableWriter(binder, server, connection),
                new MetadataWriter(server, MetadataOptions.everywhere(true)));
    }

    @Override
    public void close() {
        server.permits.release(1_000);
        second.permits.release(1_000);
        started.forEach(RowDelivery::close);
    }
}
