// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.record.KafkaTopic;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.source.TaskIdentity;
import io.tdconnect.common.template.Template;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.driver.TdengineConnections;
import io.tdconnect.tdengine.source.message.ExistingTables;
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import io.tdconnect.tdengine.source.record.RecordOptions;
import io.tdconnect.tdengine.source.server.TableOptions;
import io.tdconnect.tdengine.source.server.TableSelection;
import io.tdconnect.tdengine.source.subscription.SubscriptionOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records with the events that create what exists, which the first task of a connector sends once, before any row. */
final class FirstEvents {
    private static final Logger log = LoggerFactory.getLogger(FirstEvents.class);
    private static final String PARTITION = "existing";
    private static final String SENT = "sent";
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final ExistingTables tables;
    private final String database;
    private final String topic;
    private final RoutingMode routing;
    private final Retry retry;
    private boolean handedOver;

    private FirstEvents(TdengineSourceConfig config, Template topic) {
        SelectionOptions selection = SelectionOptions.from(config);
        database = selection.database();
        tables = new ExistingTables(TdengineConnections.from(config), database, selected(config, selection));
        this.topic = KafkaTopic.legal(topic.render(name -> name.equals("database") ? database : ""));
        routing = RecordOptions.from(config).routing();
        retry = RetryOptions.from(config);
    }

    /** The events of a task; null if it has none to send. */
    static @Nullable FirstEvents of(TdengineSourceConfig config, SourceTaskContext context) {
        String topic = config.getString(SubscriptionOptions.METADATA_TOPIC);
        if (!config.getBoolean(SubscriptionOptions.METADATA_EXISTING)
                || topic.isBlank()
                || !TaskIdentity.from(config).number().equals("0")) {
            return null;
        }
        Map<String, Object> offset = context.offsetStorageReader()
                .offset(partition(SelectionOptions.from(config).database()));
        boolean sent = offset != null && Boolean.TRUE.equals(offset.get(SENT));
        return sent ? null : new FirstEvents(config, Template.parse(topic));
    }

    /** Whether an offset is about these events. */
    static boolean isPartition(@Nullable Map<String, ?> partition) {
        return partition != null && partition.containsKey(PARTITION);
    }

    /** Whether the records were returned. */
    boolean handedOver() {
        return handedOver;
    }

    /**
     * The records; null to be asked again, after a short pause.
     *
     * @throws ConnectException if the server refuses to answer, or has not answered for too long
     */
    @Nullable
    List<SourceRecord> records() throws InterruptedException {
        List<String> events;
        try {
            events = tables.events();
        } catch (SQLException e) {
            if (TdengineErrors.classify(e) != ErrorClass.RETRIABLE) {
                throw new ConnectException(
                        "The tables of database " + database + " cannot be listed for "
                                + SubscriptionOptions.METADATA_EXISTING + ": " + e.getMessage(),
                        e);
            }
            Duration pause = retry.failed(e);
            log.warn("Listing the tables of {} again: {}", database, String.valueOf(e.getMessage()));
            Thread.sleep(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE.toMillis() : pause.toMillis());
            return null;
        }
        List<SourceRecord> records = new ArrayList<>(events.size());
        for (String event : events) {
            // Only the last one says that all are sent.
            records.add(entry(event, records.size() == events.size() - 1));
        }
        handedOver = true;
        return records;
    }

    private SourceRecord entry(String event, boolean last) {
        ConnectHeaders headers = new ConnectHeaders();
        if (routing == RoutingMode.ALL) {
            headers.addString(RoutingHeaders.DATABASE, database);
        }
        headers.addString(RoutingHeaders.METADATA, "create");
        return new SourceRecord(
                partition(database),
                Map.of(SENT, last),
                topic,
                null,
                Schema.STRING_SCHEMA,
                database,
                Schema.STRING_SCHEMA,
                event,
                null,
                headers);
    }

    private static Map<String, String> partition(String database) {
        return Map.of("database", database, PARTITION, "tables");
    }

    private static BiPredicate<String, String> selected(TdengineSourceConfig config, SelectionOptions selection) {
        if (selection.readMode() == SelectionOptions.ReadMode.SUBSCRIPTION) {
            return (stable, table) ->
                    selection.stables().isEmpty() || selection.stables().contains(stable);
        }
        TableSelection tables = TableOptions.from(config).selection(selection.stables());
        return (stable, table) -> table.isEmpty() ? tables.mayInclude(stable) : tables.includes(stable, table);
    }
}
