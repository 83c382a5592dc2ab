// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.message;

import io.tdconnect.common.record.KafkaTopic;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockColumn;
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import io.tdconnect.tdengine.source.record.RecordFactory;
import io.tdconnect.tdengine.source.record.RecordOptions;
import io.tdconnect.tdengine.source.record.RowConverter;
import io.tdconnect.tdengine.source.record.RowShape;
import io.tdconnect.tdengine.source.record.TableName;
import io.tdconnect.tdengine.source.topic.ServerTopics;
import io.tdconnect.tdengine.source.topic.StartOptions;
import io.tdconnect.tdengine.source.topic.SubscriptionMetrics;
import io.tdconnect.tdengine.tmq.ChildTable;
import io.tdconnect.tdengine.tmq.MetadataEvent;
import io.tdconnect.tdengine.tmq.TmqMessage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Converts messages to records. For use by one thread. */
public final class MessageConverter {
    private static final Logger log = LoggerFactory.getLogger(MessageConverter.class);

    /** Codes of alterations that set one tag or several. */
    private static final List<Long> TAG_SET = List.of(4L, 15L);

    private final RecordOptions options;
    private final @Nullable Template metadataTopic;
    private final TableCatalog catalog;
    private final SubscriptionMetrics metrics;
    private final Map<ShapeKey, RowShape> shapes = new HashMap<>();
    private final Map<TableKey, Known> tables = new HashMap<>();
    private Map<String, ServerTopics.Description> topics = Map.of();
    private List<@Nullable Object[]> cells = List.of();

    private record TableKey(String topic, String table) {}

    private record ShapeKey(Precision precision, List<Column> columns, List<Column> tags, boolean query) {}

    /** The converter of a table, and the version of the catalog that it was made from. */
    private record Known(RowConverter records, long version) {}

    /** Converts metadata events, too, if there is a topic for them. */
    public MessageConverter(
            RecordOptions options,
            @Nullable Template metadataTopic,
            TableCatalog catalog,
            SubscriptionMetrics metrics) {
        this.options = options;
        this.metadataTopic = metadataTopic;
        this.catalog = catalog;
        this.metrics = metrics;
    }

    /** The topics as the server describes them. */
    public void topics(Map<String, ServerTopics.Description> descriptions) {
        topics = Map.copyOf(descriptions);
    }

    /** A topic as the server describes it; null if the server does not have it. */
    public ServerTopics.@Nullable Description topic(String name) {
        return topics.get(name);
    }

    /** The records of a message, in its order. */
    public List<SourceRecord> convert(TmqMessage message, RecordFactory factory) throws SQLException {
        List<SourceRecord> records =
                new ArrayList<>(message.rows() + message.events().size());
        for (MetadataEvent event : message.events()) {
            learn(message, event);
            if (metadataTopic != null) {
                records.add(record(message, event, metadataTopic, factory));
            }
        }
        for (Block received : message.blocks()) {
            if (received.rows() > 0) {
                Block block = received.layout().lacksDigits() ? withDigits(message.database(), received) : received;
                RowConverter table = table(message, block);
                table.addRecords(records, table.rows(cells(block), block.rows()), factory);
            }
        }
        return records;
    }

    /** Closes the connection that reads tags; the next query opens another. */
    public void disconnect() {
        catalog.close();
    }

    private void learn(TmqMessage message, MetadataEvent event) throws SQLException {
        String database = message.database();
        for (ChildTable child : event.children()) {
            catalog.tableCreated(database, child);
        }
        boolean child = event.tableType().equals("child");
        if (event.type().equals("alter") && child && event.fields().get("tableName") instanceof String table) {
            catalog.tableChanged(database, table);
            warnOfTag(message, event, table);
        } else if (event.type().equals("alter")) {
            catalog.clear();
        } else if (event.type().equals("drop")) {
            dropped(database, event);
        }
    }

    /** TDengine 3.3.5.9 treats a table whose tag was set like a dropped one. */
    private void warnOfTag(TmqMessage message, MetadataEvent event, String table) {
        ServerTopics.Description topic = topics.get(message.topic());
        boolean ofDatabase = topic != null && !topic.query() && topic.stable() == null;
        if (ofDatabase && TAG_SET.contains(event.fields().get("alterType"))) {
            log.warn(
                    "A tag of table {} of {} was set: TDengine 3.3.5 sends no more rows of this table to subscriptions to a"
                            + " database, only to those to supertables; see {}",
                    table,
                    message.database(),
                    SelectionOptions.STABLES);
        }
    }

    private void dropped(String database, MetadataEvent event) {
        if (event.fields().get("tableNameList") instanceof List<?> names) {
            names.forEach(name -> catalog.tableChanged(database, String.valueOf(name)));
        } else {
            catalog.clear();
        }
    }

    private SourceRecord record(TmqMessage message, MetadataEvent event, Template topic, RecordFactory factory)
            throws SQLException {
        ConnectHeaders headers = new ConnectHeaders();
        if (options.routing() == RoutingMode.ALL) {
            headers.addString(RoutingHeaders.DATABASE, message.database());
        }
        headers.addString(MetadataEvent.HEADER, event.type());
        String name = KafkaTopic.legal(topic.render(variable -> switch (variable) {
            case "database" -> message.database();
            case "topic" -> message.topic();
            default -> null;
        }));
        return factory.record(
                name, message.database(), Schema.STRING_SCHEMA, json(message.database(), event), null, headers);
    }

