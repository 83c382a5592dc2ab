// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import io.tdconnect.common.http.HttpRequests;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the answer to a query: a sequence of documents, each with some of the series. */
public final class AnswerReader {
    private static final int MOST_COLUMNS = 100_000;

    private final MessagePackReader reader;
    private @Nullable Object[] row = {};
    private boolean unfinished;

    /** Receives the contents of the documents. */
    public interface Target {
        /** The columns of the next rows. */
        void series(String measurement, Map<String, String> tags, List<String> columns);

        /** A row whose first column is a time. */
        void row(long time, @Nullable Object[] row) throws IOException, InterruptedException;

        /** A row whose first column is anything else. */
        void row(@Nullable Object[] row) throws IOException, InterruptedException;
    }

    public AnswerReader(InputStream stream) {
        reader = new MessagePackReader(stream);
    }

    /**
     * Reads to the end.
     *
     * @throws InfluxException if a document reports a failure
     * @throws IOException if the answer is not complete
     */
    public void read(Target target) throws IOException, InfluxException, InterruptedException {
        while (!reader.atEnd()) {
            unfinished = false;
            document(target);
        }
        // The connection was cut between two documents: the last one announced more rows.
        if (unfinished) {
            throw new EOFException("The answer ends although more rows were announced");
        }
    }

    private void document(Target target) throws IOException, InfluxException, InterruptedException {
        int entries = reader.mapSize();
        for (int i = 0; i < entries; i++) {
            switch (reader.text()) {
                case "results" -> results(target);
                case "error" -> throw InfluxException.ofText(error());
                default -> reader.skip();
            }
        }
    }

    private void results(Target target) throws IOException, InfluxException, InterruptedException {
        int results = reader.nil() ? 0 : reader.arraySize();
        for (int i = 0; i < results; i++) {
            int entries = reader.mapSize();
            for (int j = 0; j < entries; j++) {
                switch (reader.text()) {
                    case "series" -> allSeries(target);
                    case "error" -> throw InfluxException.ofText(error());
                    case "partial" -> partial();
                    default -> reader.skip();
                }
            }
        }
    }

    private void allSeries(Target target) throws IOException, InterruptedException {
        int count = reader.nil() ? 0 : reader.arraySize();
        for (int i = 0; i < count; i++) {
            series(target);
        }
    }

    private void series(Target target) throws IOException, InterruptedException {
        String name = "";
        Map<String, String> tags = Map.of();
        List<String> columns = List.of();
        int entries = reader.mapSize();
        for (int i = 0; i < entries; i++) {
            switch (reader.text()) {
                case "name" -> name = reader.text();
                case "tags" -> tags = tags();
                case "columns" -> columns = columns();
                case "partial" -> partial();
                case "values" -> {
                    if (columns.isEmpty()) {
                        throw new IOException("Expected the columns of a series before its values");
                    }
                    target.series(name, tags, columns);
                    values(target, columns);
                }
                default -> reader.skip();
            }
        }
    }

    private void values(Target target, List<String> columns) throws IOException, InterruptedException {
        int rows = reader.nil() ? 0 : reader.arraySize();
        boolean timed = columns.get(0).equals("time");
        for (int i = 0; i < rows; i++) {
            int size = reader.arraySize();
            if (size != columns.size()) {
                throw new IOException("Expected " + columns.size() + " values in a row, found " + size);
            }
            if (row.length != size) {
                row = new @Nullable Object[size];
            }
            long time = timed ? reader.time() : 0;
            for (int column = timed ? 1 : 0; column < size; column++) {
                row[column] = reader.value();
            }
            if (timed) {
                target.row(time, row);
            } else {
                target.row(row);
            }
        }
    }

    private Map<String, String> tags() throws IOException {
        int size = reader.nil() ? 0 : reader.mapSize();
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < size; i++) {
            tags.put(reader.text(), reader.text());
        }
        return tags;
    }

    private List<String> columns() throws IOException {
        int size = reader.arraySize();
        if (size > MOST_COLUMNS) {
            throw new IOException("Expected at most " + MOST_COLUMNS + " columns, found " + size);
        }
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            columns.add(reader.text());
        }
        return columns;
    }

    private String error() throws IOException {
        String text = reader.text();
        return text.substring(0, Math.min(text.length(), HttpRequests.LONGEST_ERROR));
    }

    private void partial() throws IOException {
        unfinished |= Boolean.TRUE.equals(reader.value());
    }
}
