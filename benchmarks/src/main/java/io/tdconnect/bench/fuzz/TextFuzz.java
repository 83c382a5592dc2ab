// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import io.tdconnect.common.regex.LinearRegex;
import io.tdconnect.common.template.RecordVariables;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.common.time.TimestampUnit;
import io.tdconnect.common.type.TypeSpec;
import io.tdconnect.common.type.ValueConversion;
import io.tdconnect.common.type.ValueType;
import io.tdconnect.expression.Expression;
import java.time.ZoneId;
import java.util.List;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Templates, patterns, expressions and other languages of options, applied to values. */
final class TextFuzz {
    static final List<String> EXPRESSION = List.of(
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
            "1e999999999B",
            "9223372036854775807",
            "\"x\"",
            "'",
            ".len",
            ".trim()",
            ".sub_string(",
            ",",
            ".replace(\"a\", s)",
            ".pad(99999999, s)",
            "parse_int(",
            "sqrt(",
            ".to_string()",
            "pow(9, 99999)",
            ".starts_with(\"b\")",
            " =~ \"(a+)+\"",
            " ? ",
            " : ",
            "if ",
            " { ",
            " } else { ",
            " else if ",
            "now()",
            "between_time_range(ts, -60, id)",
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
            "}");
    static final List<String> EXPRESSIONS = List.of(
            "voltage > 200 && s.starts_with(\"b\")",
            "parse_int(s) >= 5 || !v",
            "(id * 1.8 + 32).round() % 2 == 0",
            "s.sub_string(-2, id).pad(id, s).len == 5",
            "data.v[0] == null ? min(id, v) : s =~ \"(a|b)*\"",
            "s.replace(s, \"xx\") + id.to_string() + data['len']",
            "if id < 0 { s } else if v { now() } else { between_time_range(ts, -id, 60) }");
    static final List<String> REGEX = List.of(
            "(?<a>",
            "(?<b>",
            "(?P<c>",
            "(",
            ")",
            "[",
            "]",
            "a",
            "b",
            "\\d",
            "\\w+",
            ".",
            "*",
            "+",
            "?",
            "{2,5}",
            "{1000}",
            "{1000}",
            "|",
            "^",
            "$",
            "\\b",
            "\\1",
            "(?i)",
            "(?=",
            "-",
            "\\",
            "\\Q",
            "\\E",
            "[\\](]",
            "é",
            "[^-]",
            "(?:",
            "\\p{L}",
            "[[:alpha:]]");
    private static final List<String> TEMPLATE = List.of(
            "{",
            "}",
            "{{",
            "}}",
            "$",
            "{id}",
            "${s:x}",
            "{data.v}",
            "{key}",
            "{header:a}",
            "{topic}",
            "{offset}",
            "-",
            ":",
            ".",
            "{v:}");
    private static final List<String> TIMES = List.of(
            "2024-02-01T10:00:00.123456789Z",
            "2024-02-01 10:00:00+08:00",
            "1700000000123",
            "2024-10-27T02:30:00",
            "1e9",
            "+999999999-12-31T23:59:59Z",
            "-0001-01-01T00:00:00Z",
            "1677-09-21T00:12:43.145224192Z");

    private TextFuzz() {}

    static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.of("templates", TextFuzz::templates, IllegalArgumentException.class, DataException.class),
                FuzzTarget.of("times", TextFuzz::times, DataException.class),
                FuzzTarget.of("values", TextFuzz::values, IllegalArgumentException.class, DataException.class),
                FuzzTarget.of(
                        "expressions", TextFuzz::expressions, IllegalArgumentException.class, DataException.class),
                FuzzTarget.of("regexes", TextFuzz::regexes, IllegalArgumentException.class, DataException.class));
    }

    static String expression(FuzzInputs in) {
        return in.oneIn(4)
                ? in.pieces(EXPRESSION, in.count(9, 400))
                : in.damaged(in.one(EXPRESSIONS)) + in.one("", " + s", " && id").repeat(in.count(3, 8));
    }

    static String regex(FuzzInputs in) {
        return (in.below(3) > 0 ? "(?<a>\\w)" : "") + in.pieces(REGEX, in.count(8, 4));
    }

    private static void templates(FuzzInputs in) {
        Template template = Template.parse(in.pieces(TEMPLATE, in.count(6, 4)));
        SchemaAndValue row = in.oneIn(2) ? FuzzRows.struct(in) : new SchemaAndValue(null, FuzzRows.map(in));
        SinkRecord entry = new SinkRecord("t", 0, null, in.text(), row.schema(), row.value(), 1);
        FuzzRows.addHeaders(in, entry.headers());
        template.render(RecordVariables.of(entry));
    }

    private static void times(FuzzInputs in) {
        Object value = in.<Object>one(
                in.damaged(in.one(TIMES)),
                in.number(),
                in.random().nextLong(),
                FuzzRows.decimal(in),
                Double.longBitsToDouble(in.random().nextLong()),
                in.text());
        Timestamp time = Timestamp.of(
                value,
                null,
                in.one(TimestampUnit.values()),
                in.oneIn(2) ? ZoneId.of(in.one("Europe/Paris", "UTC")) : null);
        time.to(in.one(Precision.values()), in.one(Rounding.values()));
        time.instant();
    }

    private static void values(FuzzInputs in) {
        if (in.oneIn(2)) {
            TypeSpec.parse(in.damaged(in.one("VARCHAR(16)", "DECIMAL(38, 10)", "TIMESTAMP(ms, 'HH:mm', zone 'UTC')")));
        }
        Object value = FuzzRows.value(in, 1);
        if (value != null) {
            ValueConversion.plain(in.one(ValueType.values()), in.oneIn(2) ? in.number() : value, null);
        }
    }

    private static void expressions(FuzzInputs in) {
        Expression expression = Expression.parse(expression(in), in.oneIn(2));
        SchemaAndValue row = in.oneIn(2) ? FuzzRows.struct(in) : new SchemaAndValue(null, FuzzRows.map(in));
        if (in.oneIn(2)) {
            expression.value(row.value());
        } else {
            expression.test(row.value());
        }
    }

    private static void regexes(FuzzInputs in) {
        LinearRegex regex = LinearRegex.compile(regex(in));
        String text = in.oneIn(2) ? in.text() : in.one("a", "ab-", "aé").repeat(in.count(30, 3));
        switch (in.below(3)) {
            case 0 -> regex.matches(text);
            case 1 -> regex.find(text);
            default -> regex.forEach(text, match -> match.group());
        }
    }
}
