// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.tdconnect.expression.Expression;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.RowEditor;
import io.tdconnect.transforms.rule.ComputeRule;
import io.tdconnect.transforms.rule.ComputedFields;
import io.tdconnect.transforms.table.TableRename;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Random, but the same in every run. */
class TransformValidatorsPropertyTest {
    private static final int TRIES = 500;
    private static final String SEED = "20240201";

    @Property(tries = TRIES, seed = SEED)
    void splittingUndoesJoining(
            @ForAll @Size(min = 1, max = 8) List<@AlphaChars String> pieces, @ForAll("delimiters") String delimiter) {
        DelimitedText text = new DelimitedText("m", delimiter, pieces.size());

        assertThat(text.cut(String.join(delimiter, pieces))).containsExactlyElementsOf(pieces);
    }

    @Property(tries = TRIES, seed = SEED)
    void joiningUndoesSplitting(
            @ForAll String text,
            @ForAll @NotBlank @StringLength(max = 3) String delimiter,
            @ForAll @IntRange(min = 1, max = 9) int count) {
        String[] pieces = new DelimitedText("m", delimiter, count).cut(text);

        assertThat(Arrays.stream(pieces).filter(Objects::nonNull).collect(Collectors.joining(delimiter)))
                .isEqualTo(text);
    }

    @Property(tries = TRIES, seed = SEED)
    void formatsKeepLiteralsAndValues(@ForAll String before, @ForAll String value, @ForAll String after) {
        Assume.that(!before.contains("${") && !after.contains("${") && !before.endsWith("$"));

        String text = TextFormat.parse(before + "${v}" + after).render(Map.of("v", value));

        assertThat(text).isEqualTo(before + value + after);
    }

    @Property(tries = TRIES, seed = SEED)
    void formatsAreReadBackByTheirRegularExpression(@ForAll long a, @ForAll @AlphaChars String b) {
        String text = TextFormat.parse("x${a}-${b}!").render(Map.of("a", a, "b", b));

        assertThat(RegexGroups.of("^x(?<a>-?[0-9]+)-(?<b>.*)!$").cut(text)).containsExactly(Long.toString(a), b);
    }

    @Property(tries = TRIES, seed = SEED)
    void quotedLiteralsMeanTheirText(@ForAll String text) {
        String quoted = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        Assume.that(
                quoted.length() < 5000 && quoted.chars().noneMatch(c -> c < ' ' || Character.isSurrogate((char) c)));

        assertThat(Expression.parse("\"" + quoted + "\"", false).value(Map.of()))
                .isEqualTo(text);
    }

    @Property(tries = TRIES, seed = SEED)
    void structsAndMapsAreFilteredAlike(@ForAll long a, @ForAll double b, @ForAll String c) {
        Schema schema = SchemaBuilder.struct()
                .field("a", Schema.INT64_SCHEMA)
                .field("b", Schema.FLOAT64_SCHEMA)
                .field("c", Schema.STRING_SCHEMA)
                .build();
        Struct struct = new Struct(schema).put("a", a).put("b", b).put("c", c);
        Expression condition = Expression.parse("a > b || c.len > 3 && !(c == \"x\") || a % 2 == 0", false);

        boolean wanted = a > b || (c.codePointCount(0, c.length()) > 3) || a % 2 == 0;

        assertThat(condition.test(struct)).isEqualTo(condition.test(Map.of("a", a, "b", b, "c", c)));
        assertThat(condition.test(struct) == wanted || Math.abs(a) > 1L << 53).isTrue();
    }

    @Property(tries = TRIES, seed = SEED)
    void prefixesAndSuffixesAreTakenOffByRegularExpressions(@ForAll String name, @ForAll @AlphaChars String prefix) {
        Assume.that(!name.contains("\n"));
        String longer = TableRename.prefix(prefix).rename(name, variable -> null);

        assertThat(RegexReplacement.of("(?s)^" + Pattern.quote(prefix) + "(?<rest>.*)$", "${rest}")
                        .apply(longer))
                .isEqualTo(name);
    }

    @Property(tries = TRIES, seed = SEED)
    void editingKeepsTheOtherFields(@ForAll Map<@AlphaChars @StringLength(min = 1) String, Long> fields) {
        Map<String, Object> row = new LinkedHashMap<>(fields);
        RowEditor editor = new RowEditor(
                new ComputeRule(new ComputedFields(() -> Instant.EPOCH).ofLines("_new = 1 + 1"), OnMismatch.FAIL));

        Map<String, Object> wanted = new LinkedHashMap<>(row);
        wanted.put("_new", 2L);

        assertThat(editor.edit(row).value()).isEqualTo(wanted);
        assertThat(row).isEqualTo(new LinkedHashMap<String, Object>(fields));
    }

    @Provide
    Arbitrary<String> delimiters() {
        return Arbitraries.of("-", "||", ", ", ".", "\t", "1");
    }
}
