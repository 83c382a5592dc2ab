// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import io.tdconnect.preview.StageResult.Outcome;
import io.tdconnect.tdengine.sink.SinkPreview.PreviewColumn;
import io.tdconnect.tdengine.sink.SinkPreview.PreviewRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes results as text. */
final class TextReport {
    private static final int MAX_TEXT = 200;

    private TextReport() {}

    static String text(SampleResult result) {
        StringBuilder text = new StringBuilder();
        text.append("Line ")
                .append(result.line())
                .append(": ")
                .append(shortened(result.text()))
                .append('\n');
        for (StageResult stage : result.stages()) {
            append(text, stage);
        }
        for (PreviewRow row : result.rows()) {
            append(text, row);
        }
        if (result.problem() != null) {
            text.append("  refused: ").append(result.problem()).append('\n');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, StageResult result) {
        String head = "  " + result.stage().name() + " (" + result.stage().type() + "): ";
        if (result.outcome() != Outcome.PASSED) {
            text.append(head)
                    .append(result.outcome() == Outcome.FAILED ? "refused" : name(result.outcome()))
                    .append(": ")
                    .append(result.message())
                    .append('\n');
            return;
        }
        for (List<FieldValue> row : result.rows()) {
            text.append(head)
                    .append(row.stream()
                            .map(field -> field.name() + "=" + shortened(FieldValue.text(field.value()))
                                    + (field.type().isEmpty() ? "" : " " + field.type()))
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
    }

    private static String name(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static void append(StringBuilder text, PreviewRow row) {
        text.append("  database ").append(row.database());
        if (row.stable() != null) {
            text.append(", supertable ").append(row.stable()).append(", subtable ");
        } else {
            text.append(", table ");
        }
        text.append(row.table()).append('\n');
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {"", "name", "type", "value"});
        row.columns().forEach(column -> lines.add(line("column", column)));
        row.tags().forEach(tag -> lines.add(line("tag", tag)));
        append(text, lines);
        text.append("  ").append(row.sql()).append('\n');
    }

    private static String[] line(String kind, PreviewColumn column) {
        return new String[] {
            kind, column.name(), column.type(), shortened(FieldValue.text(FieldValue.plain(column.value())))
        };
    }

    private static void append(StringBuilder text, List<String[]> lines) {
        int[] widths = new int[lines.get(0).length];
        for (String[] line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        for (String[] line : lines) {
            text.append("    ");
            for (int i = 0; i < widths.length; i++) {
                text.append(line[i]).append(i == widths.length - 1 ? "" : " ".repeat(widths[i] - line[i].length() + 2));
            }
            text.append('\n');
        }
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "… (" + text.length() + " characters)";
    }
}
