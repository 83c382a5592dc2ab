// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions over WebSocket, on the emulator or on the server of TDENGINE_URL. */
class SubscriptionIT {
    private static final DriverServer SERVER = new DriverServer();
    private static final String DATABASE = "sub_" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    private static final String TOPIC = DATABASE + "_topic";

    private final List<TopicClient> clients = new ArrayList<>();
    private Connection sql;

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void create() throws SQLException {
        sql = SERVER.connect("");
        DriverServer.execute(
                sql,
                "create database " + DATABASE + " vgroups 4 buffer 16 precision 'ms' keep 36500",
                "use " + DATABASE,
                "create stable m (ts timestamp, v int, n nchar(8)) tags (g int)",
                "create table nt (ts timestamp, v int)");
    }

    @AfterEach
    void drop() throws SQLException {
        clients.forEach(TopicClient::close);
        // The server takes a while to remove consumers.
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            DriverServer.execute(sql, "drop topic if exists " + TOPIC);
            return true;
        });
        DriverServer.execute(sql, "drop database " + DATABASE);
        sql.close();
    }

    @Test
    void deliversEachStatementsColumnsWithTheirTable() throws Exception {
        insert(8);
        DriverServer.execute(sql, "insert into t0 (n, ts) values ('x', 1700000009000)");
        topic("as stable m");
        TopicClient client = subscribed("g");

        assertThat(drain(client))
                .containsExactlyInAnyOrder(
                        "t0:2(ts,v,n)",
                        "t1:2(ts,v,n)",
                        "t2:2(ts,v,n)",
                        "t3:2(ts,v,n)",
                        "t4:2(ts,v,n)",
                        "t5:2(ts,v,n)",
                        "t6:2(ts,v,n)",
                        "t7:2(ts,v,n)",
                        "t0:1(ts,n)");
    }

    @Test
    void deliversWhatAQueryOrAConditionOnTagsSelects() throws Exception {
        topic("as select ts, v * 2 as w, tbname from m where g > 5 and v is not null");
        insert(8);
        assertThat(drain(subscribed("g"))).containsExactlyInAnyOrder(":1(ts,w,tbname)", ":1(ts,w,tbname)");
        clients.forEach(TopicClient::close);
        dropTopic();
        topic("as stable m where g > 5");
        DriverServer.execute(sql, "alter table m add column x int", "insert into t6 values (1700000009000, 1, 'a', 2)");
        assertThat(drain(subscribed("g2"))).containsExactlyInAnyOrder("t6:2(ts,v,n)", "t7:2(ts,v,n)", "t6:1(ts,v,n,x)");
    }

    @Test
    void tellsOfChangesOfTheSchemaWithTheTagsOfNewTables() throws Exception {
        topic("with meta as database " + DATABASE);
        insert(1);
        DriverServer.execute(
                sql,
                "alter table m add column w varchar(9)",
                "alter table t0 set tag g = 9",
                "delete from t0 where ts < 1700000000500",
                "drop table nt");
        TopicClient client = subscribed("g");

        Set<String> events = new TreeSet<>();
        for (JsonNode poll = client.poll(); poll.path("have_message").asBoolean(); poll = client.poll()) {
            JsonNode meta = poll.path("message_type").asInt() == 1 ? null : client.meta(poll);
            if (meta != null) {
                Iterable<JsonNode> list = meta.has("metas") ? meta.path("metas") : List.of(meta);
                list.forEach(event -> events.add(event.toString()));
            }
        }

        assertThat(events)
                .contains(
                        "{\"type\":\"alter\",\"tableType\":\"super\",\"tableName\":\"m\",\"alterType\":5,\"colName\":\"w\",\"colType\":8,\"colLength\":9}",
                        "{\"type\":\"create\",\"tableType\":\"child\",\"tableName\":\"t0\",\"using\":\"m\",\"tagNum\":1,\"tags\":[{\"name\":\"g\",\"type\":4,\"value\":0}],\"createList\":[]}",
                        "{\"type\":\"alter\",\"tableType\":\"child\",\"tableName\":\"t0\",\"alterType\":4,\"colName\":\"g\",\"colValue\":\"9\",\"colValueNull\":false}",
                        "{\"type\":\"delete\",\"sql\":\"delete from `t0` where `ts` >= 1700000000000 and `ts` <= 1700000000000\"}",
                        "{\"type\":\"drop\",\"tableNameList\":[\"nt\"]}");
    }

    @Test
    void deliversAMessageAgainUntilItIsSaidToBeTheLast() throws Exception {
        topic("as stable m");
        insert(1);
        TopicClient client = subscribed("g");
        long id = client.message().path("message_id").asLong();

        assertThat(client.poll(id - 1).path("message_id").asLong()).isEqualTo(id);
        assertThat(client.poll(id).path("have_message").asBoolean()).isFalse();
    }

    @Test
    void resumesWhereTheGroupHasCommitted() throws Exception {
        topic("as stable m");
        insert(8);
        TopicClient first = subscribed("g");
        drain(first);
        int vgroup = first.assignments().keySet().iterator().next();
        assertThat(first.place("committed", vgroup).path("committed").get(0).asLong())
                .isEqualTo(-2147467247);
        first.ask("commit");
        long committed =
                first.place("committed", vgroup).path("committed").get(0).asLong();
        assertThat(first.place("position", vgroup).path("position").get(0).asLong())
                .isEqualTo(committed);
        first.ask("unsubscribe");
        DriverServer.execute(sql, "insert into t3 values (1700000009000, 3, 'c')");
        assertThat(drain(subscribed("g"))).containsExactly("t3:1(ts,v,n)");
        assertThat(drain(subscribed("other"))).hasSize(9);
    }

    @Test
    void seeksWithinTheLogOfItsOwnVgroups() throws Exception {
        topic("as stable m");
        insert(1);
        TopicClient client = subscribed("g");
        JsonNode poll = client.message();
        int vgroup = poll.path("vgroup_id").asInt();
        assertThat(client.ask("seek", vgroup, poll.path("offset").asLong())
                        .path("code")
                        .asInt())
                .isZero();
        assertThat(client.message().path("offset")).isEqualTo(poll.path("offset"));
        assertThat(client.ask("seek", vgroup, 99_999).path("code").asInt()).isEqualTo(0x4007);
        assertThat(client.ask("seek", 1, 0).path("code").asInt()).isEqualTo(0x4008);
        assertThat(client.ask("commit_offset", 1, 0).path("code").asInt()).isEqualTo(0x4008);
        assertThat(client.place("position", 1).path("code").asInt()).isEqualTo(0x4008);
    }

    @Test
    void aSecondConsumerTakesHalfAndGivesItBackWhenItsConnectionEnds() throws Exception {
        topic("as stable m");
        TopicClient first = subscribed("g");
        Set<Integer> all = Set.copyOf(first.assignments().keySet());
        TopicClient second = subscribed("g");

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            first.poll();
            second.poll();
            return first.assignments().size() == 2 && second.assignments().size() == 2;
        });
        Set<Integer> both = new TreeSet<>(first.assignments().keySet());
        both.addAll(second.assignments().keySet());
        assertThat(all).hasSize(4).isEqualTo(both);
        second.close();

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            first.poll();
            return first.assignments().size() == 4;
        });
    }

    @Test
    void aWaitingPollIsAnsweredWhenARowComes() throws Exception {
        topic("as stable m");
        TopicClient client = subscribed("g", Map.of("offset_rest", "latest"));
        client.poll();

        insert(1);

        assertThat(client.blocks(client.message())).containsExactly("t0:2(ts,v,n)");
    }

    @Test
    void aSnapshotBeginsWithTheRowsThatAreThere() throws Exception {
        insert(2);
        DriverServer.execute(sql, "insert into t0 (ts, v) values (1700000000000, 99)");
        topic("as stable m");
        TopicClient client = subscribed("g", Map.of("snapshot_enable", "true"));

        JsonNode poll = client.message();

        assertThat(poll.path("offset").asLong()).isEqualTo(-2147467258);
        List<String> blocks = new ArrayList<>(client.blocks(poll));
        blocks.addAll(drain(client));
        assertThat(blocks).containsExactlyInAnyOrder("t0:2(ts,v,n)", "t1:2(ts,v,n)");
        DriverServer.execute(sql, "insert into t1 (ts, v) values (1700000007000, 1)");
        assertThat(client.blocks(client.message())).containsExactly("t1:1(ts,v)");
    }

    @Test
    void refusesWhatCannotBeSubscribed() throws Exception {
        topic("as stable m");
        TopicClient client = new TopicClient(SERVER.port(), TOPIC);
        clients.add(client);

        assertThat(client.ask("list_topics").path("message").asText()).isEqualTo("tmq not init");
        assertThat(client.subscribe("g", Map.of("password", "wrong"))
                        .path("message")
                        .asText())
                .isEqualTo("init tscObj failed");
        assertThat(client.subscribe("", Map.of()).path("code").asInt()).isEqualTo(0xffff);
        TopicClient missing = new TopicClient(SERVER.port(), TOPIC + "_missing");
        clients.add(missing);
        assertThat(missing.subscribe("g", Map.of()).path("code").asInt()).isEqualTo(0x3e1);
        assertThat(client.subscribe("g", Map.of()).path("code").asInt()).isZero();
        assertThat(client.subscribe("g", Map.of()).path("message").asText())
                .isEqualTo("tmq should have unsubscribed first");
    }

    @Test
    void whatWasNotReadInTimeIsGone() throws Exception {
        assumeThat(SERVER.emulator())
                .as("only the emulator's logs can be made to expire")
                .isNotNull();
        topic("as stable m");
        insert(8);

        SERVER.emulator().expireLogs();
        DriverServer.execute(sql, "insert into t3 values (1700000009000, 3, 'c')");

        TopicClient client = subscribed("g");
        assertThat(drain(client)).containsExactly("t3:1(ts,v,n)");
        Map<Integer, JsonNode> assignments = new TreeMap<>(client.assignments());
        assertThat(assignments.values())
                .allSatisfy(each -> assertThat(each.path("begin").asLong()).isPositive());
    }

    private void topic(String definition) throws SQLException {
        DriverServer.execute(sql, "create topic " + TOPIC + " " + definition);
    }

    private void dropTopic() {
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            DriverServer.execute(sql, "drop topic " + TOPIC);
            return true;
        });
    }

    /** Two rows for each table, the second without a value. */
    private void insert(int tables) throws SQLException {
        for (int i = 0; i < tables; i++) {
            DriverServer.execute(
                    sql,
                    "insert into t" + i + " using m tags (" + i + ") values (1700000000000, " + i
                            + ", 'a')(1700000001000, null, null)");
        }
    }

    private TopicClient subscribed(String group) throws InterruptedException {
        return subscribed(group, Map.of());
    }

    private TopicClient subscribed(String group, Map<String, String> options) throws InterruptedException {
        TopicClient client = new TopicClient(SERVER.port(), TOPIC);
        clients.add(client);
        assertThat(client.subscribe(group, options).path("code").asInt()).isZero();
        return client;
    }

    /** All blocks until there are no more. */
    private static List<String> drain(TopicClient client) throws InterruptedException {
        List<String> blocks = new ArrayList<>();
        for (JsonNode poll = client.poll(); poll.path("have_message").asBoolean(); poll = client.poll()) {
            blocks.addAll(client.blocks(poll));
        }
        return blocks;
    }
}
