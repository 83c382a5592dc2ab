// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.record;

import io.tdconnect.csv.file.Place;
import io.tdconnect.csv.format.BadFileException;
import io.tdconnect.csv.format.BadLine;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides about bad lines and files. */
public final class BadLines {
    static final String FILE = "csv.file";
    static final String LINE = "csv.line";
    private static final String COLUMN = "csv.column";
    private static final String ERROR = "csv.error";

    /** Characters of a bad line in a dead letter. */
    private static final int LONGEST = 64 * 1024;

    private static final Logger log = LoggerFactory.getLogger(BadLines.class);

    private final ErrorOptions options;
    private final LongAdder lines;
    private final LongAdder files;

    /** Counts lines and files. */
    public BadLines(ErrorOptions options, LongAdder lines, LongAdder files) {
        this.options = options;
        this.lines = lines;
        this.files = files;
    }

    /** Kafka topic for bad lines, null to leave them out. */
    @Nullable
    String topic() {
        return options.onError() == ErrorOptions.OnError.TOPIC ? options.topic() : null;
    }

    /**
     * Counts and logs a line.
     *
     * @throws ConnectException if the task is to fail
     */
    void check(Place place, BadLine line) {
        String where = "line " + (line.line() == 0 ? "(number unknown)" : Long.toString(line.line()))
                + (line.column() == 0 ? "" : ", column " + line.column());
        if (options.onError() == ErrorOptions.OnError.FAIL) {
            throw new ConnectException("File " + place.path() + ", " + where + ": " + line.reason()
                    + ". Correct the file or the options, or set " + ErrorOptions.ON_ERROR + " to skip or topic");
        }
        lines.increment();
        long count = lines.sum();
        // A file that contains only bad lines must not fill the log.
        if (Long.bitCount(count) == 1) {
            log.warn(
                    "{} bad lines since the start; the last one: {}, {}: {}",
                    count,
                    place.path(),
                    where,
                    line.reason());
        } else {
            log.debug("A bad line: {}, {}: {}", place.path(), where, line.reason());
        }
    }

    /** The record of a line for {@link #topic}. */
    SourceRecord record(Place place, BadLine line, Map<String, ?> offset) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(ERROR, line.reason());
        headers.addString(FILE, place.path());
        if (line.line() > 0) {
            headers.addString(LINE, Long.toString(line.line()));
        }
        if (line.column() > 0) {
            headers.addString(COLUMN, Integer.toString(line.column()));
        }
        String text = line.text().length() > LONGEST ? line.text().substring(0, LONGEST) : line.text();
        return new SourceRecord(
                place.partition(),
                offset,
                options.topic(),
                null,
                null,
                null,
                Schema.STRING_SCHEMA,
                text.stripTrailing(),
                null,
                headers);
    }

    /**
     * Counts and logs a file that cannot be read.
     *
     * @throws ConnectException if the task is to fail
     */
    public void file(String path, BadFileException problem) {
        if (options.onError() == ErrorOptions.OnError.FAIL) {
            throw new ConnectException(
                    "File " + path + ": " + problem.getMessage() + ". Correct the file or the options, or set "
                            + ErrorOptions.ON_ERROR + "=skip to leave such files out",
                    problem);
        }
        files.increment();
        log.warn("Left out file {}: {}", path, problem.getMessage());
    }
}
