// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.transforms.Records;
import io.tdconnect.transforms.field.FieldList;
import io.tdconnect.transforms.json.JsonOptions.Nesting;
import io.tdconnect.transforms.row.MissingField;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowBuilder;
import io.tdconnect.transforms.row.RowList;
import io.tdconnect.transforms.row.RowSchema;
import io.tdconnect.transforms.row.SameNameException;
import java.util.List;
import java.util.Random;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {
    private static final List<String> DOCUMENTS = List.of(
            "{\"ts\":1700000000123,\"id\":7,\"a\":-10.77,\"b\":0.5,\"on\":true,\"off\":false,\"none\":null,\"x\":\"abc\"}",
            " [ {\"a\" : 1 , \"b\" : \"°C\"} ,\t{\"a\":2,\"b\":\"温\"}\n] ",
            "{}",
            "{\"a\":1}{\"a\":2}",
            "{\"a\":{\"b\":[1,2]}}");

    // As bytes, which general parsers do not skip.
    private static final String REPLACEMENTS = "{}[]:,\"\\-.0123456789eEtfnu \t\n\u0000\u0001\u007fé°";

    private final PlainJson plain = new PlainJson(RowBuilder.distinct(RowSchema.STRUCT), new RowList());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " {\n\"a\" : 1\t}\r\n",
                "{\"a\":-0,\"b\":999999999999999999,\"c\":12345678.9012345,\"d\":-0.0}",
                "{\"a\":true,\"b\":false,\"c\":null,\"d\":\"\"}",
                "{\"温度\":\"°C 😀\",\"a\":1,\"b\":\"x\"}",
                "[{\"a\":1},{\"a\":2}]",
                "[{\"a\":1},{\"b\":2}]",
                "[{\"a\":1}]"
            })
    void readsPlainJsonAsTheParserForAllDoes(String payload) {
        assertThat(plain.readRow(payload.getBytes(UTF_8), null)).isNotNull();
        assertThat(text(plain.readRow(payload.getBytes(UTF_8), null))).isEqualTo(read(payload));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "[]",
                "[1]",
                "[{}",
                "[{},]",
                "[{}]]",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":1 \"b\":2}",
                "{a:1}",
                "{\"a\":\"x}",
                "{\"a\":\"\\n\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":-}",
                "{\"a\":+1}",
                "{\"a\":1e3}",
                "{\"a\":1.2.3}",
                "{\"a\":9223372036854775808}",
                "{\"a\":1234567890.1234567}",
                "{\"a\":truE}",
                "{\"a\":nul}",
                "{\"a\":{}}",
                "{\"a\":[1]}",
                "{\"a\":1}{\"a\":2}",
                "{\"a\":1}\u0000"
            })
    void leavesTheRest(String payload) {
        assertThat(plain.readRow(payload.getBytes(UTF_8), null)).isNull();
    }

    @Test
    void leavesBytesThatAreNotUtf8() {
        assertThat(plain.readRow(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, '"', '}'}, null))
                .isNull();
    }

    @Test
    void neverReadsWhatTheParserForAllRefusesOrReadsOtherwise() {
        Random random = new Random(9);
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder damaged = new StringBuilder(DOCUMENTS.get(random.nextInt(DOCUMENTS.size())));
            for (int change = random.nextInt(3); change >= 0; change--) {
                char with = REPLACEMENTS.charAt(random.nextInt(REPLACEMENTS.length()));
                damaged.setCharAt(random.nextInt(damaged.length()), with);
            }
            String row = readIfPlain(damaged.toString());
            if (row != null) {
                read++;
                assertThat(row).as(damaged.toString()).isEqualTo(read(damaged.toString()));
            }
        }
        assertThat(read).isGreaterThan(1000);
    }

    @Test
    void namesMayComeInAnotherOrderAndGoOnDifferently() {
        for (String payload : List.of(
                "{\"a\":1,\"b\":2}",
                "{\"b\":1,\"a\":2}",
                "{\"ab\":1,\"b\":2}",
                "{\"a\":1}",
                "{\"a\":1,\"b\":2,\"c\":3}")) {
            assertThat(text(plain.readRow(payload.getBytes(UTF_8), null))).isEqualTo(read(payload));
        }
    }

    private @Nullable String readIfPlain(String payload) {
        try {
            Row row = plain.readRow(payload.getBytes(UTF_8), null);
            return row == null ? null : text(row);
        } catch (SameNameException e) {
            assertThat(read(payload)).startsWith("refused: Expected each field once, found two fields " + e.name());
            return null;
        } catch (DataException e) {
            return "refused: " + e.getMessage();
        }
    }

    /** By the complete parser, which reads payloads that are text. */
    private static String read(String payload) {
        try {
            return text(new JsonRows(new JsonOptions(
                            RowSchema.STRUCT,
                            Nesting.FLATTEN,
                            "_",
                            FieldList.parse(null),
                            MissingField.NULL,
                            OnMismatch.FAIL))
                    .readRow(payload));
        } catch (DataException e) {
            return "refused: " + e.getMessage();
        }
    }

    private static String text(@Nullable Row row) {
        assertThat(row).isNotNull();
        return row.schema()
                + (row.value() instanceof List<?> rows
                        ? rows.stream().map(Records::text).toList().toString()
                        : Records.text(row.value()));
    }
}
