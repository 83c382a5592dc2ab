// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.SinkPreview;
import io.tdconnect.tdengine.sink.TdengineSinkConnector;
import io.tdconnect.tdengine.sink.config.MetadataOptions;
import io.tdconnect.tdengine.sink.config.RowOptions;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.metadata.MetadataChange;
import io.tdconnect.tdengine.sink.metadata.MetadataReader;
import io.tdconnect.tdengine.sink.metadata.MetadataSql;
import io.tdconnect.tdengine.sink.table.CellConverter;
import io.tdconnect.tdengine.sink.table.SqlLiteral;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Records for the sink, converted to SQL and cells. */
final class SinkFuzz {
    private static final List<String> ROWS = List.of(
            "{\"ts\":1700000000123,\"id\":1,\"current\":10.77,\"voltage\":\"222V\",\"data\":{\"v\":[1,{\"w\":2}]}}",
            "[{\"id\":1,\"s\":\"x\"},{\"id\":2,\"ts\":1700000000123}]",
            "{\"id\":9223372036854775808,\"ts\":\"2024-02-01T10:00:00.123456789Z\",\"s\":null}");
    private static final List<String> LINES = List.of(
            "meters,location=California.LosAngeles,groupid=2 current=11.8,voltage=221i,phase=0.28f32,b=t 1648432611249",
            "m,t\\ 1=a\\,b n=L\"é\\\"x\",u=5u64,h=0x1f 1700000000123456789\n# comment\nm v=1.000i64",
            "m,td.type=x v=\"text with \\\\ and \\\" quotes\",c=1i8,d=1e5f64");
    private static final List<String> TELNET = List.of(
            "put meters.current 1648432611249 10.3 location=California.SanFrancisco groupid=2",
            "meters.voltage 1648432611 219 location=a\\ b groupid=\"3\"\nput x 1700000000123 true a=1");
    private static final List<String> OPENTSDB = List.of(
            "[{\"metric\":\"m\",\"timestamp\":1648432611249,\"value\":10.3,\"tags\":{\"location\":\"a\",\"groupid\":2}}]",
            "{\"metric\":\"m\",\"timestamp\":{\"value\":1648432611,\"type\":\"s\"},"
                    + "\"value\":{\"value\":1.5,\"type\":\"float\"},\"tags\":{\"t\":{\"value\":true,\"type\":\"bool\"}}}");
    private static final List<String> EVENTS = List.of(
            "{\"type\":\"create\",\"tableType\":\"super\",\"tableName\":\"m\",\"columns\":[{\"name\":\"ts\",\"type\":9},"
                    + "{\"name\":\"n\",\"type\":8,\"length\":10},{\"name\":\"d\",\"type\":21,\"length\":2562}],"
                    + "\"tags\":[{\"name\":\"g\",\"type\":4}]}",
            "{\"type\":\"create\",\"tableType\":\"child\",\"tableName\":\"t\",\"using\":\"m\",\"tagNum\":300000000,\"tags\":[]}",
            "{\"type\":\"create\",\"tableType\":\"child\",\"tableName\":\"t\",\"using\":\"m\",\"tagNum\":2,\"tags\":["
                    + "{\"name\":\"g\",\"type\":4,\"value\":2},{\"name\":\"l\",\"type\":8,\"value\":\"\\\"x\\\"\"}],\"createList\":[]}",
            "{\"type\":\"alter\",\"tableType\":\"super\",\"tableName\":\"m\",\"alterType\":5,\"colName\":\"w\",\"colType\":10,"
                    + "\"colLength\":70}",
            "{\"type\":\"alter\",\"tableType\":\"child\",\"tableName\":\"m\",\"alterType\":4,\"colName\":\"g\","
                    + "\"colValue\":\"1\",\"colValueNull\":false}",
            "{\"type\":\"drop\",\"tableType\":\"child\",\"tableNameList\":[\"a\",\"b\"]}",
            "{\"type\":\"delete\",\"sql\":\"delete from `t` where `ts` >= 1 and `ts` <= 2\"}");

    private SinkFuzz() {}

