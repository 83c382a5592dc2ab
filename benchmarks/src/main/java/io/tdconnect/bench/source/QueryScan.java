// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.source;

import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.ProcessorTime;
import io.tdconnect.bench.harness.Rounds;
import io.tdconnect.bench.harness.Side;
import io.tdconnect.testing.TdengineServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The TDengine source's queries into Kafka, against a bare scan by the driver that reads and discards every cell,
 * alternating.
 *
 * <p>The scan uses the server's own order; the connector requests the order of time, so the server has to sort.
 */
final class QueryScan {
    private static final int RECORDS = Integer.getInteger("bench.records", 2_000_000);
    private static final String FORMS = System.getProperty("bench.forms", ".*");
    private static final int ROWS_OF_INSERT = 10_000;
    private static final int NO_BLOCK_IN_TIME = 0x231e;

    private final TdengineServer tdengine;
    private final Map<RecordForm, SourceCase> ceilings;
    private final String database;
    private final MeterTables tables;
    private final Side bare = new Side("bare_scan");
    /** The measured sources, each with the ceiling for records of the same form. */
    private final Map<SourceCase, SourceCase> forms = new LinkedHashMap<>();

    QueryScan(Cluster cluster, TdengineServer tdengine, Map<RecordForm, SourceCase> ceilings) {
        this.tdengine = tdengine;
        this.ceilings = ceilings;
        database = tdengine.createDatabase("ms");
        tables = new MeterTables(tdengine, database);
        ceilings.keySet().forEach(form -> {
            addForm("query_stable_" + form.name(), cluster, form, Map.of("select.from.stable", "true"));
            if (form.name().equals("50")) {
                addForm("query_tables_" + form.name(), cluster, form, Map.of());
            }
        });
    }

    private void addForm(String name, Cluster cluster, RecordForm form, Map<String, String> options) {
        if (name.matches(FORMS)) {
            Map<String, String> config = tables.source();
            config.put("read.mode", "query");
            config.put("database", database);
            config.putAll(form.optionsOfQuery());
            config.putAll(options);
            forms.put(new SourceCase(name, cluster, RECORDS, config), ceilings.get(form));
        }
    }

    /** Figures whose names begin with {@code query}; empty if no query is to be measured. */
    Map<String, String> run() throws Exception {
        if (forms.isEmpty()) {
            return Map.of();
        }
        System.out.println("Writing " + RECORDS + " rows of 5 columns and 2 tags …");
        fill();
        scan();
        for (SourceCase form : forms.keySet()) {
            form.warmUp();
        }
        List<Rounds> comparisons = forms.keySet().stream().map(this::comparison).toList();
        for (int round = 1; Rounds.again(comparisons); round++) {
            bare.add(scan());
            System.out.print("round " + round + ": " + bare);
            for (SourceCase form : forms.keySet()) {
                form.measure();
                System.out.print(", " + form.side());
            }
            System.out.println();
        }
        Map<String, String> figures = new LinkedHashMap<>();
        forms.forEach((form, ceiling) -> {
            comparison(form).addTo(figures, form.name() + "_");
            if (!Double.isNaN(ceiling.side().rate())) {
                figures.put(
                        form.name() + "_of_ceiling",
                        text("%.3f", form.side().rate() / ceiling.side().rate()));
            }
            form.side().addTo(figures, "rows");
        });
        bare.addTo(figures, "rows");
        return figures;
    }

    private Rounds comparison(SourceCase form) {
        return new Rounds(form.side(), bare);
    }

    private void fill() throws SQLException {
        try (Connection connection = DriverManager.getConnection(tdengine.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(tables.createStable());
            int rowsOfTable = RECORDS / MeterTables.SUBTABLES;
            for (int table = 0; table < MeterTables.SUBTABLES; table++) {
                for (int from = 0; from < rowsOfTable; from += ROWS_OF_INSERT) {
                    statement.execute(tables.insert(table, from, Math.min(rowsOfTable, from + ROWS_OF_INSERT)));
                }
            }
        }
    }

    /** What the driver reads. */
    private Measured scan() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return scanOnce();
            } catch (SQLException e) {
                // The driver (3.7.9) may stop requesting blocks, and then waits in vain.
                if (e.getErrorCode() != NO_BLOCK_IN_TIME || attempt == 5) {
                    throw e;
                }
            }
        }
    }

    private Measured scanOnce() throws SQLException {
        Measured.Running running = Measured.start(ProcessorTime::ofThisProcess);
        long rows = 0;
        String url = tdengine.jdbcUrl() + "&messageWaitTimeout=20000&varcharAsString=true";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT tbname, * FROM " + database + ".m")) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                for (int i = 1; i <= columns; i++) {
                    result.getObject(i);
                }
                rows++;
            }
        }
        if (rows != RECORDS) {
            throw new IllegalStateException("Expected " + RECORDS + " rows, found " + rows);
        }
        return running.after(RECORDS);
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
