// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tdconnect.common.config.WorkerFile;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parser document of a task. */
final class ParserArgument {
    /** The transform that applies a document. */
    static final String TRANSFORM = "io.tdconnect.transforms.TaosxParser$Value";

    /** Drivers whose messages need a parser document, or may have one. */
    private static final Set<String> WITH_PARSER = Set.of("mqtt", "mqtts", "kafka", "csv");

    /** Columns of Kafka records without a document, as taosX has them; several records may have the same time. */
    private static final String RAW_KAFKA =
            "{\"parse\":{\"ts\":{\"as\":\"timestamp(ms)\"},\"topic\":{\"as\":\"varchar\"},"
                    + "\"partition\":{\"as\":\"int\"},\"offset\":{\"as\":\"bigint composite key\"},\"key\":{\"as\":\"binary\"},"
                    + "\"value\":{\"as\":\"binary\"}},\"model\":[{\"name\":\"t_{topic}_{partition}\",\"using\":\"kafka_data\","
                    + "\"tags\":[\"topic\",\"partition\"],\"columns\":[\"ts\",\"offset\",\"key\",\"value\"]}]}";

    private static final String PLACE = "parser";

    private ParserArgument() {}

    /** Whether the messages of a driver need a document, or may have one. */
    static boolean isFor(String driver) {
        return WITH_PARSER.contains(driver);
    }

    /** The document for the records of a source; null if they need none, or after a problem. */
    static @Nullable String document(@Nullable String argument, String driver, Findings findings) {
        if (argument == null || argument.isBlank()) {
            return withoutArgument(driver, findings);
        }
        if (!WITH_PARSER.contains(driver)) {
            findings.problem(
                    PLACE,
                    "no document, since rows of " + driver + " have columns and tables already",
                    "one",
                    "-T changes names of tables and adds tags");
            return null;
        }
        return read(argument.strip(), findings);
    }

    private static @Nullable String withoutArgument(String driver, Findings findings) {
        if (driver.equals("kafka")) {
            findings.note(
                    "parser: without a document rows have ts, offset, key and value in the supertable kafka_data, and a"
                            + " subtable for each topic and partition");
            return RAW_KAFKA;
        }
        if (WITH_PARSER.contains(driver)) {
            findings.problem(
                    PLACE,
                    "@FILE or JSON with parse and model, which says what " + driver + " data become",
                    "none",
                    null);
        }
        return null;
    }

    private static @Nullable String read(String argument, Findings findings) {
        String text = argument;
        String place = PLACE;
        if (argument.startsWith("@")) {
            place = PLACE + ' ' + argument;
            try {
                text = WorkerFile.text(argument);
            } catch (IllegalArgumentException e) {
                findings.problem(place, "a file that can be read", withoutExpectation(e), null);
                return null;
            }
        }
        try {
            if (TaskDocument.parse(text).isObject()) {
                return text.strip();
            }
            findings.problem(place, "a JSON object with parse and model", "another JSON value", null);
        } catch (JsonProcessingException e) {
            findings.problem(
                    place,
                    "JSON",
                    "a fault" + TaskDocument.place(e),
                    argument.startsWith("@") || argument.startsWith("{") ? null : "a file is written @FILE");
        }
        return null;
    }

    /** What a message of another class says was found. */
    private static String withoutExpectation(Exception problem) {
        String message = String.valueOf(problem.getMessage());
        int found = message.indexOf("found ");
        return found < 0 ? message : message.substring(found + "found ".length());
    }
}