    /** All targets. */
    static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.with("sink.rows", () -> rows(Map.of()), DataException.class),
                FuzzTarget.with(
                        "sink.names",
                        () -> rows(Map.of(
                                "table.name.policy",
                                "truncate-with-hash",
                                "stable",
                                "m_{s:x}",
                                "table",
                                "{id:x}_{v:}")),
                        DataException.class),
                FuzzTarget.of("sink.cells", SinkFuzz::cell, DataException.class),
                FuzzTarget.with("sink.line", () -> text("line", LINES), DataException.class),
                FuzzTarget.with("sink.telnet", () -> text("telnet", TELNET), DataException.class),
                FuzzTarget.with("sink.json", () -> text("json", OPENTSDB), DataException.class),
                FuzzTarget.with("sink.metadata", SinkFuzz::metadata, DataException.class));
    }

    private static FuzzTarget.Code rows(Map<String, String> more) {
        Map<String, String> options =
                new HashMap<>(Map.of("database", "power", "stable", "meters", "table", "d{id:x}", "tags", "id,s"));
        options.putAll(more);
        SinkPreview preview = new SinkPreview(options);
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false"), false);
        return in -> {
            SchemaAndValue value = in.below(3) == 0
                    ? FuzzRows.struct(in)
                    : in.oneIn(2)
                            ? new SchemaAndValue(null, FuzzRows.map(in))
                            : converter.toConnectData("t", in.json(ROWS).getBytes(StandardCharsets.UTF_8));
            preview.rows(entry(in, value));
        };
    }

    private static FuzzTarget.Code text(String format, List<String> samples) {
        SinkPreview preview = new SinkPreview(Map.of("database", "power", "value.format", format));
        return in -> {
            String text = format.equals("json") ? in.json(samples) : lines(in, samples);
            Object value = in.oneIn(4) ? in.utf8(text) : text;
            preview.rows(entry(in, new SchemaAndValue(null, value)));
        };
    }

    private static String lines(FuzzInputs in, List<String> samples) {
        return switch (in.below(6)) {
            case 0 -> in.name() + in.one(",", " ") + in.name() + "=" + in.number() + in.one("", " ") + in.number();
            case 1 ->
                "m,t=" + in.text() + " v=" + in.number() + in.one("", "i", "u", "i64", "f32", "u8") + " " + in.number();
            case 2 -> "m,a=b v=" + in.count(3, 20) + (",x" + in.below(99) + "=1i").repeat(in.count(3, 8)) + " 1";
            case 3 -> (in.one(samples) + '\n').repeat(in.count(3, 100));
            default -> in.damaged(in.one(samples));
        };
    }

    private static FuzzTarget.Code metadata() {
        Map<String, String> properties = Map.of("connection.url", "localhost:6041", "database", "power");
        RowOptions rows = RowOptions.from(new AbstractConfig(new TdengineSinkConnector().config(), properties, false));
        MetadataReader events = new MetadataReader(rows, true);
        MetadataOptions options = MetadataOptions.everywhere(true);
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false"), false);
        return in -> {
            String json = in.json(EVENTS);
            SchemaAndValue value = in.oneIn(2)
                    ? new SchemaAndValue(null, json)
                    : converter.toConnectData("t", json.getBytes(StandardCharsets.UTF_8));
            SinkRecord entry = entry(in, value);
            entry.headers().addString("td.metadata", "x");
            List<BadRecord> bad = new ArrayList<>();
            MetadataChange change = events.change(entry, bad);
            if (change != null) {
                MetadataSql.of(change.database(), change.event(), options);
            }
        };
    }

    private static void cell(FuzzInputs in) {
        ColumnType type = in.one(ColumnType.values());
        Column column = in.oneIn(2)
                ? new Column("c", type, in.below(70_000))
                : Column.described("c", type.sql() + in.one("", "(38,10)", "(10,2)", "(18,18)"), in.below(100), false);
        CellConverter converter =
                new CellConverter(in.one(Precision.values()), TimestampUnit.AUTO, in.one(Rounding.values()));
        SchemaAndValue value = in.oneIn(2)
                ? new SchemaAndValue(null, FuzzRows.value(in, 2))
                : new SchemaAndValue(Schema.OPTIONAL_STRING_SCHEMA, in.one(in.number(), in.text()));
        if (value.value() != null) {
            Object cell = converter.cell(column, value.value(), value.schema());
            SqlLiteral.append(new StringBuilder(), column, cell);
        }
    }

    private static SinkRecord entry(FuzzInputs in, @Nullable SchemaAndValue value) {
        SinkRecord entry = new SinkRecord(
                in.oneIn(20) ? in.name() : "meters",
                0,
                null,
                "key",
                value == null ? null : value.schema(),
                value == null ? null : value.value(),
                1,
                1_700_000_000_000L,
                TimestampType.CREATE_TIME);
        FuzzRows.addHeaders(in, entry.headers());
        return entry;
    }
}
