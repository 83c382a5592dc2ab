// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import static io.tdconnect.tdengine.sink.Records.TOPIC;
import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.sink.Records;
import io.tdconnect.tdengine.sink.RunningSink;
import io.tdconnect.testing.TdengineServer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NullValuesIT {
    private static TdengineServer server;

    private final String database = server.createDatabase("us");
    private final List<SinkRecord> records = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = TdengineServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"meters", ""})
    void deletesRowsInOrderWithTheOthersOfTheirTable(String stable) {
        row(1, TS, 1);
        row(1, TS + 1, 2);
        row(2, TS, 3);
        deletion(1, TS);
        deletion(1, TS + 1);
        row(1, TS + 1, 4);
        deletion(2, TS + 5);
        deletion(99, TS);
        try (RunningSink sink = new RunningSink(
                server, database, "behavior.on.null.values", "delete-row", "stable", stable, "tags", "groupid")) {
            sink.putRecords(records);
            sink.writeAll(Records.upTo(records.size()));
            assertThat(sink.context.reported).isEmpty();
            records.clear();
            deletion(2, TS);
            sink.putRecords(records);
            sink.writeAll(Records.upTo(9));
            assertThat(sink.context.reported).isEmpty();
        }

        assertThat(server.query("SELECT CAST(ts AS BIGINT), v FROM " + database + ".d1"))
                .containsExactly(List.of((TS + 1) * 1000, 4L));
        assertThat(server.count(database + ".d2")).isZero();
    }

    private void row(long id, long ts, long v) {
        add(null, map("ts", ts, "id", id, "v", v, "groupid", 1L));
    }

    private void deletion(long id, long ts) {
        add(map("id", id, "ts", ts), null);
    }

    private void add(Object key, Object value) {
        long offset = records.size();
        records.add(new SinkRecord(TOPIC, 0, null, key, null, value, offset, TS, TimestampType.CREATE_TIME));
    }
}
