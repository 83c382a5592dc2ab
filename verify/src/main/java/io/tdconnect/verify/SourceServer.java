// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.WorkerFile;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.influxdb.InfluxHistory;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.TdengineOptions;
import io.tdconnect.verify.compare.SidePair;
import io.tdconnect.verify.mapping.CopyMapping;
import io.tdconnect.verify.plan.InfluxParts;
import io.tdconnect.verify.plan.SourcePart;
import io.tdconnect.verify.plan.TdengineParts;
import io.tdconnect.verify.side.InfluxSide;
import io.tdconnect.verify.side.SideException;
import io.tdconnect.verify.side.TdengineCatalog;
import io.tdconnect.verify.side.TdengineClient;
import io.tdconnect.verify.side.TdengineSide;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The server from which was copied.
 *
 * @param description for the report
 * @param parts what the source reads
 * @param version2 whether it is TDengine 2
 * @param version3 whether it is TDengine 3, which computes sums over times
 * @param sumsTexts whether it computes checksums of text
 * @param connector opens further connections
 */
record SourceServer(
        String description,
        List<SourcePart> parts,
        boolean version2,
        boolean version3,
        boolean sumsTexts,
        SidePair.Connector connector) {
    /**
     * Asks the server of a source connector what it has.
     *
     * @param from first nanosecond
     * @param to nanosecond after the last
     * @throws ConfigException if the configuration is wrong, or of another source
     */
    static SourceServer open(Map<String, String> source, CopyMapping mapping, long from, long to)
            throws SideException, InterruptedException {
        String type = source.getOrDefault("connector.class", "");
        if (type.endsWith("InfluxSourceConnector")) {
            return influx(source, mapping, from, to);
        }
        if (type.endsWith("TdengineSourceConnector")) {
            return tdengine(source, mapping);
        }
        throw new ConfigException("-f: expected InfluxDB or TDengine, whose history can be read again, found " + type);
    }

    private static SourceServer influx(Map<String, String> source, CopyMapping mapping, long from, long to)
            throws SideException, InterruptedException {
        try (InfluxHistory history = new InfluxHistory(source)) {
            String version = version(history);
            List<SourcePart> parts = new InfluxParts(history, mapping).read(from, to);
            return new SourceServer(
                    "InfluxDB " + version + ", bucket " + source.get("bucket"),
                    parts,
                    false,
                    false,
                    false,
                    () -> new InfluxSide(new InfluxHistory(source)));
        }
    }

    private static String version(InfluxHistory history) throws SideException {
        try {
            return history.version();
        } catch (InfluxHistory.Failure e) {
            throw InfluxSide.failure(e);
        }
    }

    private static SourceServer tdengine(Map<String, String> source, CopyMapping mapping)
            throws SideException, InterruptedException {
        String database = source.getOrDefault("database", "");
        if (database.isEmpty()) {
            throw new ConfigException("-f: expected a database, since topics do not keep history, found none");
        }
        if (!source.getOrDefault("query", "").isBlank()) {
            throw new ConfigException("-f: expected tables, found the option query, whose results have no tables");
        }
        Gateway gateway = gateway(source);
        RoutingMode routing = EnumOption.parse(RoutingMode.class, source.getOrDefault("routing.headers", "all"));
        try (TdengineClient client = TdengineClient.connect(gateway)) {
            List<SourcePart> parts = new TdengineParts(
                            new TdengineCatalog(client, database), mapping, database, routing, selected(source))
                    .read();
            boolean version3 = client.isVersion3();
            return new SourceServer(
                    "TDengine " + (version3 ? "3" : "2") + " at " + String.join(",", gateway.endpoints())
                            + ", database " + database,
                    parts,
                    !version3,
                    version3,
                    client.sumsTexts(),
                    () -> new TdengineSide(TdengineClient.connect(gateway), database));
        }
    }

    /** The address and login of a connector. */
    static Gateway gateway(Map<String, String> connector) {
        AbstractConfig config =
                new AbstractConfig(new Options().add(TdengineOptions::addTo).build(), connector, false);
        return TdengineOptions.gateway(config);
    }

    private static BiPredicate<String, String> selected(Map<String, String> source) {
        List<String> stables = names(source.get("stables"));
        List<String> tables = new ArrayList<>();
        for (String name : names(source.get("tables"))) {
            if (name.startsWith("@")) {
                WorkerFile.text(name)
                        .lines()
                        .map(String::trim)
                        .filter(line -> !line.isEmpty())
                        .forEach(tables::add);
            } else {
                tables.add(name);
            }
        }
        return (stable, table) -> (stables.isEmpty() || stables.contains(stable))
                && (tables.isEmpty() || tables.contains(table) || tables.contains(stable + "." + table));
    }

    private static List<String> names(@Nullable String list) {
        return Arrays.stream((list == null ? "" : list).split(",", -1))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
