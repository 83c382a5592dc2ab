// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench;

import io.tdconnect.common.record.Routing;
import io.tdconnect.transforms.AddTag;
import io.tdconnect.transforms.Compute;
import io.tdconnect.transforms.Extract;
import io.tdconnect.transforms.Filter;
import io.tdconnect.transforms.MapToTable;
import io.tdconnect.transforms.ParseJson;
import io.tdconnect.transforms.ParseRegex;
import io.tdconnect.transforms.RenameTable;
import io.tdconnect.transforms.Split;
import io.tdconnect.transforms.TaosxParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** The entry points that take text from outside: options and messages. */
final class FuzzTargets {
    private static final String[] EXPRESSION = {
        "id",
        "s",
        "v",
        "data.v",
        "voltage",
        "nowhere",
        " ",
        " == ",
        " != ",
        " > ",
        " <= ",
        " && ",
        " || ",
        "!",
        "(",
        ")",
        " + ",
        " - ",
        " * ",
        " / ",
        " % ",
        "1",
        "-2.5",
        "1e308",
        "9223372036854775807",
        "\"x\"",
        "'",
        ".len",
        ".trim()",
        ".sub_string(",
        ",",
        ".replace(\"a\", s)",
        ".pad(9, s)",
        "parse_int(",
        "sqrt(",
        ".starts_with(\"b\")",
        " =~ \"(a+)+\"",
        " ? ",
        " : ",
        "[0]",
        "['v']",
        "null",
        "true",
        "getClass()",
        ".class",
        "new ",
        "while(true){}",
        "=",
        ";",
        "`",
        "#",
        "@",
        "->",
        "\\",
        "..",
        "{",
        "}"
    };
    private static final String[] REGEX = {
        "(?<a>", "(?<b>", "(?P<c>", "(", ")", "[", "]", "a", "b", "\\d", "\\w+", ".", "*", "+", "?", "{2,5}", "{1000}",
        "|", "^", "$", "\\b", "\\1", "(?i)", "(?=", "-", "\\", "\\Q", "é", "[^-]", "(?:"
    };
    private static final String[] RENAME = {
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
        "}"
    };
    private static final String[] FORMAT = {
        "${", "}", "id", "s", ".pad(5, '0')", ".trim()", "-", "$", "{", "\"", "'", " ", "+"
    };
    private static final String[] LIST = {
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
        ", ",
        "*",
        "`a b`",
        ":",
        ".",
        "$",
        "'",
        "DECIMAL(9,2)"
    };
    private static final List<String> RULES = List.of(
            "{\"a\":{\"format\":\"%s\",\"as\":\"INT\"}}",
            "{\"a\":{\"expr\":\"%s\"}}",
            "{\"a\":{\"join\":[\"s\",\"%s\"],\"with\":\"-\"}}",
            "{\"a\":{\"mapping\":\"%s\",\"values\":{\"on\":1},\"default\":0}}",
            "{\"a\":{\"sum\":[\"id\",\"v\"]},\"b\":{\"value\":%s}}");

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

    /** One kind of input. */
    interface Target {
        /** Configures a transform and gives it a record, both random. */
        void run(FuzzInputs inputs);
    }

    private FuzzTargets() {}

    static Map<String, Target> all() {
        Map<String, Target> targets = new HashMap<>(Map.of(
                "json", FuzzTargets::json,
                "regex", FuzzTargets::regexes,
                "extract", FuzzTargets::extract,
                "split", FuzzTargets::split,
                "filter", FuzzTargets::filter,
                "compute.set", FuzzTargets::computeSet,
                "compute.rules", FuzzTargets::computeRules,
                "map", FuzzTargets::map,
                "rename", FuzzTargets::rename,
                "tag", FuzzTargets::tag));
        targets.put("taosx", FuzzTargets::taosx);
        return targets;
    }

    private static void json(FuzzInputs in) {
        String fields = in.below(3) > 0 ? "" : in.pieces(LIST, 6);
        String nested = in.one(List.of("keep", "flatten"));
        String schema = in.one(List.of("struct", "map"));
        apply(new ParseJson.Value<>(), options("fields", fields, "schema", schema, "nested", nested), in.payload());
    }

    private static void regexes(FuzzInputs in) {
        String fields = in.below(3) > 0 ? "" : "a:INT";
        apply(new ParseRegex.Value<>(), options("regex", regex(in), "fields", fields), in.payload());
    }

    private static void extract(FuzzInputs in) {
        apply(new Extract.Value<>(), options("field", "s", "regex", regex(in), "on.mismatch", "null"), in.row());
    }

    private static void split(FuzzInputs in) {
        Map<String, String> options = options(
                "field", in.one(List.of("s", "data.v", "id")),
                "delimiter", in.pieces(REGEX, 2),
                "count", Integer.toString(in.below(6) - 1),
                "fields", in.below(3) > 0 ? "" : in.pieces(LIST, 4));
        apply(new Split.Value<>(), options, in.row());
    }

    private static void filter(FuzzInputs in) {
        apply(new Filter.Value<>(), options("condition", expression(in)), in.row());
    }

    private static void computeSet(FuzzInputs in) {
        apply(new Compute.Value<>(), options("set", in.damaged("a:INT = ") + expression(in)), in.row());
    }

    private static void computeRules(FuzzInputs in) {
        String argument = in.pieces(FORMAT, 6).replace("\"", "\\\"");
        String rules = in.damaged(in.one(RULES).replace("%s", argument));
        apply(new Compute.Value<>(), options("rules", rules), in.row());
    }

    private static void map(FuzzInputs in) {
        String table = in.pieces(FORMAT, 4).replace("$", "") + "t";
        apply(new MapToTable.Value<>(), options("columns", in.pieces(LIST, 6), "table", table), in.row());
    }

    private static void rename(FuzzInputs in) {
        String rename = in.damaged("rename-child-table:prefix:a") + in.pieces(RENAME, 6);
        apply(new RenameTable<>(), options("rename", rename), in.row());
    }

    private static void taosx(FuzzInputs in) {
        String document = in.one(DOCUMENTS);
        apply(
                new TaosxParser.Value<>(),
                options("parser", in.below(2) == 0 ? document : in.damaged(document)),
                in.payload());
    }

    private static void tag(FuzzInputs in) {
        apply(new AddTag<>(), options("tags", in.pieces(LIST, 3) + "=" + in.pieces(LIST, 3)), in.row());
    }

    private static String regex(FuzzInputs in) {
        return (in.below(3) > 0 ? "(?<a>\\w)" : "") + in.pieces(REGEX, 8);
    }

    private static String expression(FuzzInputs in) {
        return in.below(2) == 0
                ? in.pieces(EXPRESSION, 9)
                : in.damaged(in.one(List.of(
                        "voltage > 200 && s.starts_with(\"b\")",
                        "parse_int(s) >= 5 || !v",
                        "(id * 1.8 + 32).round() % 2 == 0",
                        "s.sub_string(-2, id).pad(id, s).len == 5",
                        "data.v[0] == null ? min(id, v) : s =~ \"(a|b)*\"",
                        "s.replace(s, \"xx\") + id.to_string() + data['len']")));
    }

    static Map<String, String> options(String... namesAndValues) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            options.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return options;
    }

    static void apply(Transformation<SinkRecord> transform, Map<String, String> options, Object value) {
        transform.configure(options);
        SinkRecord message = new SinkRecord("topic", 0, null, "key", null, value, 1);
        new Routing(null, "meters", "prefix1x", List.of("id"), null).writeTo(message.headers());
        transform.apply(message);
    }
}
