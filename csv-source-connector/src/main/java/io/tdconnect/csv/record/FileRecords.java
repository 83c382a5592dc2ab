// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.record;

import io.tdconnect.common.record.KafkaTopic;
import io.tdconnect.common.record.Routing;
import io.tdconnect.common.template.MissingVariableException;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.template.Variables;
import io.tdconnect.csv.file.FilePosition;
import io.tdconnect.csv.file.Place;
import io.tdconnect.csv.format.BadFileException;
import io.tdconnect.csv.format.BadLine;
import io.tdconnect.csv.format.Block;
import io.tdconnect.csv.format.RowConsumer;
import io.tdconnect.csv.format.RowText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes records of the rows of a file, block by block; the result depends only on the rows and the configuration. */
public final class FileRecords implements RowConsumer {
    private static final String FILE = "file";
    private static final int BESIDE_ROWS = 2_048;

    private final RecordOptions options;
    private final BadLines badLines;
    private final Place place;
    private final RowText text;
    private final RowConverter converter;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final @Nullable String fixedTopic;
    private final Variables variables;
    /** The routing of all rows; null if it differs from row to row. */
    private final @Nullable Routing fixedRouting;

    private @Nullable String[] current = {};
    private List<SourceRecord> records = new ArrayList<>();
    private final List<Struct> pending = new ArrayList<>();
    private final List<Routing> routings = new ArrayList<>();
    private long pendingBytes;
    private long pendingLine;
    private long pendingEnd;
    private String pendingTopic = "";
    private FilePosition block = FilePosition.at(0, 0);
    private long seen;
    private long rows;

    /**
     * Makes the records of a file.
     *
     * @param text of bad lines
     * @throws BadFileException if options name columns that it does not have
     */
    public FileRecords(RecordOptions options, BadLines badLines, RowText text, Place place, List<String> columns)
            throws BadFileException {
        this.options = options;
        this.badLines = badLines;
        this.text = text;
        this.place = place;
        converter = new RowConverter(options, columns);
        for (int i = 0; i < columns.size(); i++) {
            indexes.put(columns.get(i), i);
        }
        variables = this::variable;
        boolean byFile = options.topic().variables().stream().noneMatch(indexes::containsKey);
        fixedTopic = byFile ? topic() : null;
        RecordOptions.Destination to = options.destination();
        fixedRouting = to.stable() == null && to.table() == null
                ? new Routing(to.database(), null, null, to.tags().isEmpty() ? null : to.tags(), to.timestamp())
                : null;
    }

    /**
     * Checks the names of columns in options.
     *
     * @throws BadFileException if one is not among the columns
     */
    public static void requireColumns(RecordOptions options, List<String> columns) throws BadFileException {
        RowConverter.requireColumns(options, columns);
    }

    /** Begins a block of which so many rows are read already. */
    public void start(Block read, long skipped) {
        block = FilePosition.at(read.offset(), read.line());
        seen = skipped;
    }

    /** The records of the block, and of nothing else; the last one has the position after the block. */
    public List<SourceRecord> end(Block.Next next) {
        flush(FilePosition.at(next.offset(), next.line()));
        return take();
    }

    /** The records of the rows before one that stops the task. */
    public List<SourceRecord> beforeFailure() {
        flush(block.withRows(pendingEnd));
        return take();
    }

    /** How many rows became records since the last call. */
    public long takeRows() {
        long taken = rows;
        rows = 0;
        return taken;
    }

    private List<SourceRecord> take() {
        List<SourceRecord> taken = records;
        records = new ArrayList<>(taken.size());
        return taken;
    }

    @Override
    public void row(long line, @Nullable String[] fields) {
        try {
            add(line, fields);
        } catch (BadValueException e) {
            badLine(new BadLine(line, e.column(), String.valueOf(e.getMessage()), text.of(fields)));
            return;
        }
        seen++;
        rows++;
        pendingEnd = seen;
    }

    private void add(long line, @Nullable String[] fields) throws BadValueException {
        current = fields;
        long bytes = converter.bytes(fields);
        if (bytes + BESIDE_ROWS > options.limit().bytes()) {
            converter.checkSize(fields);
        }
        Struct struct = converter.struct(fields);
        String topic = fixedTopic == null ? named(options.topic()) : fixedTopic;
        Routing routing = fixedRouting == null ? routing() : fixedRouting;
        boolean full = pending.size() >= options.rowsPerRecord()
                || pendingBytes + bytes + BESIDE_ROWS > options.limit().bytes()
                || !topic.equals(pendingTopic);
        if (full) {
            flush(block.withRows(pendingEnd));
        }
        if (pending.isEmpty()) {
            pendingLine = line;
            pendingTopic = topic;
        }
        pending.add(struct);
        routings.add(routing);
        pendingBytes += bytes;
    }

    @Override
    public void bad(BadLine line) {
        badLine(line);
    }

    private void badLine(BadLine line) {
        badLines.check(place, line);
        seen++;
        if (badLines.topic() != null) {
            flush(block.withRows(pendingEnd));
            records.add(badLines.record(place, line, place.offset(block.withRows(seen))));
        }
    }

    private String topic() {
        return KafkaTopic.legal(options.topic().render(variables));
    }

    /** A name of this row. */
    private String named(Template template) throws BadValueException {
        try {
            String name = template.render(variables);
            return template.equals(options.topic()) ? KafkaTopic.legal(name) : name;
        } catch (MissingVariableException e) {
            throw new BadValueException(converter.indexOf(e.name()) + 1, String.valueOf(e.getMessage()), e);
        } catch (DataException e) {
            throw new BadValueException(0, String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable Object variable(String name) {
        Integer index = indexes.get(name);
        if (index != null) {
            return current[index];
        }
        return name.equals(FILE) ? place.shortName() : null;
    }

    private Routing routing() throws BadValueException {
        RecordOptions.Destination to = options.destination();
        return new Routing(
                to.database(),
                to.stable() == null ? null : named(to.stable()),
                to.table() == null ? null : named(to.table()),
                to.tags().isEmpty() ? null : to.tags(),
                to.timestamp());
    }

    private void flush(FilePosition after) {
        if (pending.isEmpty()) {
            return;
        }
        boolean list = options.rowsPerRecord() > 1;
        String key = key();
        records.add(new SourceRecord(
                place.partition(),
                place.offset(after),
                pendingTopic,
                null,
                key == null ? null : Schema.STRING_SCHEMA,
                key,
                converter.schema(list),
                list ? List.copyOf(pending) : pending.get(0),
                null,
                headers(list)));
        pending.clear();
        routings.clear();
        pendingBytes = 0;
    }

    private ConnectHeaders headers(boolean list) {
        ConnectHeaders headers = new ConnectHeaders();
        if (options.places()) {
            headers.addString(BadLines.FILE, place.path());
            if (pendingLine > 0) {
                headers.addString(BadLines.LINE, Long.toString(pendingLine));
            }
        }
        if (list && fixedRouting == null) {
            Routing.writeRows(headers, routings);
        } else {
            routings.get(0).writeTo(headers);
        }
        return headers;
    }

    private @Nullable String key() {
        String first = fixedRouting == null ? routings.get(0).table() : null;
        boolean same = first != null && routings.stream().allMatch(routing -> Objects.equals(routing.table(), first));
        return same ? first : null;
    }
}
