// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.table;

import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowShape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides the column of each field from its first values: one answer for all connections of a task, whichever of them
 * creates the column.
 *
 * <p>The first values are those of all rows that are mapped before one of them is handed to a connection, at least those
 * of all records of one put. One thread adds values and closes; any thread may read closed answers.
 */
public final class FirstValues {
    private static final Logger log = LoggerFactory.getLogger(FirstValues.class);
    private static final int MAX_TABLES = 10_000;

    private final Map<String, Map<String, ColumnGuess>> open = new HashMap<>();
    private final Map<String, Map<String, ColumnGuess>> closed = new ConcurrentHashMap<>();

    /** Adds the values of a row for fields without an answer. */
    public void addRow(Row row) {
        RowShape shape = row.shape;
        if (!hasValue(row)) {
            return;
        }
        String table = shape.fullName();
        Map<String, ColumnGuess> answers = closed.getOrDefault(table, Map.of());
        boolean answered = false;
        for (int field : shape.unanswered) {
            String name = shape.names.get(field);
            if (answers.containsKey(name)) {
                answered = true;
            } else {
                // Also for nulls, to keep the order of the fields.
                ColumnGuess guess = open.computeIfAbsent(table, key -> new LinkedHashMap<>())
                        .computeIfAbsent(name, key -> new ColumnGuess());
                add(guess, shape, field, row.value(field));
            }
        }
        if (answered) {
            shape.unanswered = IntStream.of(shape.unanswered)
                    .filter(field -> !answers.containsKey(shape.names.get(field)))
                    .toArray();
        }
    }

    private static boolean hasValue(Row row) {
        for (int field : row.shape.unanswered) {
            if (row.value(field) != null) {
                return true;
            }
        }
        return false;
    }

    private static void add(ColumnGuess guess, RowShape shape, int field, @Nullable Object value) {
        if (value != null) {
            try {
                guess.addValue(shape, field, value);
            } catch (DataException e) {
                log.trace("The connection that gets the row reports it", e);
            }
        }
    }

    /** Whether values have been added since the last {@link #close}. */
    public boolean isOpen() {
        return !open.isEmpty();
    }

    /** Makes the values added so far the answer for their fields. */
    public void close() {
        if (open.isEmpty()) {
            return;
        }
        if (closed.size() > MAX_TABLES) {
            closed.clear();
        }
        open.forEach((table, guesses) -> {
            Map<String, ColumnGuess> answers = new LinkedHashMap<>(closed.getOrDefault(table, Map.of()));
            guesses.forEach((name, guess) -> {
                if (guess.type() != null) {
                    answers.put(name, guess);
                }
            });
            closed.put(table, answers);
        });
        open.clear();
    }

    /** The answers for the fields of a table by name, in the order in which the fields first appeared. */
    Map<String, ColumnGuess> of(RowShape shape) {
        return closed.getOrDefault(shape.fullName(), Map.of());
    }
}
