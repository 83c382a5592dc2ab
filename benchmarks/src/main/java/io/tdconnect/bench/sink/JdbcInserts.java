// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.sink;

import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.Meters;
import io.tdconnect.bench.harness.ProcessorTime;
import io.tdconnect.testing.TdengineServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;

/** Writes the same rows with the driver's prepared statement on one connection, without Kafka. */
final class JdbcInserts {
    private static final int BATCH = 10_000;
    private static final String COLUMNS =
            "(ts timestamp, id bigint, `current` double, voltage bigint, phase double) tags (groupid bigint, location varchar(64))";

    private JdbcInserts() {}

    static Measured measure(TdengineServer tdengine, String database, long rows, int subtables) throws SQLException {
        try (Connection connection = DriverManager.getConnection(tdengine.jdbcUrl())) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create database " + database + " buffer 16");
                statement.execute("create stable " + database + ".meters " + COLUMNS);
            }
            String insert = "insert into " + database
                    + ".meters (ts,id,`current`,voltage,phase,tbname,groupid,location) values (?,?,?,?,?,?,?,?)";
            Measured.Running running = Measured.start(ProcessorTime::ofThisProcess);
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (long row = 0; row < rows; row++) {
                    bind(statement, row, subtables);
                    statement.addBatch();
                    if (row % BATCH == BATCH - 1 || row == rows - 1) {
                        statement.executeBatch();
                    }
                }
            }
            return running.after(rows);
        }
    }

    private static void bind(PreparedStatement statement, long row, int subtables) throws SQLException {
        long meter = row % subtables;
        statement.setTimestamp(1, new Timestamp(Meters.timestamp(row, subtables)));
        statement.setLong(2, meter);
        statement.setDouble(3, Meters.current(row));
        statement.setLong(4, Meters.voltage(row));
        statement.setDouble(5, Meters.phase(row));
        statement.setString(6, "d" + meter);
        statement.setLong(7, meter % 10);
        statement.setString(8, Meters.location(50));
    }
}
