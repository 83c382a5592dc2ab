// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.read;

import io.tdconnect.backup.format.SegmentReader;
import io.tdconnect.backup.format.StoredTable;
import io.tdconnect.common.record.KafkaTopic;
import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.template.Template;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes records of rows and events, as the TDengine source would. For use by one thread. */
final class RowRecords {
    private static final int MOST_KNOWN = 1_000;
    /** Bytes around a value in JSON: quotes, colon, comma. */
    private static final int BESIDE_NAME = 4;

    private final RestoreOptions options;
    private final String database;
    private final IdentityHashMap<Schema, Schema> lists = new IdentityHashMap<>();

    RowRecords(RestoreOptions options, String database) {
        this.options = options;
        this.database = database;
    }

    /** How many rows from an index on fit into a record: at least one. */
    int fitting(SegmentReader.Rows rows, int from) {
        int names = 0;
        for (var field : rows.table().layout().schema().fields()) {
            names += field.name().length() + BESIDE_NAME;
        }
        long bytes = 0;
        int end = from;
        int most = Math.min(rows.structs().size(), from + options.rowsPerRecord());
        while (end < most) {
            bytes += names + rows.sizes().get(end);
            if (bytes > options.limit().bytes() / 2 && end > from) {
                break;
            }
            end++;
        }
        return end - from;
    }

    /** A record of rows of a table. */
    SourceRecord rows(StoredTable table, List<Struct> structs, Map<String, ?> partition, RestorePosition after) {
        boolean list = options.rowsPerRecord() > 1;
        Schema schema = table.layout().schema();
        String topic = KafkaTopic.legal(options.topic().render(name -> switch (name) {
            case "database" -> database;
            case "stable" -> table.stable() == null || table.stable().isEmpty() ? table.name() : table.stable();
            case "table" -> table.name();
            default -> null;
        }));
        ConnectHeaders headers = new ConnectHeaders();
        if (options.routing() != RoutingMode.NONE) {
            new Routing(
                            options.routing() == RoutingMode.ALL ? database : null,
                            table.stable(),
                            table.name(),
                            table.layout().tags().isEmpty()
                                    ? null
                                    : table.layout().tagNames(),
                            table.layout().timestamp())
                    .writeTo(headers);
        }
        return new SourceRecord(
                partition,
                after.offset(),
                topic,
                null,
                Schema.STRING_SCHEMA,
                table.name(),
                list ? listOf(schema) : schema,
                list ? List.copyOf(structs) : structs.get(0),
                null,
                headers);
    }

    /** A record with a metadata event. */
    SourceRecord event(
            Template topicTemplate, String type, String json, Map<String, ?> partition, RestorePosition after) {
        ConnectHeaders headers = new ConnectHeaders();
        if (options.routing() == RoutingMode.ALL) {
            headers.addString(RoutingHeaders.DATABASE, database);
        }
        headers.addString(RoutingHeaders.METADATA, type);
        String topic = KafkaTopic.legal(topicTemplate.render(name -> name.equals("database") ? database : null));
        return new SourceRecord(
                partition,
                after.offset(),
                topic,
                null,
                Schema.STRING_SCHEMA,
                database,
                Schema.STRING_SCHEMA,
                json,
                null,
                headers);
    }

    private Schema listOf(Schema schema) {
        if (lists.size() >= MOST_KNOWN) {
            lists.clear();
        }
        return lists.computeIfAbsent(schema, row -> SchemaBuilder.array(row).build());
    }
}
