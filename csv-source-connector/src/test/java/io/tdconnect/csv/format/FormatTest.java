// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {
    @Test
    void emptyFieldsBecomeWhatTheOptionSays() throws Exception {
        String text = "a,,\"\"\n";

        assertThat(Parsed.of(text).rows).containsExactly(Arrays.asList("a", null, null));
        assertThat(Parsed.of(text, "empty", "null-unless-quoted").rows).containsExactly(Arrays.asList("a", null, ""));
        assertThat(Parsed.of(text, "empty", "text").rows).containsExactly(List.of("a", "", ""));
    }

    @Test
    void delimiterQuoteEscapeAndCommentAreThoseOfTheOptions() throws Exception {
        assertThat(Parsed.of(
                                "# x\n'a;b';c\\'d;'e\\'f'\n",
                                "delimiter",
                                ";",
                                "quote",
                                "'",
                                "escape",
                                "\\",
                                "comment",
                                "#")
                        .rows)
                .containsExactly(List.of("a;b", "c\\'d", "e'f"));
        assertThat(Parsed.of("\"a\"\t\"b\n", "delimiter", "tab", "quote", "none").rows)
                .containsExactly(List.of("\"a\"", "\"b"));
    }

    @Test
    void linesAreCountedInQuotesCommentsAndEmptyLines() throws Exception {
        Parsed parsed = Parsed.of("a\n\n#c\n\"b\r\nb\"\r\nc\rd\n", "comment", "#");

        assertThat(parsed.lines).containsExactly(1L, 4L, 6L, 7L);
    }

    @Test
    void aBadLineDoesNoHarmToOthers() throws Exception {
        Parsed parsed = Parsed.of("a,b\n\"c\"x,d\ne,\u0000f\ng,h\n");

        assertThat(parsed.rows).containsExactly(List.of("a", "b"), List.of("g", "h"));
        assertThat(parsed.bad).extracting(BadLine::line).containsExactly(2L, 3L);
        assertThat(parsed.bad.get(0).reason()).contains("after a quoted field").doesNotContain("x,d");
        assertThat(parsed.bad.get(0).column()).isEqualTo(1);
        assertThat(parsed.bad.get(1).reason()).contains("NUL");
    }

    @Test
    void bytesOfAnotherCharsetAreABadLine() throws Exception {
        byte[] bytes = "a,\u00e9\nb,c\nd,\ufffd\n".getBytes(StandardCharsets.UTF_8);
        byte[] latin = "a,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = new byte[bytes.length + latin.length];
        System.arraycopy(bytes, 0, both, 0, bytes.length);
        System.arraycopy(latin, 0, both, bytes.length, latin.length);

        Parsed parsed = Parsed.of(both, 0, 100, Parsed.options());

        assertThat(parsed.rows).extracting(row -> row.get(0)).containsExactly("a", "b", "d");
        assertThat(parsed.bad).extracting(BadLine::line).containsExactly(4L);
        assertThat(parsed.bad.get(0).reason())
                .contains("expected text in UTF-8")
                .contains("charset");
    }

    @Test
    void aQuoteThatIsNotClosedDamagesItsLineOnly() throws Exception {
        String text = "a,b\n\"c,d\ne,f\ng,h\n";

        Parsed breaks = Parsed.of(text);
        Parsed lines = Parsed.of(text, "quoted.line.breaks", "false");

        assertThat(breaks.rows).containsExactly(List.of("a", "b"), List.of("e", "f"), List.of("g", "h"));
        assertThat(breaks.bad).extracting(BadLine::line).containsExactly(2L);
        assertThat(breaks.bad.get(0).reason()).contains("not closed before the end of the file");
        assertThat(lines.rows).isEqualTo(breaks.rows);
        assertThat(lines.bad.get(0).reason()).contains("a quote that is not closed");
    }

    @Test
    void aGigabyteAfterAnOpenQuoteNeedsLittleMemory() throws Exception {
        long gigabyte = 1L << 30;
        Parsed parsed = new Parsed();
        RowParser parser = new RowParser(Parsed.options(), 0);
        long before = used();
        long most = 0;
        try (BlockReader reader =
                new BlockReader(new Repeated("a,b\nc,\"d", (byte) 'x', gigabyte), 0, 1, Parsed.options())) {
            Block block = reader.next(true);
            while (block != null) {
                parser.parse(block, 0, parsed);
                most = Math.max(most, block.bytes().length);
                block = reader.next(true);
            }
        }

        assertThat(parsed.rows).containsExactly(List.of("a", "b"));
        assertThat(parsed.bad).extracting(BadLine::line).containsExactly(2L);
        assertThat(parsed.bad.get(0).reason()).contains("row.max.bytes=1048576").contains("a quote that is not closed");
        assertThat(parsed.bad.get(0).text()).hasSizeLessThan(70_000);
        assertThat(most).isLessThan(2_000_000);
        assertThat(used() - before).isLessThan(64L << 20);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void aRowThatIsTooLongIsLeftOutWhereverItEnds() throws Exception {
        String longRow = "x".repeat(3_000);
        Parsed parsed =
                Parsed.of("a\n" + longRow + "\nb\n\"" + longRow + "\n" + longRow + "\"\nc\n", "row.max.bytes", "1024");

        assertThat(parsed.rows).containsExactly(List.of("a"), List.of("b"), List.of("c"));
        assertThat(parsed.bad).extracting(BadLine::line).containsExactly(2L, 4L, 5L);
    }

    @Test
    void theHeaderNamesTheColumns() throws Exception {
        assertThat(preamble("\ufeffa, b ,\n1,2,3\n").columns()).containsExactly("a", "b", "column_3");
        assertThat(preamble("\ufeffa,b\n1,2\n").offset()).isEqualTo(7);
        assertThat(preamble("x\ny\n#c\n\na,b\n", "skip.lines", "2", "comment", "#")
                        .line())
                .isEqualTo(6);
        assertThat(preamble("1,2\n", "header", "p,q")).isEqualTo(new Preamble(List.of("p", "q"), 0, 1));
        assertThat(preamble("").columns()).isEmpty();
        assertThat(Preamble.read(in("a,b"), Parsed.options(), false)).isNull();
        assertThatThrownBy(() -> preamble("a,b,a\n"))
                .isInstanceOf(BadFileException.class)
                .hasMessage("header: expected each column once, found a second column a at position 3");
        assertThatThrownBy(() -> preamble("\"a,b\n1,2\n"))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("expected a header in the first line");
    }

    @Test
    void aCharsetThatCannotBeDividedIsRefused() {
        assertThatThrownBy(() -> TextEncoding.parse("UTF-7")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TextEncoding.parse("Shift_JIS")).hasMessageContaining("not supported");
        assertThatThrownBy(() -> TextEncoding.parse("UTF-32")).hasMessageContaining("not supported");
        assertThat(TextEncoding.parse("gbk").pairs()).isTrue();
        assertThat(TextEncoding.parse("utf-16le").wide()).isTrue();
        assertThat(TextEncoding.parse("windows-1252").pairs()).isFalse();
    }

    private static Preamble preamble(String text, String... options) throws Exception {
        return Preamble.read(in(text), Parsed.options(options), true);
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Some text, and then one byte again and again. */
    private static final class Repeated extends InputStream {
        private final byte[] start;
        private final byte repeated;
        private final long length;
        private long position;

        Repeated(String start, byte repeated, long length) {
            this.start = start.getBytes(StandardCharsets.UTF_8);
            this.repeated = repeated;
            this.length = length;
        }

        @Override
        public int read() throws IOException {
            throw new IOException("not one by one");
        }

        @Override
        public int read(byte[] bytes, int offset, int wanted) {
            if (position >= length) {
                return -1;
            }
            if (position == 0) {
                System.arraycopy(start, 0, bytes, offset, start.length);
                position = start.length;
                return start.length;
            }
            int read = (int) Math.min(wanted, length - position);
            Arrays.fill(bytes, offset, offset + read, repeated);
            position += read;
            return read;
        }
    }
}
