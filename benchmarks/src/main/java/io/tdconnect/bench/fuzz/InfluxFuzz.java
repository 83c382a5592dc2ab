// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.window.SegmentRows;
import io.tdconnect.influxdb.InfluxSourceConfig;
import io.tdconnect.influxdb.client.AnswerReader;
import io.tdconnect.influxdb.client.BucketMapping;
import io.tdconnect.influxdb.client.FieldType;
import io.tdconnect.influxdb.client.HttpInfluxClient;
import io.tdconnect.influxdb.client.InfluxException;
import io.tdconnect.influxdb.read.MeasurementQueries;
import io.tdconnect.influxdb.record.MeasurementFields;
import io.tdconnect.influxdb.record.PointConverter;
import io.tdconnect.influxdb.record.RecordOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/** Answers of an InfluxDB server. */
final class InfluxFuzz {
    private static final List<String> KEYS =
            List.of("results", "series", "name", "tags", "columns", "values", "partial", "error", "statement_id");
    private static final MeasurementFields FIELDS = MeasurementFields.of(
            "m",
            Map.of(
                    "f", EnumSet.of(FieldType.FLOAT, FieldType.INTEGER),
                    "s", EnumSet.of(FieldType.STRING),
                    "u", EnumSet.of(FieldType.UNSIGNED)),
            RecordOptions.ConflictPolicy.WIDEN);
    private static final List<String> BUCKETS = List.of(
            "{\"links\":{\"self\":\"/api\"},\"buckets\":[{\"id\":\"0a\",\"orgID\":\"0b\",\"name\":\"b\",\"labels\":[]}]}",
            "{\"content\":[{\"id\":\"1\",\"bucketID\":\"2\",\"database\":\"b\",\"retention_policy\":\"autogen\","
                    + "\"default\":true,\"virtual\":false}]}");

    private InfluxFuzz() {}

    /** All targets. */
    static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.of(
                        "influxdb.answers",
                        InfluxFuzz::answer,
                        IOException.class,
                        InfluxException.class,
                        ConnectException.class),
                FuzzTarget.of("influxdb.json", InfluxFuzz::buckets, IOException.class));
    }

    private static void answer(FuzzInputs in) throws IOException, InfluxException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream pack = new DataOutputStream(bytes);
        if (in.oneIn(4)) {
            value(in, pack, 5);
        } else {
            chunk(in, pack);
        }
        byte[] answer = in.oneIn(3) ? bytes.toByteArray() : in.damaged(bytes.toByteArray());
        SegmentRows rows = rows(in.one(RecordOptions.ValueFormat.values()));
        new AnswerReader(new ByteArrayInputStream(answer))
                .read(HttpInfluxClient.target(MeasurementQueries.rowsTo(rows)));
        rows.end(Map.of());
    }

    private static void buckets(FuzzInputs in) throws IOException {
        BucketMapping.objects(in.json(BUCKETS), in.one("buckets", "content"));
    }

    private static SegmentRows rows(RecordOptions.ValueFormat format) {
        Map<String, String> options = Map.of(
                "url", "http://localhost",
                "bucket", "d",
                "begin.time", "2024-01-01T00:00:00Z",
                "value.format", EnumOption.nameOf(format));
        PointConverter converter = new PointConverter(
                RecordOptions.from(new InfluxSourceConfig(options)), "d", "m", Map.of("database", "d"));
        converter.ask(FIELDS);
        return DiscardedPoints.rows(converter);
    }

    private static void chunk(FuzzInputs in, DataOutputStream pack) throws IOException {
        map(pack, 1);
        text(pack, "results");
        array(pack, 1);
        map(pack, 2);
        text(pack, "statement_id");
        pack.write(0);
        text(pack, "series");
        array(pack, 1);
        map(pack, 4);
        text(pack, "name");
        text(pack, in.name());
        text(pack, "tags");
        map(pack, 1);
        text(pack, in.name());
        text(pack, in.text());
        int columns = in.below(4) > 0 ? 5 : 1 + in.count(3, 40);
        text(pack, "columns");
        array(pack, columns);
        for (int i = 0; i < columns; i++) {
            text(pack, i == 0 && in.below(8) > 0 ? "time" : in.name());
        }
        text(pack, "values");
        int rows = columns > 100 ? 2 : in.count(4, 30);
        array(pack, rows);
        for (int i = 0; i < rows; i++) {
            array(pack, columns);
            for (int column = 0; column < columns; column++) {
                if (column == 0 && in.below(8) > 0) {
                    time(in, pack);
                } else {
                    value(in, pack, 1);
                }
            }
        }
    }

    private static void time(FuzzInputs in, DataOutputStream pack) throws IOException {
        pack.write(0xc7);
        pack.write(12);
        pack.write(5);
        pack.writeLong(in.oneIn(5) ? in.random().nextLong() : 1_700_000_000L + in.below(1000));
        pack.writeInt(in.oneIn(5) ? in.size() : in.below(1_000_000_000));
    }

    private static void value(FuzzInputs in, DataOutputStream pack, int depth) throws IOException {
        switch (in.below(depth > 0 ? 12 : 9)) {
            case 0 -> pack.write(in.below(256));
            case 1 -> {
                pack.write(in.one(0xcb, 0xcf, 0xd3));
                pack.writeLong(in.random().nextLong());
            }
            case 2 -> {
                pack.write(in.one(0xca, 0xce, 0xd2));
                pack.writeInt(in.size());
            }
            case 3 -> {
                pack.write(in.one(0xc4, 0xc5, 0xc6, 0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf, 0xc7, 0xc8, 0xc9));
                pack.writeInt(in.size());
            }
            case 4, 5 -> text(pack, in.one(KEYS));
            case 6 -> pack.write(0xc0);
            case 7 -> pack.write(in.one(0xc2, 0xc3));
            case 8 -> text(pack, in.text());
            case 9 -> elements(in, pack, depth);
            case 10 -> {
                int entries = in.below(5);
                map(pack, entries);
                for (int i = 0; i < entries; i++) {
                    text(pack, in.one(KEYS));
                    value(in, pack, depth - 1);
                }
            }
            default -> {
                for (int i = in.count(200, 5); i > 0; i--) {
                    array(pack, 1);
                }
            }
        }
    }

    private static void elements(FuzzInputs in, DataOutputStream pack, int depth) throws IOException {
        int elements = in.count(5, 8);
        array(pack, elements);
        for (int i = 0; i < elements; i++) {
            value(in, pack, depth - 1);
        }
    }

    private static void map(DataOutputStream pack, int entries) throws IOException {
        pack.write(0xdf);
        pack.writeInt(entries);
    }

    private static void array(DataOutputStream pack, int elements) throws IOException {
        pack.write(0xdd);
        pack.writeInt(elements);
    }

    private static void text(DataOutputStream pack, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        pack.write(0xdb);
        pack.writeInt(bytes.length);
        pack.write(bytes);
    }
}
