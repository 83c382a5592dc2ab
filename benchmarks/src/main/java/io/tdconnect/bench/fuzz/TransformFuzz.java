// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import io.tdconnect.common.record.Routing;
import io.tdconnect.transforms.AddTag;
import io.tdconnect.transforms.Compute;
import io.tdconnect.transforms.Explode;
import io.tdconnect.transforms.Extract;
import io.tdconnect.transforms.Filter;
import io.tdconnect.transforms.MapToTable;
import io.tdconnect.transforms.ParseJson;
import io.tdconnect.transforms.ParseRegex;
import io.tdconnect.transforms.Pivot;
import io.tdconnect.transforms.RenameTable;
import io.tdconnect.transforms.Split;
import io.tdconnect.transforms.SplitToRows;
import io.tdconnect.transforms.TaosxParser;
import io.tdconnect.transforms.Unpivot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/** Options and messages for the transforms; every second input has random options. */
final class TransformFuzz {
    private static final List<String> MESSAGES = List.of(
            "{\"ts\":1700000000123,\"id\":1,\"current\":10.77,\"voltage\":\"222V\",\"s\":\"a-b-c\",\"data\":{\"v\":[1,{\"w\":2}]}}",
            "[{\"id\":1,\"s\":\"x\"},{\"id\":2,\"ts\":1700000000123}]",
            "{\"id\":9223372036854775808,\"ts\":\"2024-02-01T10:00:00.123456789Z\",\"s\":null}");
    private static final List<String> RENAME = List.of(
            "rename-table",
            "rename-child-table",
            "rename-super-table",
            ":",
            ":prefix:",
            ":suffix:",
            ":template:",
            "{name}",
            "{id}",
            ":replace_with_regex:",
            "^prefix1(?<old>.*)",
            "::",
            "$old",
            "${old}",
            "$1",
            "$",
            "x",
            "\n",
            "-T ",
            "{",
            "}");
    private static final List<String> FORMAT =
            List.of("${", "}", "id", "s", ".pad(5, '0')", ".trim()", "-", "$", "{", "\"", "'", " ", "+");
    private static final List<String> LIST = List.of(
            "id",
            "ts",
            "$.data.v",
            "[0]",
            ":INT",
            ":TIMESTAMP(ms)",
            ":VARCHAR(",
            "9",
            ")",
            " as ",
            "x",
            ",",
            " ",
            "$",
            "..",
            "*",
            "::",
            "DECIMAL(38,10)",
            "(",
            "'",
            "é");
    private static final List<String> RULES = List.of(
            "{\"a\":{\"format\":\"%s\",\"type\":\"VARCHAR(9)\"}}",
            "{\"a\":{\"expr\":\"%s\",\"as\":\"DOUBLE\"},\"b\":{\"value\":1}}",
            "{\"a\":{\"join\":[\"id\",\"s\"],\"with\":\"%s\"}}",
            "{\"a\":{\"sum\":[\"id\",\"v\"]},\"b\":{\"cast\":\"%s\"}}");
    private static final List<String> DOCUMENTS = List.of(
            "{\"parse\":{\"payload\":{\"json\":[{\"name\":\"ts\",\"alias\":\"ts\",\"cast\":\"TIMESTAMP\"},"
                    + "{\"name\":\"$.id\",\"alias\":\"id\",\"cast\":\"INT\"}]}},"
                    + "\"model\":{\"name\":\"d{id}\",\"using\":\"meters\",\"columns\":[\"ts\"],\"tags\":[\"id\"]}}",
            "{\"parse\":{\"ts\":{\"as\":\"timestamp(ms)\"},\"topic\":{\"as\":\"varchar\",\"alias\":\"t\"},"
                    + "\"offset\":{\"as\":\"bigint\",\"alias\":\"o\"},\"value\":{\"json\":[\"id::int\",\"s::binary\"]}},"
                    + "\"model\":[{\"name\":\"t_{t}\",\"using\":\"k\",\"tags\":[\"t\"],\"columns\":[\"ts\",\"o\",\"id\",\"s\"]}]}",
            "{\"parse\":{\"value\":{\"json\":\"\"}},\"mutate\":[{\"filter\":[\"id != 1\"]},"
                    + "{\"map\":{\"x\":{\"expr\":\"id * 2\",\"as\":\"DOUBLE\"}}}],"
                    + "\"model\":{\"name\":\"t_{id}\",\"using\":\"m\",\"columns\":[\"ts\",\"x\"],\"tags\":[\"id\"]}}");

    private TransformFuzz() {}

    static List<FuzzTarget> targets() {
        return Stream.of(parsing(), making(), reshaping(), changing())
                .flatMap(List::stream)
                .toList();
    }

    private static List<FuzzTarget> parsing() {
        return List.of(
                target("transforms.json", ParseJson.Value::new, TransformFuzz::json),
                target(
                        "transforms.regex",
                        ParseRegex.Value::new,
                        in -> options("regex", TextFuzz.regex(in), "fields", in.below(3) > 0 ? "" : "a:INT")),
                target(
                        "transforms.extract",
                        Extract.Value::new,
                        in -> options("field", "s", "regex", TextFuzz.regex(in), "on.mismatch", "null")),
                target("transforms.split", Split.Value::new, TransformFuzz::split));
    }

