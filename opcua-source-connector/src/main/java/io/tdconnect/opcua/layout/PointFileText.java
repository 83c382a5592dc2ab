// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tdconnect.opcua.node.Point;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes points files, for editing. */
public final class PointFileText {
    private static final String USUAL_STABLE = "opc_{type}";
    private static final String USUAL_TABLE = "t_{ns}_{id}";

    private PointFileText() {}

    /** The lines of points in the format that {@link PointFile} reads, with the usual tables and columns. */
    public static String of(List<Point> points) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(
                    PointFileColumns.POINT_ID,
                    PointFileColumns.ENABLED,
                    PointFileColumns.STABLE,
                    PointFileColumns.TBNAME,
                    PointFileColumns.VALUE_COL,
                    PointFileColumns.TS_COL,
                    PointFileColumns.QUALITY_COL);
            for (Point point : points) {
                csv.writeRecord(
                        point.node(), "1", USUAL_STABLE, table(point), PointFileColumns.DEFAULT_VALUE, "ts", "quality");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String table(Point point) {
        return point.code().equals(point.node())
                ? USUAL_TABLE
                : point.code().replace("{", "{{").replace("}", "}}");
    }
}
