// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

import io.tdconnect.common.time.Precision;
import io.tdconnect.influxdb.InfluxHistory;
import io.tdconnect.influxdb.InfluxHistory.Measurement;
import io.tdconnect.verify.mapping.CopyMapping;
import io.tdconnect.verify.mapping.Destination;
import io.tdconnect.verify.side.InfluxSide;
import io.tdconnect.verify.side.SideException;
import io.tdconnect.verify.side.TableKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The measurements of InfluxDB, and the tables into which their series go. */
public final class InfluxParts {
    private final InfluxHistory history;
    private final CopyMapping mapping;

    /** Asks this server. */
    public InfluxParts(InfluxHistory history, CopyMapping mapping) {
        this.history = history;
        this.mapping = mapping;
    }

    /**
     * The measurements with points in a range.
     *
     * @param from first nanosecond
     * @param to nanosecond after the last
     */
    public List<SourcePart> read(long from, long to) throws SideException, InterruptedException {
        List<SourcePart> parts = new ArrayList<>();
        try {
            for (Measurement measurement : history.measurements()) {
                Map<TableKey, Destination> tables = new LinkedHashMap<>();
                history.series(measurement, from, to, new InfluxHistory.Points() {
                    @Override
                    public void series(Map<String, String> tags) {
                        TableKey key = TableKey.series(tags);
                        Destination destination = destination(measurement, key);
                        if (destination != null) {
                            tables.put(key, destination);
                        }
                    }

                    @Override
                    public void point(long time, @Nullable Object[] values) {}
                });
                parts.add(new SourcePart(
                        measurement.name(),
                        true,
                        Precision.NS,
                        SourcePart.columns(measurement.fields()),
                        measurement,
                        tables,
                        key -> destination(measurement, key)));
            }
        } catch (InfluxHistory.Failure e) {
            throw InfluxSide.failure(e);
        }
        return parts;
    }

    private @Nullable Destination destination(Measurement measurement, TableKey key) {
        synchronized (mapping) {
            return mapping.of(measurement.example(Objects.requireNonNull(key.tags())));
        }
    }
}
