// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.testing.TdengineServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MetadataIT {
    private static final String CREATE = """
            {"type":"create","tableType":"super","tableName":"m","columns":[{"name":"ts","type":9},{"name":"v","type":4},\
            {"name":"n","type":8,"length":10}],"tags":[{"name":"g","type":4},{"name":"loc","type":8,"length":10}]}""";
    private static final String CHILDREN = """
            {"type":"create","tableType":"child","tableName":"t0","using":"m","tagNum":2,"tags":[],"createList":[\
            {"tableName":"t0","using":"m","tagNum":2,"tags":[{"name":"g","type":4,"value":0},{"name":"loc","type":8,\
            "value":"\\"l0\\""}]},{"tableName":"t1","using":"m","tagNum":2,"tags":[{"name":"g","type":4,"value":1}]}]}""";
    private static final String ADD_COLUMN =
            "{\"type\":\"alter\",\"tableType\":\"super\",\"tableName\":\"m\",\"alterType\":5,\"colName\":\"w\",\"colType\":5}";
    private static final String LONGER = """
            {"type":"alter","tableType":"super","tableName":"m","alterType":7,"colName":"n","colType":8,"colLength":30}""";
    private static final String SET_TAG = """
            {"type":"alter","tableType":"child","tableName":"t1","alterType":4,"colName":"loc","colValue":"\\"zz\\"",\
            "colValueNull":false}""";
    private static final String DROP_COLUMN =
            "{\"type\":\"alter\",\"tableType\":\"super\",\"tableName\":\"m\",\"alterType\":6,\"colName\":\"w\"}";
    private static final String DROP_TABLE = "{\"type\":\"drop\",\"tableNameList\":[\"t1\"]}";
    private static final String DROP_STABLE = "{\"type\":\"drop\",\"tableType\":\"super\",\"tableName\":\"m\"}";

    private static TdengineServer server;

    private final String database = server.createDatabase("ms");
    private final List<SinkRecord> records = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void changesAndRowsTakeEffectInTheOrderOfTheirTopic() {
        event(CREATE);
        event(CHILDREN);
        row("t0", map("ts", TS, "v", 1L, "n", "short"));
        row("t1", map("ts", TS, "v", 2L, "n", "short"));
        event(ADD_COLUMN);
        event(LONGER);
        row("t0", map("ts", TS + 1, "v", 3L, "n", "longer than ten", "w", 7L));
        event(delete("t0", TS));
        row("t0", map("ts", TS + 2, "v", 4L));
        event(SET_TAG);
        // As after a crash before the commit.
        List<SinkRecord> again = List.copyOf(records);
        try (RunningSink sink = sink("apply.metadata", "true", "auto.evolve", "false", "auto.create.stable", "false")) {
            sink.putRecords(records);
            sink.writeAll(Records.upTo(records.size()));
            sink.putRecords(again);
            sink.writeAll(Records.upTo(records.size()));
            assertThat(sink.context.reported).extracting(BadRecord::reason).isEmpty();
        }

        assertThat(server.query("SELECT CAST(ts AS BIGINT), v, w FROM " + database + ".t0 ORDER BY ts"))
                .containsExactly(List.of(TS + 1, 3, 7L), Arrays.asList(TS + 2, 4, null));
        assertThat(server.count(database + ".t1")).isOne();
        assertThat(server.query("SELECT g FROM " + database + ".t1 WHERE loc = 'zz'"))
                .containsExactly(List.of(1));
    }

    @Test
    void dropsOnlyWhereThatIsAllowed() {
        event(CREATE);
        event(CHILDREN);
        event(ADD_COLUMN);
        row("t1", map("ts", TS, "v", 1L, "w", 1L));
        event(DROP_COLUMN);
        event(DROP_TABLE);
        try (RunningSink sink = sink("apply.metadata", "true")) {
            sink.putRecords(records);
            sink.writeAll(Records.upTo(records.size()));
            assertThat(sink.context.reported).isEmpty();
        }
        assertThat(server.query("SELECT w FROM " + database + ".t1")).containsExactly(List.of(1L));

        try (RunningSink sink = sink("apply.metadata", "true", "apply.metadata.drops", "true")) {
            sink.putRecords(records.subList(4, 6));
            row("t1", map("ts", TS + 1, "v", 2L));
            sink.putRecords(records.subList(6, 7));
            sink.writeAll(Records.upTo(records.size()));
            assertThat(server.query("SELECT CAST(ts AS BIGINT), v FROM " + database + ".t1"))
                    .containsExactly(List.of(TS + 1, 2));

            event(DROP_STABLE);
            event(DROP_STABLE);
            sink.putRecords(records.subList(7, 9));
            sink.writeAll(Records.upTo(records.size()));
            assertThat(sink.context.reported).isEmpty();
        }
        assertThat(server.query(
                        "SELECT stable_name FROM information_schema.ins_stables WHERE db_name = '" + database + "'"))
                .isEmpty();
    }

    @Test
    void isLeftOutByDefault() {
        event(CREATE);
        event("no JSON");
        try (RunningSink sink = sink()) {
            sink.putRecords(records);
            sink.writeAll(Records.upTo(records.size()));
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.query(
                        "SELECT stable_name FROM information_schema.ins_stables WHERE db_name = '" + database + "'"))
                .isEmpty();
    }

    @Test
    void whatCannotBeAppliedIsABadRecord() {
        event("no JSON");
        event(SET_TAG);
        event(CREATE);
        event(CHILDREN);
        row("t0", map("ts", TS, "v", 1L));
        try (RunningSink sink = sink("apply.metadata", "true")) {
            sink.putRecords(records);
            sink.writeAll(Records.upTo(records.size()));
            assertThat(sink.context.reported)
                    .extracting(bad -> bad.entry().kafkaOffset(), BadRecord::fault)
                    .containsExactlyInAnyOrder(tuple(0L, Fault.MALFORMED_TEXT), tuple(1L, Fault.MISSING_TABLE));
        }

        assertThat(server.count(database + ".t0")).isOne();
    }

    private RunningSink sink(String... namesAndValues) {
        List<String> all = new ArrayList<>(List.of("stable", "m", "table", "{header:table}", "tags", ""));
        all.addAll(List.of(namesAndValues));
        return new RunningSink(server, database, all.toArray(String[]::new));
    }

    private static String delete(String table, long time) {
        return "{\"type\":\"delete\",\"sql\":\"delete from `" + table + "` where `ts` >= " + time + " and `ts` <= "
                + time + "\"}";
    }

    private void event(String json) {
        SinkRecord event = Records.of(records.size(), json);
        event.headers().addString("td.metadata", "as the source writes it");
        event.headers().addString("td.database", database);
        records.add(event);
    }

    private void row(String table, Object row) {
        SinkRecord entry = Records.of(records.size(), row);
        entry.headers().addString("table", table);
        records.add(entry);
    }
}
