// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.metadata;

import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.template.RecordVariables;
import io.tdconnect.common.template.Template;
import io.tdconnect.tdengine.MalformedMessageException;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.config.RowOptions;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import io.tdconnect.tdengine.sink.row.TableNames;
import io.tdconnect.tdengine.tmq.MetadataEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Reads records with metadata events of the TDengine source. */
public final class MetadataReader {
    private final RowOptions options;
    private final boolean apply;

    /**
     * @param options give the database
     * @param apply whether events are applied; if not, they are skipped
     */
    public MetadataReader(RowOptions options, boolean apply) {
        this.options = options;
        this.apply = apply;
    }

    /** Whether a record contains a metadata event instead of rows. */
    public static boolean isEvent(SinkRecord entry) {
        return !entry.headers().isEmpty() && entry.headers().lastWithName(MetadataEvent.HEADER) != null;
    }

    /**
     * The change that an event describes; null if it is skipped or cannot be read.
     *
     * @param bad receives the record if it cannot be read
     */
    public @Nullable MetadataChange change(SinkRecord entry, List<BadRecord> bad) {
        if (!apply) {
            return null;
        }
        try {
            return new MetadataChange(entry, database(entry), event(entry.value()));
        } catch (DataException e) {
            bad.add(new BadRecord(entry, e));
            return null;
        }
    }

    private String database(SinkRecord entry) {
        String database = options.headerRouting(entry.headers()).database();
        if (database != null) {
            return TableNames.database(database);
        }
        Template template = options.routing().apply(entry.topic()).database();
        if (template == null) {
            throw new DataException("The metadata event names no database: set the option " + RoutingOptions.DATABASE
                    + " or the header " + RoutingHeaders.DATABASE);
        }
        return TableNames.database(template.render(RecordVariables.of(entry, null)));
    }

    private static MetadataEvent event(@Nullable Object value) {
        if (value instanceof String text) {
            try {
                return MetadataEvent.parse(text);
            } catch (MalformedMessageException e) {
                throw new RowException(Fault.MALFORMED_TEXT, "A metadata event cannot be read: " + e.getMessage(), e);
            }
        }
        if (value instanceof Map<?, ?> map && map.get("type") instanceof String type) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            map.forEach((name, field) -> fields.put(String.valueOf(name), field));
            String tableType = map.get("tableType") instanceof String kind ? kind : "";
            return new MetadataEvent(type, tableType, "", fields);
        }
        throw new RowException(
                Fault.MALFORMED_TEXT,
                "Expected a metadata event as text or Map, found "
                        + (value == null ? "null" : value.getClass().getSimpleName()));
    }
}
