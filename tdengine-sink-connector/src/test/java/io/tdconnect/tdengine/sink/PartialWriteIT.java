// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static io.tdconnect.tdengine.sink.Records.TS;
import static io.tdconnect.tdengine.sink.Records.meter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.tdengine.driver.TdengineConnections;
import io.tdconnect.tdengine.sink.config.TableOptions;
import io.tdconnect.tdengine.sink.config.TableOptions.TagPolicy;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.table.FirstValues;
import io.tdconnect.tdengine.sink.table.RowBinder;
import io.tdconnect.tdengine.sink.table.Subtables;
import io.tdconnect.tdengine.sink.table.TableEvolution;
import io.tdconnect.tdengine.sink.write.RowWriter;
import io.tdconnect.tdengine.sink.write.SinkConnection;
import io.tdconnect.tdengine.sink.write.SinkMetrics;
import io.tdconnect.tdengine.sink.write.StmtRowWriter;
import io.tdconnect.tdengine.sink.write.TableWriter;
import io.tdconnect.testing.TdengineServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class PartialWriteIT {
    @Test
    void aRetryAfterAPartialWriteEndsInTheSameRows() throws SQLException, InterruptedException {
        try (TdengineServer server = TdengineServer.start()) {
            String database = server.createDatabase("ms");
            TdengineSinkConfig config = new TdengineSinkConfig(RunningSink.config(server, database));
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                rows.addAll(config.mapper().map(Records.of(i, meter(i % 10, TS + i)), new ArrayList<>()));
            }
            try (SinkConnection connection =
                    new SinkConnection(TdengineConnections.from(config), new ReentrantLock(), new SinkMetrics())) {
                TableWriter writer = writer(config, connection);

                assertThatThrownBy(() -> writer.writeRows(rows)).isInstanceOf(SQLException.class);
                assertThat(server.count(database + ".meters")).isEqualTo(100);
                assertThat(writer.writeRows(rows)).isEmpty();
                assertThat(server.count(database + ".meters")).isEqualTo(200);
            }
        }
    }

    /** Writes half of its first batch and fails, like a server that stops meanwhile. */
    private static TableWriter writer(TdengineSinkConfig config, SinkConnection connection) {
        RowWriter whole = new StmtRowWriter(connection, new SinkMetrics());
        boolean[] failed = new boolean[1];
        RowWriter halting = batch -> {
            if (!failed[0]) {
                failed[0] = true;
                whole.writeBatch(batch.firstHalf());
                throw new SQLException("server is away", null, 0x2318);
            }
            whole.writeBatch(batch);
        };
        RowBinder binder = new RowBinder(
                new TableEvolution(connection, TableOptions.from(config), new FirstValues()),
                new Subtables(connection, true, TagPolicy.IGNORE),
                Records.TIMES,
                Records.FAULTS);
        return new TableWriter(binder, halting, connection);
    }
}