    private static List<FuzzTarget> making() {
        return List.of(
                target(
                        "transforms.rows",
                        SplitToRows.Value::new,
                        in -> options(
                                "field",
                                in.one("s", "data.v"),
                                "delimiter",
                                in.one(",", ";", "x", in.text()),
                                "value.type",
                                in.one("DOUBLE", "VARCHAR"),
                                "on.mismatch",
                                in.one("fail", "null"))),
                target(
                        "transforms.explode",
                        Explode.Value::new,
                        in -> options("field", in.one("data", "$.data.v", "$.data[*].points[*]", in.pieces(LIST, 4)))),
                target(
                        "transforms.explode.marks",
                        Explode.Value::new,
                        in -> options(
                                "field",
                                in.one("data", "$.data.v"),
                                "index.field",
                                "n",
                                "time.field",
                                in.one("ts", "s", "v"),
                                "time.step",
                                in.one("1ms", "999999999s", "1ns", in.text()))));
    }

    private static List<FuzzTarget> reshaping() {
        return List.of(
                target(
                        "transforms.json.field",
                        ParseJson.Value::new,
                        in -> options("field", in.one("s", "data", "v"), "nested", in.one("keep", "flatten"))),
                target(
                        "transforms.pivot",
                        Pivot.Value::new,
                        in -> options(
                                "name.field",
                                in.one("s", "v"),
                                "value.field",
                                in.one("id", "voltage", "data"),
                                "max.names",
                                in.one("1", "1000"))),
                target(
                        "transforms.unpivot",
                        Unpivot.Value::new,
                        in -> options(
                                "fields",
                                in.one("v, voltage", in.pieces(LIST, 4)),
                                "name.field",
                                "n",
                                "value.field",
                                "x")));
    }

    private static List<FuzzTarget> changing() {
        return List.of(
                target("transforms.filter", Filter.Value::new, in -> options("condition", TextFuzz.expression(in))),
                target("transforms.compute", Compute.Value::new, TransformFuzz::compute),
                target(
                        "transforms.map",
                        MapToTable.Value::new,
                        in -> options(
                                "columns",
                                in.pieces(LIST, 6),
                                "table",
                                in.pieces(FORMAT, 4).replace("$", "") + "t")),
                target(
                        "transforms.rename",
                        RenameTable::new,
                        in -> options("rename", in.damaged("rename-child-table:prefix:a") + in.pieces(RENAME, 6))),
                target(
                        "transforms.tag",
                        AddTag::new,
                        in -> options("tags", in.pieces(LIST, 3) + "=" + in.pieces(LIST, 3))),
                target(
                        "transforms.taosx",
                        TaosxParser.Value::new,
                        in -> options("parser", in.oneIn(2) ? in.one(DOCUMENTS) : in.json(DOCUMENTS))));
    }

    /** Makes options. */
    private interface Options {
        Map<String, String> of(FuzzInputs in);
    }

    private static FuzzTarget target(String name, Supplier<Transformation<SinkRecord>> transforms, Options options) {
        return FuzzTarget.with(
                name,
                () -> {
                    Kept kept = new Kept();
                    return in -> {
                        Transformation<SinkRecord> known = kept.transform;
                        if (known != null && in.oneIn(2)) {
                            apply(in, known);
                            return;
                        }
                        Transformation<SinkRecord> transform = transforms.get();
                        transform.configure(options.of(in));
                        if (known == null || in.oneIn(2_000)) {
                            kept.transform = transform;
                        }
                        apply(in, transform);
                    };
                },
                ConfigException.class,
                DataException.class);
    }

    /** A transform that gets many messages, so that memory it keeps is noticed. */
    private static final class Kept {
        private @Nullable Transformation<SinkRecord> transform;
    }

    /** Text for transforms that parse, rows for the others. */
    private static SchemaAndValue value(FuzzInputs in, boolean text) {
        if (text == in.oneIn(20)) {
            return in.oneIn(2) ? FuzzRows.struct(in) : new SchemaAndValue(null, FuzzRows.map(in));
        }
        String json = in.json(MESSAGES);
        return new SchemaAndValue(null, in.oneIn(2) ? json : in.utf8(json));
    }

    private static void apply(FuzzInputs in, Transformation<SinkRecord> transform) {
        boolean parses = transform.getClass().getName().matches(".*(Parse|Taosx).*");
        SchemaAndValue value = value(in, parses);
        SinkRecord message = new SinkRecord("topic", 0, null, "key", value.schema(), value.value(), 1);
        new Routing(null, "meters", "prefix1x", List.of("id"), null).writeTo(message.headers());
        FuzzRows.addHeaders(in, message.headers());
        transform.apply(message);
    }

    private static Map<String, String> json(FuzzInputs in) {
        return options(
                "fields", in.below(3) > 0 ? "" : in.pieces(LIST, 6),
                "nested", in.one("keep", "flatten"),
                "schema", in.one("struct", "map"));
    }

    private static Map<String, String> split(FuzzInputs in) {
        return options(
                "field",
                in.one("s", "data.v", "id"),
                "delimiter",
                in.oneIn(2) ? in.one(",", "-") : in.text(),
                "count",
                Integer.toString(in.oneIn(20) ? in.size() : in.below(6) - 1),
                "fields",
                in.below(3) > 0 ? "" : in.pieces(LIST, 4));
    }

    private static Map<String, String> compute(FuzzInputs in) {
        if (in.oneIn(2)) {
            return options("set", in.damaged("a:INT = ") + TextFuzz.expression(in));
        }
        String argument = in.pieces(FORMAT, 6).replace("\"", "\\\"");
        return options("rules", in.damaged(in.one(RULES).replace("%s", argument)));
    }

    private static Map<String, String> options(String... namesAndValues) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            options.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return options;
    }
}
