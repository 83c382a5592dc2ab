// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench;

import io.tdconnect.testing.TdengineServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The TDengine source's queries into Kafka, against a bare scan by the driver that reads every cell and does nothing with it,
 * alternating.
 *
 * <p>The scan has the server's own order; the connector asks for the order of time, which the server has to sort.
 */
final class QueryScan {
    private static final int RECORDS = Integer.getInteger("bench.records", 2_000_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final String FORMS = System.getProperty("bench.forms", ".*");
    private static final int ROWS_OF_INSERT = 10_000;
    private static final int NO_BLOCK_IN_TIME = 0x231e;

    private final Cluster cluster;
    private final TdengineServer tdengine;
    private final String database;
    private final MeterTables tables;
    private final List<Double> bare = new ArrayList<>();
    private final List<Form> forms = new ArrayList<>();

    /** A way to read, and what was measured of it. */
    private record Form(String text, Map<String, String> options, List<Double> rates) {
        Form(String text, String... options) {
            this(text, new LinkedHashMap<>(), new ArrayList<>());
            for (int i = 0; i < options.length; i += 2) {
                this.options.put(options[i], options[i + 1]);
            }
        }
    }

    QueryScan(Cluster cluster, TdengineServer tdengine) {
        this.cluster = cluster;
        this.tdengine = tdengine;
        database = tdengine.createDatabase("ms");
        tables = new MeterTables(tdengine, database);
        addForm(new Form("stable_50", "select.from.stable", "true", "rows.per.record", "50", "batch.rows", "20000"));
        addForm(new Form("stable_1", "select.from.stable", "true"));
        addForm(new Form("tables_50", "rows.per.record", "50"));
    }

    private void addForm(Form form) {
        if (form.text.matches(FORMS)) {
            forms.add(form);
        }
    }

    /** Figures whose names begin with {@code query}; {@code query_ratio} is that of records of 50 rows. */
    Map<String, String> run() throws Exception {
        System.out.println("Writing " + RECORDS + " rows of 5 columns and 2 tags …");
        fill();
        scan();
        measure("query-warm-up", forms.get(0));
        bare.clear();
        forms.get(0).rates.clear();
        for (int round = 1; round <= ROUNDS; round++) {
            bare.add(scan());
            System.out.printf(Locale.ROOT, "round %d: bare scan %,.0f rows/s", round, bare.get(round - 1));
            for (Form form : forms) {
                measure("query-" + form.text + "-" + round, form);
                System.out.printf(Locale.ROOT, ", %s %,.0f", form.text, form.rates.get(round - 1));
            }
            System.out.println();
        }
        Map<String, String> figures = new LinkedHashMap<>();
        for (Form form : forms) {
            double rate = SinkCase.median(form.rates);
            String prefix = form.equals(forms.get(0)) ? "query_" : "query_" + form.text + "_";
            figures.put(prefix + "ratio", text("%.3f", rate / SinkCase.median(bare)));
            figures.put(prefix + "rows_per_s", text("%.0f", rate));
        }
        figures.put("bare_scan_rows_per_s", text("%.0f", SinkCase.median(bare)));
        return figures;
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

    /** Rows a second of the driver. */
    private double scan() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return scanOnce();
            } catch (SQLException e) {
                // The driver (3.7.9) can stop asking for blocks, and then waits in vain.
                if (e.getErrorCode() != NO_BLOCK_IN_TIME || attempt == 5) {
                    throw e;
                }
            }
        }
    }

    private double scanOnce() throws SQLException {
        long begin = System.nanoTime();
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
        return RECORDS * 1e9 / (System.nanoTime() - begin);
    }

    private void measure(String topic, Form form) throws InterruptedException {
        cluster.kafka().topics().create(topic, 1);
        Map<String, String> config = tables.source(topic);
        config.putAll(form.options);
        config.put("read.mode", "query");
        config.put("database", database);
        cluster.rest().putConnector(topic, config);
        TopicPoints.awaitQuiet(cluster.kafka(), topic);
        form.rates.add(TopicPoints.rate(cluster.kafka(), topic, RECORDS));
        cluster.rest().deleteConnector(topic);
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
