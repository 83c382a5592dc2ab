// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.emulator.Recording.Message;
import io.tdconnect.emulator.engine.value.Release;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The emulator answers what a real gateway answered to the JDBC driver. */
class RecordedSessionsTest {
    private TdengineEmulator emulator;
    private GatewayClient setUp;

    private void imitate(Release release) throws InterruptedException {
        emulator = TdengineEmulator.start(0, TdengineEmulator.USER, TdengineEmulator.PASSWORD, release);
        setUp = new GatewayClient(emulator.port(), "/ws");
        setUp.ask("{\"action\":\"conn\",\"args\":{\"req_id\":1,\"user\":\"root\",\"password\":\"taosdata\"}}");
    }

    @AfterEach
    void close() {
        setUp.close();
        emulator.close();
    }

    // These databases existed on the real server before the recording began.
    @ParameterizedTest
    @CsvSource({
        "V3_3_5, query, create database tq; create database bench",
        "V3_3_5, stmt, create database rec precision 'us'",
        "V3_3_5, schemaless, create database rec precision 'us'",
        "V3_3_7, query, create database quickstart; create database tmx3elfxh_23390_1; create database race; create database nt",
        "V3_3_7, stmt, create database rec precision 'us'",
        "V3_3_7, schemaless, create database rec precision 'us'"
    })
    void answersAsRecorded(Release release, String name, String before) throws InterruptedException {
        imitate(release);
        for (String sql : before.split(";", -1)) {
            execute(sql.trim());
        }

        for (List<Message> connection : connections(Recording.named(name, release))) {
            try (GatewayClient client = new GatewayClient(emulator.port(), "/ws")) {
                new Replay(client, connection).run();
            }
        }
    }

    /** The database before the recording, with the positions and numbers of its vgroups. */
    @ParameterizedTest
    @EnumSource(Release.class)
    void deliversAsRecorded(Release release) throws InterruptedException {
        imitate(release);
        // Vgroups are numbered from 2 on.
        String others = release == Release.V3_3_5
                ? "create database others vgroups 14"
                : "create database others vgroups 1020; create database more vgroups 576";
        for (String sql : others.split("; ", -1)) {
            execute(sql);
        }
        for (String sql : List.of(
                "create database tq vgroups 2 precision 'ns' keep 36500",
                "create stable tq.m (ts timestamp, v int, n varchar(10), nc nchar(8), b bool, ubi bigint unsigned, d double,"
                        + " ts2 timestamp) tags (g int, loc varchar(10))",
                "create table tq.nt (ts timestamp, v int)",
                "insert into " + rowsOf("t0", 0) + rowsOf("t1", 1) + rowsOf("t2", 2),
                "insert into tq.t0 (ts, v) values (1763600000000000003, 33)",
                "insert into tq.t1 (ts, nc, b) values (1763600000000000003, 'x', false)",
                "insert into tq.nt values (1763600000000000001, 5)",
                "insert into tq.t3 using tq.m tags (3, 'l3') (ts, v) values (1763600000000000001, 1)",
                "alter table tq.m add column w bigint",
                "insert into tq.t0 (ts, v, w) values (1763600000000000004, 4, 44)",
                "drop table tq.t3",
                "delete from tq.t0 where ts = 1763600000000000001",
                "alter table tq.t1 set tag loc = 'zz'",
                "create topic tq_stb as stable tq.m",
                "create topic tq_dbm with meta as database tq",
                "create topic tq_sel as select ts, v, n, tbname, g, loc from tq.m")) {
            execute(sql);
        }
        if (release == Release.V3_3_5) {
            subscribeAndLeave();
        }

        for (List<Message> connection : connections(Recording.named("tmq", release))) {
            try (GatewayClient client = new GatewayClient(emulator.port(), "/rest/tmq")) {
                new SubscriptionReplay(client, connection).run();
            }
        }
    }

    /** Each consumer adds an entry to the log of every vgroup. */
    private void subscribeAndLeave() throws InterruptedException {
        try (GatewayClient other = new GatewayClient(emulator.port(), "/rest/tmq")) {
            Object subscribed = other.ask("{\"action\":\"subscribe\",\"args\":{\"req_id\":1,\"user\":\"root\","
                    + "\"password\":\"taosdata\",\"group_id\":\"other\",\"topics\":[\"tq_stb\"]}}");
            Object left = other.ask("{\"action\":\"unsubscribe\",\"args\":{\"req_id\":2}}");
            assertThat(List.of(subscribed, left))
                    .allSatisfy(answer -> assertThat((String) answer).contains("\"code\":0"));
        }
    }

    private static String rowsOf(String table, int tag) {
        return "tq." + table + " using tq.m tags (" + tag + ", 'l" + tag
                + "') values (1763600000000000001, 1, 'a', '中',"
                + " true, 18446744073709551615, 1.5, 1763600000000000009)"
                + " (1763600000000000002, null, null, null, null, null, null, null) ";
    }

    private void execute(String sql) throws InterruptedException {
        Object answer = setUp.ask("{\"action\":\"query\",\"args\":{\"req_id\":2,\"sql\":\"" + sql + "\"}}");
        assertThat(Recording.json((String) answer).path("code").asInt()).as(sql).isZero();
    }

    private static Iterable<List<Message>> connections(Recording recording) {
        return recording.messages().stream()
                .collect(Collectors.groupingBy(Message::connection, TreeMap::new, Collectors.toList()))
                .values();
    }
}
