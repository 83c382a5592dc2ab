// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.verify.compare.Comparison;
import io.tdconnect.verify.compare.SidePair;
import io.tdconnect.verify.finding.Findings;
import io.tdconnect.verify.mapping.CopyMapping;
import io.tdconnect.verify.plan.Depth;
import io.tdconnect.verify.plan.Group;
import io.tdconnect.verify.plan.GroupBuilder;
import io.tdconnect.verify.plan.NamePatterns;
import io.tdconnect.verify.plan.SourcePart;
import io.tdconnect.verify.report.Outcome;
import io.tdconnect.verify.side.SideException;
import io.tdconnect.verify.side.TdengineCatalog;
import io.tdconnect.verify.side.TdengineClient;
import io.tdconnect.verify.side.TdengineSide;
import io.tdconnect.verify.side.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Compares a copy in TDengine with what was copied. */
public final class Verification {
    private final VerifyRequest request;
    private final BiConsumer<Double, Long> progress;

    /**
     * A comparison that has not begun.
     *
     * @param progress receives the part that is compared, from 0 to 1, and the rows, several times a second
     */
    public Verification(VerifyRequest request, BiConsumer<Double, Long> progress) {
        this.request = request;
        this.progress = progress;
    }

    /**
     * Compares.
     *
     * @throws ConfigException if a configuration is wrong, or something in it cannot be followed
     * @throws SideException if a server cannot be reached, or refuses
     */
    public Outcome run() throws SideException, InterruptedException {
        Instant begin = Instant.now();
        requireSink();
        Instant from = from();
        Instant to = to();
        CopyMapping mapping = new CopyMapping(request.source(), request.sink());
        SourceServer source = SourceServer.open(request.source(), mapping, nanos(from), nanos(to));
        Gateway gateway = SourceServer.gateway(request.sink());
        String database = database(source.parts());
        Findings findings = new Findings(request.limit());
        Depth depth = depth(source, findings);
        try (TdengineClient client = TdengineClient.connect(gateway)) {
            TdengineCatalog catalog = new TdengineCatalog(client, database);
            Precision precision = precision(catalog, database);
            List<Group> groups = new GroupBuilder(catalog, precision, options(source, client, depth), findings)
                    .build(source.parts());
            Comparison comparison = new Comparison(
                    () -> new SidePair(
                            source.connector(), () -> new TdengineSide(TdengineClient.connect(gateway), database)),
                    new Comparison.Limits(depth, request.jobs()),
                    findings,
                    progress);
            comparison.run(groups, new TimeRange(units(from, precision), units(to, precision)));
            return new Outcome(
                    source.description(),
                    "TDengine at " + String.join(",", gateway.endpoints()) + ", database " + database,
                    precision,
                    from == null ? "" : from.toString(),
                    to.toString(),
                    Comparison.methods(groups, depth),
                    groups,
                    findings,
                    comparison.rows(),
                    comparison.windows(),
                    Duration.between(begin, Instant.now()));
        }
    }

    private static Precision precision(TdengineCatalog catalog, String database)
            throws SideException, InterruptedException {
        return catalog.precision()
                .orElseThrow(() -> new SideException(
                        SideException.Cause.REFUSED, "Expected the database " + database + " of -t, found none", null));
    }

    private void requireSink() {
        String type = request.sink().getOrDefault("connector.class", "");
        if (!type.endsWith("TdengineSinkConnector")) {
            throw new ConfigException("-t: expected TDengine, found " + type);
        }
    }

    private GroupBuilder.Options options(SourceServer source, TdengineClient client, Depth depth)
            throws SideException, InterruptedException {
        return new GroupBuilder.Options(
                depth,
                new NamePatterns(request.tables()),
                source.version3() && client.isVersion3(),
                source.sumsTexts() && client.sumsTexts());
    }

    private Depth depth(SourceServer source, Findings findings) {
        if (source.version2() && request.depth() == Depth.QUICK) {
            findings.note("TDengine 2 is compared by rows: --quick needs version 3 or InfluxDB");
        }
        return source.version2() ? Depth.ROWS : request.depth();
    }

    private String database(List<SourcePart> parts) {
        Set<String> databases = SourcePart.databases(parts);
        if (databases.size() > 1) {
            throw new ConfigException("-t: expected one database, found that the copy goes to "
                    + String.join(", ", databases) + "; name it with the sink's option database and"
                    + " routing.headers=minimal of the source");
        }
        return databases.isEmpty()
                ? request.sink().getOrDefault("database", "")
                : databases.iterator().next();
    }

    private @Nullable Instant from() {
        if (request.from() != null) {
            return request.from();
        }
        return time(request.source(), "begin.time");
    }

    private Instant to() {
        Instant end = time(request.source(), "end.time");
        return end != null && end.isBefore(request.to()) ? end : request.to();
    }

    private static @Nullable Instant time(Map<String, String> source, String option) {
        String text = source.getOrDefault(option, "").trim();
        return text.isEmpty() ? null : parse(text, option);
    }

    /**
     * The time that a text names.
     *
     * @param option for the message
     * @throws ConfigException if it names none
     */
    static Instant parse(String text, String option) {
        try {
            return Timestamp.of(text, null, TimestampUnit.AUTO).instant();
        } catch (DataException e) {
            throw new ConfigException(option + ": " + e.getMessage());
        }
    }

    private static long nanos(@Nullable Instant time) {
        return units(time, Precision.NS);
    }

    private static long units(@Nullable Instant time, Precision precision) {
        if (time == null) {
            return Long.MIN_VALUE + 2;
        }
        try {
            return Timestamp.of(time, precision).value();
        } catch (DataException e) {
            return time.getEpochSecond() < 0 ? Long.MIN_VALUE + 2 : Long.MAX_VALUE;
        }
    }
}
