// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.source;

import com.sun.management.ThreadMXBean;
import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.ProcessorTime;
import io.tdconnect.bench.harness.Rounds;
import io.tdconnect.bench.harness.Side;
import io.tdconnect.tdengine.Encryption;
import io.tdconnect.tdengine.Gateway;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockColumn;
import io.tdconnect.tdengine.tmq.TmqClient;
import io.tdconnect.tdengine.tmq.TmqMessage;
import io.tdconnect.tdengine.tmq.TmqSubscription;
import io.tdconnect.testing.TdengineServer;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.types.Password;

/**
 * The TDengine source's subscription into Kafka, against the bare client of the gateway that decodes and discards every
 * cell, alternating; and that client's decoder against the driver's on the same messages.
 */
final class SubscriptionScan {
    private static final int RECORDS = Integer.getInteger("bench.records", 2_000_000);
    private static final String FORMS = System.getProperty("bench.forms", ".*");
    private static final int ROWS_OF_INSERT = 2_000;
    private static final int CAPTURED = 20;
    private static final int DECODE_RUNS = 8;
    private static final long DECODE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final TdengineServer tdengine;
    private final String database;
    private final MeterTables tables;
    private final String topic;
    private final Side bare = new Side("bare_client");
    /** The measured sources, each with the ceiling for records of the same form. */
    private final Map<SourceCase, SourceCase> forms = new LinkedHashMap<>();

    private int groups;

    SubscriptionScan(Cluster cluster, TdengineServer tdengine, Map<RecordForm, SourceCase> ceilings) {
        this.tdengine = tdengine;
        database = tdengine.createDatabase("ms");
        tables = new MeterTables(tdengine, database);
        topic = database + "_topic";
        ceilings.forEach((form, ceiling) -> {
            String name = "subscription_" + form.name();
            if (name.matches(FORMS)) {
                forms.put(source(name, cluster, form), ceiling);
            }
        });
    }

    private SourceCase source(String name, Cluster cluster, RecordForm form) {
        Map<String, String> config = tables.source();
        config.put("validate.connection", "false");
        config.put("topics", topic);
        config.putAll(form.options());
        return new SourceCase(name, cluster, RECORDS, config);
    }

    /** Figures whose names begin with {@code subscription} and {@code decode}, and the ceilings of Kafka Connect. */
    Map<String, String> run() throws Exception {
        System.out.println("Writing " + RECORDS + " rows of 5 columns to a topic …");
        fill();
        Map<String, String> figures = new LinkedHashMap<>();
        try {
            read();
            for (SourceCase form : forms.keySet()) {
                form.warmUp();
            }
            List<Rounds> comparisons =
                    forms.keySet().stream().map(this::comparison).toList();
            for (int round = 1; Rounds.again(comparisons); round++) {
                measure(round);
            }
            forms.forEach((form, ceiling) -> {
                comparison(form).addTo(figures, form.name() + "_");
                figures.put(
                        form.name() + "_of_ceiling",
                        text("%.3f", form.side().rate() / ceiling.side().rate()));
                form.side().addTo(figures, "rows");
                ceiling.side().addTo(figures, "rows");
            });
            bare.addTo(figures, "rows");
            if ("decode".matches(FORMS)) {
                decode(figures);
            }
        } finally {
            dropTopic();
        }
        return figures;
    }

    private Rounds comparison(SourceCase form) {
        return new Rounds(form.side(), bare);
    }

    private void fill() throws SQLException {
        execute(tables.createStable(), "CREATE TOPIC " + topic + " AS STABLE " + database + ".m");
        try (Connection connection = DriverManager.getConnection(tdengine.jdbcUrl());
                Statement statement = connection.createStatement()) {
            int rowsOfTable = RECORDS / MeterTables.SUBTABLES;
            for (int from = 0; from < rowsOfTable; from += ROWS_OF_INSERT) {
                for (int table = 0; table < MeterTables.SUBTABLES; table++) {
                    statement.execute(tables.insert(table, from, Math.min(rowsOfTable, from + ROWS_OF_INSERT)));
                }
            }
        }
    }

    /** What the bare client reads after the first tenth, as for the connector. */
    private Measured read() throws Exception {
        long rows = 0;
        long skipped = 0;
        Measured.Running running = Measured.start(ProcessorTime::ofThisProcess);
        Object[] cells = new Object[ROWS_OF_INSERT];
        try (TmqClient client = TmqClient.connect(gateway())) {
            client.subscribe(subscription());
            while (rows < RECORDS) {
                Optional<TmqMessage> message = client.poll(WAIT);
                if (message.isEmpty()) {
                    throw new IllegalStateException("Nothing more comes after " + rows + " of " + RECORDS + " rows");
                }
                for (Block block : message.get().blocks()) {
                    cells = block.rows() > cells.length ? new Object[block.rows()] : cells;
                    for (BlockColumn column : block.columns()) {
                        column.values(cells);
                    }
                    rows += block.rows();
                }
                if (rows <= RECORDS / 10) {
                    skipped = rows;
                    running = Measured.start(ProcessorTime::ofThisProcess);
                }
            }
            Measured measured = running.after(rows - skipped);
            client.unsubscribe();
            return measured;
        }
    }

    private void measure(int round) throws Exception {
        bare.add(read());
        System.out.print("round " + round + ": " + bare);
        for (SourceCase ceiling : new LinkedHashSet<>(forms.values())) {
            tell(ceiling);
        }
        for (SourceCase form : forms.keySet()) {
            tell(form);
        }
        System.out.println();
    }

    private static void tell(SourceCase measured) throws InterruptedException {
        measured.measure();
        System.out.print(", " + measured.side());
    }

    /** Processor time of decoding alone, the minimum of several runs. */
    private void decode(Map<String, String> figures) throws Exception {
        CapturedMessages messages = CapturedMessages.of(gateway(), subscription(), CAPTURED);
        double ours = nanosPerRow(messages::decode);
        double columns = nanosPerRow(messages::decodeColumnsByDriver);
        double records = nanosPerRow(messages::decodeRecordsByDriver);
        figures.put("decode_ratio", text("%.2f", records / ours));
        figures.put("decode_columns_ratio", text("%.2f", columns / ours));
        figures.put("decode_cpu_ns_per_row", text("%.0f", ours));
        figures.put("driver_cpu_ns_per_row", text("%.0f", records));
        figures.put("driver_columns_cpu_ns_per_row", text("%.0f", columns));
        figures.put("messages", Integer.toString(messages.messages()));
    }

    private static double nanosPerRow(Callable<Long> decoding) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double least = Double.MAX_VALUE;
        for (int run = 0; run < DECODE_RUNS; run++) {
            long start = threads.getCurrentThreadCpuTime();
            long rows = 0;
            long used = 0;
            while (used < DECODE_NANOS) {
                rows += decoding.call();
                used = threads.getCurrentThreadCpuTime() - start;
            }
            least = Math.min(least, (double) used / rows);
        }
        return least;
    }

    private void dropTopic() throws InterruptedException, SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                execute("DROP TOPIC IF EXISTS " + topic);
                return;
            } catch (SQLException e) {
                // A topic cannot be dropped for a while after its last consumer.
                if (attempt == 30) {
                    throw e;
                }
                Thread.sleep(1_000);
            }
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(tdengine.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private TmqSubscription subscription() {
        return TmqSubscription.of(database + "_" + ++groups, List.of(topic));
    }

    private Gateway gateway() {
        return new Gateway(
                List.of(tdengine.host() + ":" + tdengine.port()),
                Encryption.NONE,
                new Gateway.Login(tdengine.user(), new Password(tdengine.password())),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60));
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
