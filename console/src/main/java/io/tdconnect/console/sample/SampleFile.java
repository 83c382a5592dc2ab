// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tdconnect.common.explore.Sample;
import io.tdconnect.common.explore.SampleCollector;
import io.tdconnect.common.explore.SampleLimits;
import io.tdconnect.common.explore.Samples;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Samples in a file of the user. */
final class SampleFile {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,17})?([eE][+-]?\\d{1,2})?");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final SampleCollector collector =
            new SampleCollector(new SampleLimits(SampleJson.MOST, LIMIT, SampleJson.LONGEST));

    private SampleFile() {}

    /**
     * The first samples of a file.
     *
     * @param format lines: one in each line; json: documents one after the other, and the elements of arrays; csv: lines
     *     below one with names, each becomes a JSON object
     */
    static Samples read(String format, byte[] content) {
        SampleFile file = new SampleFile();
        String text = new String(content, StandardCharsets.UTF_8);
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        switch (format) {
            case "lines" ->
                text.lines()
                        .filter(line -> !line.isBlank())
                        .limit(SampleJson.MOST + 1L)
                        .forEach(file::add);
            case "json" -> file.documents(text);
            case "csv" -> file.table(text);
            default -> throw ApiException.badRequest("Expected the format lines, json or csv, found " + format);
        }
        return file.collector.samples();
    }

    private boolean add(String text) {
        return collector.add(new Sample(null, null, 0, Map.of(), text.getBytes(StandardCharsets.UTF_8), false));
    }

    private void documents(String text) {
        try (MappingIterator<JsonNode> documents =
                Json.MAPPER.readerFor(JsonNode.class).readValues(text)) {
            boolean more = true;
            while (more && documents.hasNextValue()) {
                // Values of an array at the top come one by one.
                more = add(documents.nextValue().toString());
            }
        } catch (JsonProcessingException e) {
            throw ApiException.badRequest("Expected JSON in the file, found a fault at line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw ApiException.badRequest("Expected JSON in the file, found something else");
        }
    }

    private void table(String text) {
        char separator = separator(text);
        try (CsvReader<CsvRecord> reader =
                        CsvReader.builder().fieldSeparator(separator).ofCsvRecord(text);
                CloseableIterator<CsvRecord> lines = reader.iterator()) {
            List<String> names = lines.hasNext() ? lines.next().getFields() : List.of();
            boolean more = true;
            while (more && lines.hasNext()) {
                more = add(row(names, lines.next()).toString());
            }
        } catch (CsvParseException | IllegalArgumentException | IOException e) {
            throw ApiException.badRequest("Expected CSV with a line of names in the file, found " + e.getMessage());
        }
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
        ObjectNode row = Json.object();
        for (int i = 0; i < names.size(); i++) {
            put(row, names.get(i).trim(), i < line.getFieldCount() ? line.getField(i) : null);
        }
        return row;
    }

    private static void put(ObjectNode row, String name, @Nullable String cell) {
        if (cell == null || cell.isEmpty()) {
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
