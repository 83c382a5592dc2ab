// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tdconnect.emulator.engine.store.Vgroup;
import io.tdconnect.emulator.engine.topic.ConsumerGroup;
import io.tdconnect.emulator.engine.topic.Subscriber;
import io.tdconnect.emulator.engine.topic.Subscription;
import io.tdconnect.emulator.engine.topic.Topic;
import io.tdconnect.emulator.engine.topic.Topics;
import io.tdconnect.emulator.engine.value.Cells;
import io.tdconnect.emulator.engine.value.Column;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of the information schema about topics, subscriptions and consumers. */
final class SystemTopics {
    private static final List<Column> TOPICS = List.of(
            SystemTables.text("topic_name", 192),
            SystemTables.text("db_name", 64),
            SystemTables.column("create_time", ColumnType.TIMESTAMP),
            SystemTables.text("sql", 2048),
            SystemTables.text("schema", 65_517),
            SystemTables.text("meta", 4),
            SystemTables.text("type", 8));
    private static final List<Column> SUBSCRIPTIONS = List.of(
            SystemTables.text("topic_name", 205),
            SystemTables.text("consumer_group", 193),
            SystemTables.column("vgroup_id", ColumnType.INT),
            SystemTables.text("consumer_id", 256),
            SystemTables.text("user", 24),
            SystemTables.text("fqdn", 128),
            SystemTables.text("offset", 64),
            SystemTables.column("rows", ColumnType.BIGINT));
    private static final List<Column> CONSUMERS = List.of(
            SystemTables.text("consumer_id", 32),
            SystemTables.text("consumer_group", 193),
            SystemTables.text("client_id", 256),
            SystemTables.text("user", 24),
            SystemTables.text("fqdn", 128),
            SystemTables.text("status", 20),
            SystemTables.text("topics", 205),
            SystemTables.column("up_time", ColumnType.TIMESTAMP),
            SystemTables.column("subscribe_time", ColumnType.TIMESTAMP),
            SystemTables.column("rebalance_time", ColumnType.TIMESTAMP),
            SystemTables.text("parameters", 192));

    private final Topics topics;

    SystemTopics(Topics topics) {
        this.topics = topics;
    }

    ResultSet topics() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Topic topic : topics.all()) {
            rows.add(new @Nullable Object[] {
                Cells.bytes(topic.name()),
                Cells.bytes(topic.database().name()),
                topic.created(),
                Cells.bytes(topic.sql()),
                Cells.bytes(schema(topic)),
                Cells.bytes(topic.meta() ? "yes" : "no"),
                Cells.bytes(topic.type())
            });
        }
        return SystemTables.result(TOPICS, rows);
    }

    private static String schema(Topic topic) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Column column : topic.columns()) {
            json.addObject()
                    .put("name", column.name())
                    .put("type", column.type().sqlName())
                    .put("length", column.length());
        }
        return json.toString();
    }

    /** One row for each vgroup that a group has read, or is about to read. */
    ResultSet subscriptions() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (ConsumerGroup group : topics.groups()) {
            for (Topic topic : topics.all()) {
                for (Vgroup vgroup : topic.vgroups()) {
                    Subscriber owner = group.owner(topic, vgroup);
                    Long committed = group.committed(topic, vgroup);
                    if (owner != null || committed != null) {
                        rows.add(new @Nullable Object[] {
                            Cells.bytes(topic.name()),
                            Cells.bytes(group.name()),
                            vgroup.id(),
                            SystemTables.bytes(owner == null ? null : owner.id()),
                            SystemTables.bytes(owner == null ? null : "root"),
                            SystemTables.bytes(owner == null ? null : "localhost"),
                            SystemTables.bytes(
                                    committed == null
                                            ? null
                                            : "wal:" + committed + "/"
                                                    + vgroup.wal().end()),
                            null
                        });
                    }
                }
            }
        }
        return SystemTables.result(SUBSCRIPTIONS, rows);
    }

    ResultSet consumers() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (ConsumerGroup group : topics.groups()) {
            for (Subscriber member : group.members()) {
                Subscription subscription = member.subscription();
                rows.add(new @Nullable Object[] {
                    Cells.bytes(member.id()),
                    Cells.bytes(group.name()),
                    Cells.bytes(subscription.client()),
                    Cells.bytes("root"),
                    Cells.bytes("localhost"),
                    Cells.bytes("ready"),
                    Cells.bytes(String.join(",", member.topics())),
                    member.since(),
                    member.since(),
                    member.since(),
                    Cells.bytes("tbname:" + (subscription.tableNames() ? 1 : 0) + ",commit:"
                            + (subscription.autoCommit() ? 1 : 0) + ",interval:5000ms,reset:"
                            + (subscription.latest() ? "latest" : "earliest"))
                });
            }
        }
        return SystemTables.result(CONSUMERS, rows);
    }
}
