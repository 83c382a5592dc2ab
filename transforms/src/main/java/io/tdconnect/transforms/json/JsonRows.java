// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tdconnect.transforms.row.PayloadRows;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowBuilder;
import io.tdconnect.transforms.row.RowList;
import io.tdconnect.transforms.row.SameNameException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a JSON text: one object, an array of objects, or several of these one after the other. */
public final class JsonRows implements PayloadRows {
    /** For how many payloads the fast reader is skipped after it could not read one. */
    private static final int PAUSE = 100;

    private final JsonOptions options;
    private final JsonParsers parsers = new JsonParsers();
    private final JsonRowReader reader;
    private final RowList lists = new RowList();
    private final @Nullable PlainJson plain;
    private final @Nullable ObjectTrees trees;
    private int pause;

    public JsonRows(JsonOptions options) {
        this.options = options;
        RowBuilder row = RowBuilder.distinct(options.schema());
        boolean several = options.fields().choices().stream().anyMatch(choice -> choice.places() != null);
        this.trees = several ? new ObjectTrees(new JsonParsers()) : null;
        this.reader = new JsonRowReader(options, row, trees);
        boolean all = options.fields().choices().isEmpty() && options.fields().rest();
        this.plain = all ? new PlainJson(row, lists) : null;
    }

    /**
     * The rows of a payload: a row, or a list of several rows; the list's schema is null if the rows have different
     * schemas.
     *
     * @param payload byte array, ByteBuffer or text
     * @return null if the payload is an empty array
     * @throws DataException if it is not such a text; the message contains the reason and position, not the text
     */
    @Override
    public @Nullable Row readRow(Object payload) {
        return readRow(payload, null);
    }

    /**
     * The rows of a payload, see {@link #readRow(Object)}.
     *
     * @param more adds fields to each row after its own
     */
    @Nullable
    public Row readRow(Object payload, @Nullable Consumer<RowBuilder> more) {
        try {
            Row row = plain(payload, more);
            return row == null ? parsed(payload, more) : row;
        } catch (SameNameException e) {
            throw e.at(paths(payload, e.name()));
        }
    }

    private @Nullable Row parsed(Object payload, @Nullable Consumer<RowBuilder> more) {
        try (JsonParser parser = parsers.open(payload)) {
            if (trees != null) {
                trees.open(payload);
            }
            return rows(parser, more);
        } catch (JsonProcessingException e) {
            // Without the cause: its message may quote the payload, and Connect writes causes to the log.
            throw new DataException("Expected JSON, found a fault at " + place(e.getLocation()) + ": " + reason(e));
        } catch (IOException e) {
            throw new DataException("Expected JSON in UTF-8, found bytes that are not ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    /** Reads a bad payload again to find the paths. */
    private List<String> paths(Object payload, String name) {
        try (JsonParser parser = parsers.open(payload)) {
            return new SameNamePaths(parser, options, name).find();
        } catch (IOException e) {
            // Another fault after the fields; the name is enough for the message.
            return List.of(name);
        }
    }

    private @Nullable Row plain(Object payload, @Nullable Consumer<RowBuilder> more) {
        if (plain == null || !(payload instanceof byte[] bytes)) {
            return null;
        }
        if (pause > 0) {
            pause--;
            return null;
        }
        Row row = plain.readRow(bytes, more);
        pause = row == null ? PAUSE : 0;
        return row;
    }

    private @Nullable Row rows(JsonParser parser, @Nullable Consumer<RowBuilder> more) throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new DataException("Expected JSON, found an empty payload");
        }
        Row first = null;
        List<Row> several = null;
        while (token != null) {
            boolean array = token == JsonToken.START_ARRAY;
            if (array) {
                token = parser.nextToken();
            }
            while (token != JsonToken.END_ARRAY) {
                Row row = row(parser, token, more);
                if (first == null) {
                    first = row;
                } else {
                    several = several == null ? new ArrayList<>(List.of(first)) : several;
                    several.add(row);
                }
                if (!array) {
                    break;
                }
                token = parser.nextToken();
            }
            token = parser.nextToken();
        }
        return several == null ? first : lists.of(several);
    }

    private Row row(JsonParser parser, @Nullable JsonToken token, @Nullable Consumer<RowBuilder> more)
            throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw new DataException("Expected a JSON object or an array of objects, found " + name(token) + " at "
                    + place(parser.currentTokenLocation()));
        }
        return reader.readRow(parser, more);
    }

    private static String name(@Nullable JsonToken token) {
        if (token == null) {
            return "the end";
        }
        return token == JsonToken.START_ARRAY
                ? "an array in an array"
                : token.isNumeric()
                        ? "a number"
                        : token == JsonToken.VALUE_STRING ? "text" : String.valueOf(token.asString());
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null
                ? "an unknown place"
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** The parser's message, without the text that it quotes. */
    private static String reason(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        int quote = message.indexOf("token '");
        if (quote >= 0) {
            return "a word that is not true, false, null, a number or quoted text";
        }
        int brackets = message.indexOf(" (start marker");
        return brackets < 0 ? message : message.substring(0, brackets);
    }
}
