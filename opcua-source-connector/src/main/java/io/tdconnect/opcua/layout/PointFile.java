// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.FieldModifiers;
import io.tdconnect.common.config.WorkerFile;
import io.tdconnect.opcua.node.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a points file in the format of taosX: CSV in UTF-8 with or without byte order mark, one point per line.
 *
 * <p>A point has its cells as properties, by the names of {@link PointFileColumns}; empty cells are left out.
 */
public final class PointFile {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private PointFile() {}

    /**
     * The points of a file, or of a text of several lines that is the list itself.
     *
     * @throws IllegalArgumentException if the list is malformed; the message names line and column, and quotes no
     *     content of a file
     */
    public static List<Point> points(String fileOrText) {
        if (fileOrText.indexOf('\n') >= 0) {
            return parse(fileOrText);
        }
        String content = WorkerFile.text(fileOrText);
        String problem;
        try {
            return parse(content);
        } catch (PointFileException e) {
            problem = e.withoutContent();
        } catch (IllegalArgumentException e) {
            problem = "expected a list of points as taosX has it, found another file";
        }
        // Without the cause, because its message may quote the file.
        throw new IllegalArgumentException(problem);
    }

    /** The points of a text, as in {@link #points}. */
    static List<Point> parse(String text) {
        String csv = text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
        try (CsvReader<CsvRecord> reader = reader(csv);
                CloseableIterator<CsvRecord> lines = reader.iterator()) {
            if (!lines.hasNext()) {
                throw PointFileException.ofList("a header line and a line for each point", "an empty file");
            }
            PointFileHeader header = PointFileHeader.parse(lines.next().getFields());
            Rows rows = new Rows(header);
            while (lines.hasNext()) {
                CsvRecord line = lines.next();
                List<String> cells = line.getFields();
                if (cells.size() > 1 || !cells.get(0).isEmpty()) {
                    rows.add(cells, line.getStartingLineNumber());
                }
            }
            return rows.points();
        } catch (IOException | CsvParseException e) {
            throw PointFileException.at(
                    "CSV",
                    "double quotes around cells that contain commas",
                    "expected CSV with double quotes around cells that contain commas, found " + e.getMessage());
        }
    }

    private static CsvReader<CsvRecord> reader(String csv) {
        return CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .build(
                        CsvRecordHandler.builder()
                                .fieldModifier(FieldModifiers.TRIM)
                                .build(),
                        csv);
    }

    /** Collects points and refuses those that contradict earlier ones. */
    private static final class Rows {
        private final PointFileHeader header;
        private final List<Point> points = new ArrayList<>();
        private final Map<String, Long> nodes = new HashMap<>();
        private final Map<String, Long> cells = new HashMap<>();

        Rows(PointFileHeader header) {
            this.header = header;
        }

        void add(List<String> cellsOfLine, long line) {
            PointFileLine row = new PointFileLine(header, cellsOfLine, line);
            if (!row.enabled()) {
                return;
            }
            Point point = row.point();
            Long before = nodes.putIfAbsent(point.node(), line);
            if (before != null) {
                throw row.wrong(
                        PointFileColumns.POINT_ID, "a point once, found the one of line " + before + " again", null);
            }
            String table = point.code();
            String value = point.properties().getOrDefault(PointFileColumns.VALUE_COL, PointFileColumns.DEFAULT_VALUE);
            before = cells.putIfAbsent(table + '\n' + value, line);
            if (before != null) {
                throw row.wrong(
                        PointFileColumns.VALUE_COL,
                        "another column for each point of a table, found that of line " + before + " again",
                        "another column for each point of the table " + table + ", found " + value + " as in line "
                                + before);
            }
            points.add(point);
        }

        List<Point> points() {
            if (points.isEmpty()) {
                throw PointFileException.ofList("at least one point that is enabled", "none");
            }
            return points;
        }
    }
}