    /**
     * The event as the server sent it, except for tags, whose numbers it rounds and whose bytes it cuts, and for the
     * digits of decimals.
     */
    private String json(String database, MetadataEvent event) throws SQLException {
        if (DecimalColumns.lacksDigits(event) && event.fields().get("tableName") instanceof String table) {
            return catalog.definition(database, table)
                    .map(definition -> DecimalColumns.json(event, definition))
                    .orElse(event.json());
        }
        List<CreatedTables.Created> created = new ArrayList<>();
        for (ChildTable child : event.children()) {
            TableCatalog.TableInfo known = catalog.find(database, child.name()).orElse(TableCatalog.TableInfo.NORMAL);
            created.add(new CreatedTables.Created(child, known));
        }
        boolean asTold = created.stream().allMatch(CreatedTables.Created::isExact)
                || !created.stream().allMatch(CreatedTables.Created::isCurrent);
        return asTold ? event.json() : CreatedTables.json(created);
    }

    /** The table has the digits of its DECIMAL columns, which cannot be changed. */
    private Block withDigits(String database, Block block) throws SQLException {
        Optional<TableCatalog.TableInfo> table =
                block.table().isEmpty() ? Optional.empty() : catalog.find(database, block.table());
        if (table.isPresent()) {
            String stable = table.get().stable();
            Optional<TableMetadata> definition = catalog.definition(database, stable == null ? block.table() : stable);
            Block known = definition.isPresent() ? block.withDigits(definition.get()) : block;
            if (!known.layout().lacksDigits()) {
                return known;
            }
        }
        throw new ConnectException(
                "Expected a message or a table with the precision and scale of each DECIMAL column, found neither for a row"
                        + " of " + (block.table().isEmpty() ? "a query" : "table " + block.table())
                        + ": TDengine 3.3.7 leaves them out of snapshots; set " + StartOptions.SNAPSHOT
                        + "=false, or read it with " + SelectionOptions.READ_MODE + "=query");
    }

    private RowConverter table(TmqMessage message, Block block) throws SQLException {
        TableKey key = new TableKey(message.topic(), block.table());
        Known known = tables.get(key);
        if (known != null && known.version == catalog.version() && sameColumns(known.records.shape(), block)) {
            return known.records;
        }
        RowConverter made = make(message, block);
        tables.put(key, new Known(made, catalog.version()));
        return made;
    }

    private RowConverter make(TmqMessage message, Block block) throws SQLException {
        List<Column> columns = new ArrayList<>();
        block.layout().columns().forEach(info -> columns.add(info.column()));
        ServerTopics.Description topic = topics.get(message.topic());
        if (block.table().isEmpty() || (topic != null && topic.query())) {
            RowShape shape = shapes.computeIfAbsent(
                    new ShapeKey(block.precision(), columns, List.of(), true),
                    key -> RowShape.ofResult(key.precision, key.columns));
            TableName result = new TableName(message.database(), null, "");
            return new RowConverter(options, result, message.topic(), shape, new Object[0]);
        }
        Optional<TableCatalog.TableInfo> found = catalog.find(message.database(), block.table());
        if (found.isEmpty()) {
            metrics.unknownTable();
        }
        TableCatalog.TableInfo info = found.orElse(TableCatalog.TableInfo.NORMAL);
        RowShape shape = shapes.computeIfAbsent(
                new ShapeKey(block.precision(), columns, options.tags() ? info.tags() : List.of(), false),
                key -> RowShape.ofTable(key.precision, key.columns, key.tags));
        TableName name = new TableName(message.database(), info.stable(), block.table());
        @Nullable Object[] tags = options.tags() ? info.values().toArray() : new Object[0];
        return new RowConverter(options, name, message.topic(), shape, tags);
    }

    private static boolean sameColumns(RowShape shape, Block block) {
        List<Column> known = shape.columns();
        List<BlockColumn> columns = block.columns();
        if (known.size() != columns.size() || shape.precision() != block.precision()) {
            return false;
        }
        for (int i = 0; i < known.size(); i++) {
            Column one = known.get(i);
            BlockColumn other = columns.get(i);
            if (one.type() != other.type()
                    || one.length() != other.info().length()
                    || Math.max(0, one.scale()) != other.info().scale()
                    || !one.name().equals(other.name())) {
                return false;
            }
        }
        return true;
    }

    /** The cells of a block, in arrays that the next block reuses. */
    private List<@Nullable Object[]> cells(Block block) {
        List<BlockColumn> columns = block.columns();
        if (cells.size() < columns.size() || cells.get(0).length < block.rows()) {
            int rows = Math.max(block.rows(), cells.isEmpty() ? 0 : cells.get(0).length);
            int count = Math.max(columns.size(), cells.size());
            cells = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                cells.add(new @Nullable Object[rows]);
            }
        }
        List<@Nullable Object[]> used = cells.subList(0, columns.size());
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).values(used.get(i));
        }
        return Collections.unmodifiableList(used);
    }
}
