// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.template.RecordVariables;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.config.RowOptions;
import io.tdconnect.tdengine.sink.config.TextOptions;
import io.tdconnect.tdengine.sink.config.TextOptions.TextPrecision;
import io.tdconnect.tdengine.sink.config.TextOptions.ValueFormat;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.MalformedTextException;
import io.tdconnect.tdengine.sink.fault.RowException;
import io.tdconnect.tdengine.sink.row.RecordMapper;
import io.tdconnect.tdengine.sink.row.RetainedBytes;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowMapper;
import io.tdconnect.tdengine.sink.row.RowShape;
import io.tdconnect.tdengine.sink.row.TableNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Maps records of schemaless text to rows; malformed lines of a record do not affect the others. */
public final class TextMapper implements RowMapper {
    private static final int MAX_REASONS = 5;
    private static final int MAX_DATABASES = 16;
    // Enough for 100,000 series of 80 characters.
    private static final int MAX_RETAINED = 64_000_000;

    private final RowOptions options;
    private final TableNames names;
    private final RowMapper nulls;
    private final TextReader reader;
    private final TextCursor cursor = new TextCursor();
    private final Map<String, SeriesCache> caches = new HashMap<>();
    private final RetainedBytes retained = new RetainedBytes(MAX_RETAINED);
    private @Nullable String lastTopic;
    private @Nullable RoutingOptions lastRouting;

    public TextMapper(RowOptions options, TextOptions text) {
        this.options = options;
        this.names = new TableNames(options.names());
        this.nulls = new RecordMapper(options);
        this.reader = reader(text.format(), text.precision());
    }

    private static TextReader reader(ValueFormat format, TextPrecision precision) {
        return switch (format) {
            case LINE -> new LinesReader(new LineProtocolReader(precision));
            case TELNET -> new LinesReader(new TelnetReader(precision));
            case JSON -> new OpenTsdbJsonReader(precision);
            case ROW -> throw new IllegalArgumentException("rows are not text");
        };
    }

    @Override
    public List<Row> map(SinkRecord entry, List<BadRecord> bad) {
        Object value = entry.value();
        if (value == null) {
            return nulls.map(entry, bad);
        }
        try {
            cursor.start(text(value));
            Routing headers = options.headerRouting(entry.headers());
            RoutingOptions routing = routing(entry.topic());
            Target target = new Target(entry, headers.table(), routing.table());
            reader.readPoints(cursor, cache(entry, routing, headers), target);
            if (!target.reasons.isEmpty()) {
                bad.add(new BadRecord(entry, target.problem()));
            }
            return target.rows;
        } catch (DataException e) {
            bad.add(new BadRecord(entry, e));
            return List.of();
        }
    }

    /** Estimated bytes of the cache. */
    long retained() {
        return retained.bytes();
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (value instanceof ByteBuffer buffer) {
            return StandardCharsets.UTF_8.decode(buffer.duplicate()).toString();
        }
        throw new DataException("Expected text, found " + value.getClass().getSimpleName()
                + "; set value.converter to org.apache.kafka.connect.storage.StringConverter, or "
                + TextOptions.VALUE_FORMAT + "=row");
    }

    private RoutingOptions routing(String topic) {
        RoutingOptions routing = lastRouting;
        if (routing == null || !topic.equals(lastTopic)) {
            routing = options.routing().apply(topic);
            lastTopic = topic;
            lastRouting = routing;
        }
        return routing;
    }

    private SeriesCache cache(SinkRecord entry, RoutingOptions routing, Routing headers) {
        String database = headers.database();
        if (database == null) {
            Template template = routing.database();
            if (template == null) {
                throw new DataException("The record names no database: set the option " + RoutingOptions.DATABASE
                        + " or the header " + RoutingHeaders.DATABASE);
            }
            database = template.render(RecordVariables.of(entry, null));
        }
        if (retained.isFull() || caches.size() > MAX_DATABASES) {
            caches.clear();
            retained.clear();
        }
        SeriesCache known = caches.get(database);
        if (known == null) {
            known = new SeriesCache(TableNames.database(database), retained);
            caches.put(database, known);
        }
        return known;
    }

    /** Collects the rows of one record, and the problems of its malformed points. */
    private final class Target implements PointConsumer {
        final List<Row> rows = new ArrayList<>(1);
        final List<String> reasons = new ArrayList<>(0);
        private final SinkRecord entry;
        private final @Nullable String table;
        private final @Nullable Template template;
        private int refused;
        private Fault firstFault = Fault.MALFORMED_TEXT;

        Target(SinkRecord entry, @Nullable String table, @Nullable Template template) {
            this.entry = entry;
            this.table = table == null ? null : names.table(table);
            this.template = template;
        }

        @Override
        public void accept(Point point) throws MalformedTextException {
            RowShape shape = point.shape().rows;
            @Nullable Object[] values = point.row(time(point));
            rows.add(new Row(entry, shape, table == null ? table(point, shape, values) : table, values));
        }

        private Timestamp time(Point point) throws MalformedTextException {
            Timestamp time = point.time;
            if (time != null) {
                return time;
            }
            Long ofRecord = entry.timestamp();
            if (ofRecord == null) {
                throw new MalformedTextException(
                        "expected a time, found none, and the record has none either", -1, Fault.BAD_TIMESTAMP);
            }
            return new Timestamp(ofRecord, Precision.MS);
        }

        private String table(Point point, RowShape shape, @Nullable Object[] values) throws MalformedTextException {
            if (template == null) {
                return point.series().name;
            }
            Map<String, @Nullable Object> row = new HashMap<>();
            for (int field = 0; field < values.length; field++) {
                row.put(shape.names.get(field), values[field]);
            }
            try {
                return names.table(template.render(RecordVariables.of(entry, row)));
            } catch (DataException e) {
                throw new MalformedTextException(String.valueOf(e.getMessage()), -1, Fault.of(e));
            }
        }

        @Override
        public void refuse(String place, int start, MalformedTextException reason) {
            firstFault = refused == 0 ? reason.fault : firstFault;
            refused++;
            if (reasons.size() < MAX_REASONS) {
                String column = reason.position < 0 ? "" : ", column " + (reason.position - start + 1);
                reasons.add(place + column + ": " + reason.getMessage());
            }
        }

        DataException problem() {
            String more = refused > reasons.size() ? "; and " + (refused - reasons.size()) + " more" : "";
            String written = rows.isEmpty() ? "" : "The other " + rows.size() + " rows are written. ";
            return new RowException(firstFault, written + "Malformed text in " + String.join("; ", reasons) + more);
        }
    }
}
