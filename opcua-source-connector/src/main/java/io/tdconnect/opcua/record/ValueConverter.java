// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import io.tdconnect.common.record.SchemaCache;
import io.tdconnect.opcua.node.KnownPoints;
import io.tdconnect.opcua.read.OpcuaMetrics;
import io.tdconnect.opcua.read.ReadPosition;
import io.tdconnect.opcua.read.Reading;
import io.tdconnect.opcua.value.QualityName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes rows of tables: one for each value, or one for all values that arrive together, have the same time, and belong
 * to points of the same table.
 */
public final class ValueConverter implements ReadingConverter {
    private static final Logger log = LoggerFactory.getLogger(ValueConverter.class);
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final RecordOptions options;
    private final SchemaCache schemas = FieldBuffer.schemas();
    private final OpcuaMetrics metrics;

    /**
     * Points from the session's thread. The task's thread builds the mappings, because only one thread may use them.
     */
    private final AtomicReference<@Nullable KnownPoints> latest = new AtomicReference<>();

    private @Nullable PointMappings mappings;

    public ValueConverter(RecordOptions options, OpcuaMetrics metrics) {
        this.options = options;
        this.metrics = metrics;
    }

    @Override
    public void connected(KnownPoints known) {
        latest.set(known);
    }

    @Override
    public List<SourceRecord> convert(List<Reading> readings, ReadPosition.SourceOffset offset) {
        Batch batch = new Batch(mappings(), offset, readings.size());
        for (Reading reading : readings) {
            batch.add(reading);
        }
        return batch.records();
    }

    private PointMappings mappings() {
        PointMappings current = mappings;
        KnownPoints known = latest.getAndSet(null);
        if (known != null || current == null) {
            current = PointMappings.of(known == null ? KnownPoints.NONE : known, options, current);
            mappings = current;
        }
        return current;
    }

    /** The rows of values that arrived together. */
    private final class Batch {
        private final PointMappings mappings;
        private final ReadPosition.SourceOffset offset;
        private final List<Row> rows;
        private final Map<RowKey, Row> open = new HashMap<>();

        Batch(PointMappings mappings, ReadPosition.SourceOffset offset, int size) {
            this.mappings = mappings;
            this.offset = offset;
            this.rows = new ArrayList<>(size);
        }

        void add(Reading reading) {
            StatusCode status = reading.value().getStatusCode();
            if (options.quality() == RecordOptions.QualityPolicy.GOOD && !status.isGood()) {
                metrics.filtered.increment();
                return;
            }
            PointMapping mapping = mappings.mapping(reading.point());
            try {
                addRow(mapping, reading, status);
            } catch (DataException e) {
                failed(mapping, e);
            }
        }

        private void addRow(PointMapping mapping, Reading reading, StatusCode status) {
            FieldBuffer cells = new FieldBuffer();
            Object value = options.quality() == RecordOptions.QualityPolicy.BAD_AS_NULL && status.isBad()
                    ? null
                    : reading.value().getValue().getValue();
            try {
                mapping.addValue(cells, value, mappings.compounds(), options.enumerations());
            } catch (DataException e) {
                failed(mapping, e);
                if (options.onError() == RecordOptions.OnError.SKIP) {
                    return;
                }
                cells = new FieldBuffer();
                mapping.addValue(cells, null, mappings.compounds(), options.enumerations());
            }
            PointDestination destination = mapping.destination(options);
            if (destination == null) {
                failed(
                        mapping,
                        new DataException("expected a value that determines the type in the name of the table, found"
                                + " none so far; its status is " + QualityName.name(status)));
                return;
            }
            RowTimes times = RowTimes.of(mapping.layout, reading, options.transformUnit());
            FieldBuffer quality = new FieldBuffer();
            QualityFields.add(quality, mapping.layout, status, options.qualityFormat());
            put(mapping, new Row(mapping, destination, times, cells, quality));
        }

        private void put(PointMapping mapping, Row row) {
            if (!mapping.use.shared()) {
                rows.add(row);
                return;
            }
            RowKey key = new RowKey(row.destination.table(), row.times.primary());
            Row before = open.get(key);
            if (before == null || !before.merge(row)) {
                rows.add(row);
                open.put(key, row);
            }
        }

        List<SourceRecord> records() {
            List<SourceRecord> records = new ArrayList<>(rows.size());
            for (Row row : rows) {
                SourceRecord made = record(row);
                if (made != null) {
                    records.add(made);
                }
            }
            return records;
        }

        /** Null if the row is left out because a value does not fit its schema. */
        private @Nullable SourceRecord record(Row row) {
            try {
                return row.toRecord(offset);
            } catch (DataException e) {
                failed(row.mapping, e);
            }
            if (options.onError() == RecordOptions.OnError.SKIP) {
                return null;
            }
            try {
                row.cells.clearUnfit();
                return row.toRecord(offset);
            } catch (DataException e) {
                log.debug("No row of {}", row.mapping.point.node(), e);
                return null;
            }
        }
    }

    private void failed(PointMapping mapping, DataException e) {
        metrics.unconverted.increment();
        String message = "Point " + mapping.point.node() + ": " + e.getMessage();
        if (options.onError() == RecordOptions.OnError.FAIL) {
            throw new ConnectException(message + "; change its type or expression, or " + RecordOptions.ON_ERROR, e);
        }
        if (mapping.firstFailure()) {
            log.warn("{}; further ones of this point are counted only ({})", message, RecordOptions.ON_ERROR);
        }
    }

    private record RowKey(String table, long timestamp) {}

    private final class Row {
        private final PointMapping mapping;
        private final PointDestination destination;
        private final RowTimes times;
        private final FieldBuffer cells;
        private final FieldBuffer quality;

        Row(
                PointMapping mapping,
                PointDestination destination,
                RowTimes times,
                FieldBuffer cells,
                FieldBuffer quality) {
            this.mapping = mapping;
            this.destination = destination;
            this.times = times;
            this.cells = cells;
            this.quality = quality;
        }

        /** Adds the cells of another point; false if this row already has one of them. */
        boolean merge(Row other) {
            if (cells.overlaps(other.cells)) {
                return false;
            }
            times.merge(other.times);
            cells.addAll(other.cells);
            QualityFields.merge(quality, other.quality);
            return true;
        }

        SourceRecord toRecord(ReadPosition.SourceOffset offset) {
            FieldBuffer all = new FieldBuffer();
            times.addTo(all);
            all.addAll(cells);
            all.addAll(quality);
            all.addAll(destination.tags());
            Struct row = all.struct(schemas, options.limit());
            return new SourceRecord(
                    offset.partition(),
                    offset.offset(),
                    destination.topic(),
                    null,
                    Schema.STRING_SCHEMA,
                    destination.key(),
                    row.schema(),
                    row,
                    times.received() / NANOS_PER_MILLI,
                    new ConnectHeaders(destination.headers()));
        }
    }
}
