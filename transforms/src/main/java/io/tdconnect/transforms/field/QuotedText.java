// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a line of CSV, in which quotes enclose pieces with delimiters (RFC 4180).
 *
 * @param name the pieces are called name_0, name_1 and so on
 * @param count the most pieces
 */
public record QuotedText(String name, String delimiter, char quote, int count) implements TextCutter {
    /**
     * Checks the delimiter.
     *
     * @throws IllegalArgumentException if it contains the quote or the end of a line
     */
    public QuotedText {
        if (delimiter.indexOf(quote) >= 0) {
            throw new IllegalArgumentException("expected a delimiter without the quote " + quote);
        }
        reader(delimiter, quote);
    }

    @Override
    public List<String> pieces() {
        return IntStream.range(0, count).mapToObj(i -> name + "_" + i).toList();
    }

    @Override
    public @Nullable String[] cut(String text) {
        @Nullable String[] pieces = new String[count];
        List<String> found = fields(text);
        if (found.size() > count) {
            throw new DataException("expected at most " + count + " pieces, found " + found.size());
        }
        for (int i = 0; i < found.size(); i++) {
            pieces[i] = found.get(i);
        }
        return pieces;
    }

    private List<String> fields(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<CsvRecord> lines;
        try {
            lines = reader(delimiter, quote).ofCsvRecord(text).stream().limit(2).toList();
        } catch (CsvParseException e) {
            // Without the cause: its message may quote the text.
            throw new DataException("expected a line of CSV, found a fault in its quotes");
        }
        if (lines.size() > 1) {
            throw new DataException("expected one line of CSV, found more; SplitToRows makes rows of them");
        }
        return lines.get(0).getFields();
    }

    private static CsvReader.CsvReaderBuilder reader(String delimiter, char quote) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(quote)
                .skipEmptyLines(false)
                .allowUnclosedQuote(false);
    }
}
