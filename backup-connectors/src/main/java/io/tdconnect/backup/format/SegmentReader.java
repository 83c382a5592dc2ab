// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tdconnect.common.json.JsonTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a segment as a stream. */
public final class SegmentReader implements AutoCloseable {
    private static final JsonFactory JSON = JsonTree.payloads().build();
    private static final JsonTree TREE = new JsonTree(JsonTree::exact, true);
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final Segment segment;
    private final Predicate<StoredTable> wanted;
    private final JsonParser parser;
    private final Map<Integer, Layout> layouts = new HashMap<>();
    private final Map<Integer, StoredTable> tables = new HashMap<>();
    private long lines;

    /** A line that is of interest. */
    public sealed interface Line permits Rows, Event {
        /** Its number in the segment, from 1. */
        long number();
    }

    /**
     * Rows of a table.
     *
     * @param sizes bytes of each row in the file
     */
    public record Rows(long number, StoredTable table, List<Struct> structs, List<Integer> sizes) implements Line {}

    /**
     * A metadata event.
     *
     * @param type as in the header of its record
     * @param json the event
     */
    public record Event(long number, String type, String json) implements Line {}

    private SegmentReader(Path file, Segment segment, Predicate<StoredTable> wanted, JsonParser parser) {
        this.file = file;
        this.segment = segment;
        this.wanted = wanted;
        this.parser = parser;
    }

    /**
     * Opens a segment.
     *
     * @param wanted tables whose rows are returned; others are passed over
     */
    public static SegmentReader open(BackupFolder folder, Segment segment, Predicate<StoredTable> wanted)
            throws IOException {
        Path file = folder.path().resolve(segment.file());
        InputStream in;
        try {
            in = new BufferedInputStream(new FilePrefix(Files.newInputStream(file), segment.bytes()), BUFFER);
        } catch (NoSuchFileException e) {
            throw BackupFolder.missing(file, segment);
        }
        try {
            JsonParser parser = JSON.createParser(Compression.of(segment.file()).open(in));
            return new SegmentReader(file, segment, wanted, parser);
        } catch (IOException e) {
            in.close();
            throw new DamagedBackupException(file, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The next line with rows or an event; null at the end.
     *
     * @throws DamagedBackupException if the segment is not as this format says
     */
    public @Nullable Line next() throws IOException {
        try {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                lines++;
                Line line = line(String.valueOf(parser.nextFieldName()));
                if (line != null) {
                    return line;
                }
            }
        } catch (JsonProcessingException e) {
            throw damaged("expected JSON, found a fault");
        } catch (DataException | IllegalArgumentException | ClassCastException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
        if (lines != segment.lines()) {
            throw damaged("expected " + segment.lines() + " lines, found an end");
        }
        return null;
    }

    private @Nullable Line line(String first) throws IOException {
        switch (first) {
            case "of" -> {
                return rows();
            }
            case "event" -> {
                Map<String, @Nullable Object> event = rest(first);
                return new Event(lines, text(event, "event"), text(event, "json"));
            }
            case "layout" -> {
                Map<String, @Nullable Object> layout = rest(first);
                layouts.put(number(layout, first), Layout.of(layout));
            }
            case "table" -> table();
            // What the file is; and lines that later versions may add.
            default -> rest(first);
        }
        return null;
    }

    private void table() throws IOException {
        int number = parser.nextIntValue(0);
        String name = "";
        String stable = null;
        Layout layout = null;
        @Nullable Object[] tags = new @Nullable Object[0];
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "name" -> name = parser.getText();
                case "stable" -> stable = parser.getText();
                case "layout" -> layout = layouts.get(parser.getIntValue());
                case "tags" -> tags = tags(layout);
                default -> TREE.value(parser, token);
            }
        }
        if (layout == null || tags.length != layout.tags().size()) {
            throw damaged("expected a table with a layout and its tags, found another line");
        }
        tables.put(number, new StoredTable(name, stable, layout, tags));
    }

    private @Nullable Object[] tags(@Nullable Layout layout) throws IOException {
        List<StoredColumn> columns = layout == null ? List.of() : layout.tags();
        @Nullable Object[] tags = new @Nullable Object[columns.size()];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = columns.get(i).read(parser, parser.nextToken());
        }
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            throw damaged("expected as many tags as the layout has, found more");
        }
        return tags;
    }

    private @Nullable Rows rows() throws IOException {
        StoredTable table = tables.get(parser.nextIntValue(0));
        if (table == null) {
            throw damaged("expected rows of a table of an earlier line, found others");
        }
        parser.nextToken();
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw damaged("expected rows as a list, found something else");
        }
        if (!wanted.test(table)) {
            parser.skipChildren();
            rest("");
            return null;
        }
        List<Struct> structs = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        long before = parser.currentLocation().getByteOffset();
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            structs.add(row(table));
            long after = parser.currentLocation().getByteOffset();
            sizes.add((int) (after - before));
            before = after;
        }
        rest("");
        return new Rows(lines, table, structs, sizes);
    }

    private Struct row(StoredTable table) throws IOException {
        Layout layout = table.layout();
        Struct struct = new Struct(layout.schema());
        List<Field> fields = layout.schema().fields();
        int index = 0;
        for (StoredColumn column : layout.columns()) {
            Object value = column.read(parser, parser.nextToken());
            if (value != null) {
                struct.put(fields.get(index), value);
            }
            index++;
        }
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            throw damaged("expected a value for each column, found more");
        }
        for (int tag = 0; tag < layout.tags().size(); tag++) {
            struct.put(fields.get(index++), table.tag(tag));
        }
        return struct;
    }

    /** The members of the line from the current one on. */
    private Map<String, @Nullable Object> rest(String current) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (!current.isEmpty()) {
            members.put(current, TREE.value(parser, parser.nextToken()));
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            members.put(name, TREE.value(parser, parser.nextToken()));
        }
        return members;
    }

    private static int number(Map<String, @Nullable Object> members, String name) {
        if (members.get(name) instanceof Number number) {
            return number.intValue();
        }
        throw new DataException("expected the number " + name + ", found none");
    }

    private static String text(Map<String, @Nullable Object> members, String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new DataException("expected the text " + name + ", found none");
    }

    private DamagedBackupException damaged(String problem) {
        return new DamagedBackupException(file, "line " + lines + ": " + problem);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
