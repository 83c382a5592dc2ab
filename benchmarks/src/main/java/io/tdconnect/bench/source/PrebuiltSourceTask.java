// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/**
 * Returns readings as the TDengine source does, in batches of some thousand rows, and then nothing more.
 *
 * <p>It must not use other classes of the suite: the worker does not have them.
 */
public final class PrebuiltSourceTask extends SourceTask {
    static final String ROWS = "rows";
    static final String ROWS_PER_RECORD = "rows.per.record";
    static final String KAFKA_TOPIC = "kafka.topic";
    static final String VALUE_FORMAT = "value.format";

    private static final int TABLES = 100;
    private static final int TABLES_OF_BATCH = 5;
    private static final int ROWS_OF_TABLE = 2_000;
    private static final long BEGIN = 1_700_000_000_000L;
    private static final Schema SCHEMA = SchemaBuilder.struct()
            .field(
                    "time",
                    SchemaBuilder.int64()
                            .name("io.tdconnect.Timestamp")
                            .parameter("unit", "ms")
                            .build())
            .field("id", Schema.OPTIONAL_INT64_SCHEMA)
            .field("current", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("voltage", Schema.OPTIONAL_INT64_SCHEMA)
            .field("phase", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("groupid", Schema.OPTIONAL_INT64_SCHEMA)
            .field("location", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema LIST = SchemaBuilder.array(SCHEMA).build();

    private static final JsonConverter JSON = new JsonConverter();

    static {
        JSON.configure(Map.of("schemas.enable", "false"), false);
    }

    private final List<List<SourceRecord>> batches = new ArrayList<>();
    private long left;
    private int next;

    @Override
    public String version() {
        return "bench";
    }

    @Override
    public void start(Map<String, String> props) {
        left = Long.parseLong(props.get(ROWS));
        int size = Integer.parseInt(props.get(ROWS_PER_RECORD));
        boolean asText = "json".equals(props.get(VALUE_FORMAT));
        String topic = String.valueOf(props.get(KAFKA_TOPIC));
        for (int table = 0; table < TABLES; table += TABLES_OF_BATCH) {
            List<SourceRecord> batch = new ArrayList<>();
            for (int i = table; i < table + TABLES_OF_BATCH; i++) {
                addRecords(batch, i, size, topic);
            }
            if (asText) {
                batch.replaceAll(PrebuiltSourceTask::asText);
            }
            batches.add(batch);
        }
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        if (left <= 0) {
            TimeUnit.MILLISECONDS.sleep(500);
            return null;
        }
        left -= TABLES_OF_BATCH * ROWS_OF_TABLE;
        next = (next + 1) % batches.size();
        return batches.get(next);
    }

    @Override
    public void stop() {}

    private static void addRecords(List<SourceRecord> batch, int table, int size, String topic) {
        Map<String, ?> partition = Map.of("topic", "prebuilt", "vgroup", 2L);
        Map<String, ?> offset = Map.of("position", 1_000L);
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("td.database", "power")
                .addString("td.stable", "m")
                .addString("td.table", "d" + table)
                .addString("td.tags", "groupid,location")
                .addString("td.timestamp", "time");
        for (int from = 0; from < ROWS_OF_TABLE; from += size) {
            List<Struct> rows = new ArrayList<>();
            for (int row = from; row < from + size; row++) {
                rows.add(row(table, row));
            }
            batch.add(new SourceRecord(
                    partition,
                    offset,
                    topic,
                    null,
                    Schema.STRING_SCHEMA,
                    "d" + table,
                    size == 1 ? SCHEMA : LIST,
                    size == 1 ? rows.get(0) : rows,
                    null,
                    headers.duplicate()));
        }
    }

    private static SourceRecord asText(SourceRecord record) {
        byte[] json = JSON.fromConnectData(record.topic(), record.valueSchema(), record.value());
        return record.newRecord(
                record.topic(),
                null,
                record.keySchema(),
                record.key(),
                Schema.STRING_SCHEMA,
                new String(json, StandardCharsets.UTF_8),
                null,
                record.headers());
    }

    private static Struct row(int table, int row) {
        return new Struct(SCHEMA)
                .put("time", BEGIN + row * 1_000L)
                .put("id", (long) table)
                .put("current", 10 + row % 97 / 100.0)
                .put("voltage", 220L + row % 7)
                .put("phase", row % 89 / 100.0)
                .put("groupid", table % 10L)
                .put("location", "California.SanDiego.Downtown.FifthAvenue.Building-");
    }
}
