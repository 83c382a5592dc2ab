// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written is read, however it is cut into blocks, and from every block on. */
class QuotingPropertyTest {
    private static final int TEXTS = 400;
    private static final String[] PIECES = {
        "a", "7.5", "\"", "\"\"", ",", "\n", "\r\n", "\r", " ", "#", "\\", "\\\"", ";", "|", "\t", "'", "中文", "电压", "é",
        "x"
    };

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
            UTF-8 , " none \\n
            UTF-8 ; " \\ \\r\\n
            UTF-8 | ' none \\n
            UTF-8 , " \\ \\r
            GBK | ' none \\n
            GB18030 , " \\ \\r\\n
            GBK tab ' \\ \\n
            """, quoteCharacter = '~')
    void rowsAreReadAsTheyWereWritten(String charset, String delimiter, String quote, String escape, String lineEnd)
            throws Exception {
        FormatOptions format = Parsed.options(
                "charset",
                charset,
                "delimiter",
                delimiter,
                "quote",
                quote,
                "escape",
                escape,
                "empty",
                "text",
                "comment",
                "#");
        String end = lineEnd.replace("\\n", "\n").replace("\\r", "\r");
        for (int seed = 0; seed < TEXTS; seed++) {
            Random random = new Random(seed);
            List<List<String>> rows = rows(random, charset);
            String text = written(rows, format.characters(), end, random);
            byte[] bytes = text.getBytes(format.encoding().charset());

            Parsed parsed = Parsed.of(bytes, 0, 1 + random.nextInt(7), format);

            assertThat(parsed.bad).as("seed %d, %s", seed, text).isEmpty();
            assertThat(parsed.rows).as("seed %d, %s", seed, text).isEqualTo(rows);
            long[] block = parsed.blocks.get(random.nextInt(parsed.blocks.size()));
            assertThat(Parsed.of(bytes, (int) block[0], Integer.MAX_VALUE, format).rows)
                    .as("seed %d from %d", seed, block[0])
                    .isEqualTo(rows.subList((int) block[1], rows.size()));
        }
    }

    /** Damaged text gives the same rows and bad lines in each cut, and ends. */
    @ParameterizedTest
    @CsvSource({"UTF-8, true", "UTF-8, false", "GBK, true"})
    void damagedTextIsReadTheSameInEachCut(String charset, String lineBreaks) throws Exception {
        FormatOptions format = Parsed.options(
                "charset",
                charset,
                "quoted.line.breaks",
                lineBreaks,
                "escape",
                "\\",
                "comment",
                "#",
                "row.max.bytes",
                "1024");
        for (int seed = 0; seed < TEXTS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(6_000)];
            for (int i = 0; i < bytes.length; i++) {
                String from = random.nextInt(40) == 0 ? "\"\"\n\n\r,#\\\u0000\u00ff" : "abc,12";
                bytes[i] = (byte) from.charAt(random.nextInt(from.length()));
            }

            Parsed whole = Parsed.of(bytes, 0, Integer.MAX_VALUE, format);

            assertThat(Parsed.of(bytes, 0, 1 + random.nextInt(50), format).order)
                    .as("seed %d", seed)
                    .isEqualTo(whole.order);
            for (long[] block : whole.blocks) {
                List<String> rest = Parsed.of(bytes, (int) block[0], 1 + random.nextInt(500), format).order;
                assertThat(rest).as("seed %d from %d", seed, block[0]).hasSize(whole.order.size() - (int) block[1]);
            }
        }
    }

    private static List<List<String>> rows(Random random, String charset) {
        List<List<String>> rows = new ArrayList<>();
        int columns = 1 + random.nextInt(4);
        for (int row = random.nextInt(20); row >= 0; row--) {
            List<String> fields = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                StringBuilder field = new StringBuilder();
                for (int piece = random.nextInt(5); piece > 0; piece--) {
                    String added = PIECES[random.nextInt(PIECES.length)];
                    field.append(charset.startsWith("GB") && added.equals("é") ? "e" : added);
                }
                fields.add(field.toString());
            }
            rows.add(fields);
        }
        return rows;
    }

    private static String written(List<List<String>> rows, SpecialCharacters characters, String end, Random random) {
        StringBuilder text = new StringBuilder();
        char quote = (char) characters.quote();
        for (List<String> fields : rows) {
            if (random.nextInt(10) == 0) {
                text.append("# a comment with a ").append(quote).append(end);
            }
            for (int i = 0; i < fields.size(); i++) {
                String field = fields.get(i);
                text.append(i == 0 ? "" : (char) characters.delimiter());
                boolean plain = random.nextBoolean()
                        && !field.isEmpty()
                        && field.chars()
                                .noneMatch(c -> c == '\n'
                                        || c == '\r'
                                        || c == '#'
                                        || c == quote
                                        || c == characters.delimiter());
                text.append(plain ? field : quote + escaped(field, characters, random) + quote);
            }
            text.append(end);
        }
        if (random.nextInt(4) == 0) {
            text.setLength(text.length() - end.length());
        }
        return text.toString();
    }

    private static String escaped(String field, SpecialCharacters characters, Random random) {
        String quote = Character.toString(characters.quote());
        if (!characters.escapes()) {
            return field.replace(quote, quote + quote);
        }
        String escape = Character.toString(characters.escape());
        String escaped = field.replace(escape, escape + escape);
        return escaped.replace(quote, (random.nextBoolean() ? escape : quote) + quote);
    }
}
