// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds the samples in a text. */
public final class SampleTexts {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,17})?([eE][+-]?\\d{1,2})?");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Predicate<String> samples;

    private SampleTexts(Predicate<String> samples) {
        this.samples = samples;
    }

    /** How samples stand in a text. */
    public enum Format {
        /** One in each line; empty lines are left out. */
        LINES,
        /** JSON documents one after the other, each over any number of lines; of an array each element. */
        JSON,
        /**
         * Lines below one with names, separated by comma, semicolon, tab or vertical bar; each becomes a JSON object, in
         * which empty cells are null and numbers are numbers.
         */
        CSV;

        /**
         * The format of a name.
         *
         * @throws IllegalArgumentException if there is none
         */
        static Format of(String name) {
            return Arrays.stream(values())
                    .filter(each -> each.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("--format: expected lines, json or csv, found " + name));
        }
    }

    /**
     * Gives the samples of a text to a receiver, until it returns false.
     *
     * @throws IllegalArgumentException if the text is damaged; with line and column, or for CSV the line
     */
    public static void read(Format format, String text, Predicate<String> samples) {
        String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        SampleTexts reader = new SampleTexts(samples);
        switch (format) {
            case LINES -> reader.lines(content);
            case JSON -> reader.documents(content);
            case CSV -> reader.table(content);
        }
    }

    private void lines(String text) {
        Iterator<String> lines = text.lines().filter(line -> !line.isBlank()).iterator();
        boolean more = true;
        while (more && lines.hasNext()) {
            more = samples.test(lines.next());
        }
    }

    private void documents(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            boolean more = true;
            boolean inArray = false;
            JsonToken token = parser.nextToken();
            while (token != null) {
                if (!inArray && token == JsonToken.START_ARRAY) {
                    inArray = true;
                } else if (token == JsonToken.END_ARRAY) {
                    inArray = false;
                } else {
                    more = samples.test(parser.readValueAsTree().toString());
                }
                token = more ? parser.nextToken() : null;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "expected JSON, found a fault at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException("expected JSON, found something else", e);
        }
    }

    private void table(String text) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                        .fieldSeparator(separator(text))
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text);
                CloseableIterator<CsvRecord> lines = reader.iterator()) {
            if (!lines.hasNext()) {
                return;
            }
            List<String> names = names(lines.next());
            boolean more = true;
            while (more && lines.hasNext()) {
                more = samples.test(row(names, lines.next()).toString());
            }
        } catch (CsvParseException | IOException e) {
            throw new IllegalArgumentException("expected CSV below a line of names, found: " + e.getMessage(), e);
        }
    }

    private static List<String> names(CsvRecord line) {
        List<String> names = line.getFields().stream().map(String::trim).toList();
        Set<String> known = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isEmpty() || !known.add(names.get(i))) {
                throw new IllegalArgumentException("expected a different name for each column in the first line of CSV,"
                        + " found " + (names.get(i).isEmpty() ? "none" : names.get(i) + " twice")
                        + " at column " + (i + 1));
            }
        }
        return names;
    }

    private static char separator(String text) {
        String first = text.lines().findFirst().orElse("");
        char best = ',';
        for (char each : new char[] {';', '\t', '|'}) {
            best = count(first, each) > count(first, best) ? each : best;
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static ObjectNode row(List<String> names, CsvRecord line) {
        if (line.getFieldCount() != names.size()) {
            throw new IllegalArgumentException("expected " + names.size() + " columns of CSV as in the line of names,"
                    + " found " + line.getFieldCount() + " in line " + line.getStartingLineNumber());
        }
        ObjectNode row = JSON.createObjectNode();
        for (int i = 0; i < names.size(); i++) {
            put(row, names.get(i), line.getField(i));
        }
        return row;
    }

    private static void put(ObjectNode row, String name, String cell) {
        if (cell.isEmpty()) {
            row.putNull(name);
        } else if (!NUMBER.matcher(cell).matches()) {
            row.put(name, cell);
        } else if (cell.indexOf('.') < 0 && cell.indexOf('e') < 0 && cell.indexOf('E') < 0) {
            row.put(name, Long.parseLong(cell));
        } else {
            row.put(name, new BigDecimal(cell));
        }
    }
}
