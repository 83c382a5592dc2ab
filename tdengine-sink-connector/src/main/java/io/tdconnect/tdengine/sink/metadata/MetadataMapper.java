// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.metadata;

import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.row.MetadataChange;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowMapper;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Tells records with metadata events from those with rows. */
public final class MetadataMapper implements RowMapper {
    private final RowMapper rows;
    private final MetadataReader events;

    public MetadataMapper(RowMapper rows, MetadataReader events) {
        this.rows = rows;
        this.events = events;
    }

    @Override
    public List<Row> map(SinkRecord entry, List<BadRecord> bad) {
        return MetadataReader.isEvent(entry) ? List.of() : rows.map(entry, bad);
    }

    @Override
    public @Nullable MetadataChange change(SinkRecord entry, List<BadRecord> bad) {
        if (!MetadataReader.isEvent(entry)) {
            return null;
        }
        try {
            return events.read(entry);
        } catch (DataException e) {
            bad.add(new BadRecord(entry, e));
            return null;
        }
    }
}
