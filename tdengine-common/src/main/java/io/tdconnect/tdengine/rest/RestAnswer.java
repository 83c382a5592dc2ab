// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockColumn;
import io.tdconnect.tdengine.block.BlockConsumer;
import io.tdconnect.tdengine.block.BlockLayout;
import io.tdconnect.tdengine.block.ColumnInfo;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Reads an answer to a query row by row: {@code {"status":"succ","column_meta":[…],"data":[[…],…],"rows":1}}. */
public final class RestAnswer {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BLOCK_ROWS = 4_096;
    private static final int BLOCK_CELLS = 1 << 20;
    private static final int BLOCK_CHARACTERS = 1 << 24;
    /** More than a table of TDengine 2 can have. */
    private static final int MOST_COLUMNS = 4_096 + 128;

    private static final int LONGEST_CELL = 1 << 16;

    private final JsonParser json;
    private final BlockConsumer blocks;
    private final List<ColumnInfo> columns = new ArrayList<>();
    private String status = "succ";
    private int code;
    private String reason = "";
    private long reported = -1;
    private long rows;
    private long characters;

    private RestAnswer(JsonParser json, BlockConsumer blocks) {
        this.json = json;
        this.blocks = blocks;
    }

    /**
     * Hands over the rows of an answer.
     *
     * @throws SQLException if the server refused the query, the answer has another form, or {@code blocks} throws it
     * @throws IOException if it cannot be read, or is not JSON
     */
    public static void read(Reader text, BlockConsumer blocks) throws IOException, SQLException, InterruptedException {
        try (JsonParser json = JSON.createParser(text)) {
            new RestAnswer(json, blocks).read();
        }
    }

    private void read() throws IOException, SQLException, InterruptedException {
        expect(JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "status" -> status = json.getText();
                case "code" -> code = json.getIntValue();
                case "desc" -> reason = json.getText();
                case "column_meta" -> readColumns();
                case "data" -> readRows();
                case "rows" -> reported = json.getLongValue();
                default -> json.skipChildren();
            }
        }
        if (code != 0 || !status.equals("succ")) {
            throw new SQLException(
                    "TDengine refused a query: " + reason + " (" + TdengineErrors.hex(code) + ")",
                    null,
                    Version2Codes.ofVersion3(code, reason));
        }
        if (reported >= 0 && reported != rows) {
            throw unexpected("with " + rows + " rows that says it has " + reported);
        }
    }

    private void readColumns() throws IOException, SQLException {
        while (json.nextToken() == JsonToken.START_ARRAY) {
            String name = json.nextTextValue();
            // Version 3 sends names of types.
            ColumnType type =
                    json.nextToken() == JsonToken.VALUE_NUMBER_INT ? ColumnType.ofCode(json.getIntValue()) : named();
            int length = json.nextIntValue(0);
            expect(JsonToken.END_ARRAY);
            if (name == null || type == null) {
                throw unexpected("with a column of an unknown type");
            }
            if (columns.size() == MOST_COLUMNS) {
                throw unexpected("with more than " + MOST_COLUMNS + " columns");
            }
            columns.add(new ColumnInfo(name, type, type.isVariable() ? length : type.width(), 0, false));
        }
    }

    private ColumnType named() throws IOException, SQLException {
        try {
            return ColumnType.of(json.getText());
        } catch (DataException e) {
            throw unexpected("with a column of an unknown type");
        }
    }

    private void readRows() throws IOException, SQLException, InterruptedException {
        BlockLayout layout = new BlockLayout(columns);
        int blockRows = Math.min(BLOCK_ROWS, BLOCK_CELLS / Math.max(1, columns.size()));
        @Nullable Object[][] cells = new @Nullable Object[columns.size()][blockRows];
        int filled = 0;
        while (json.nextToken() == JsonToken.START_ARRAY) {
            for (int i = 0; i < cells.length; i++) {
                json.nextToken();
                cells[i][filled] = cell(layout.columns().get(i).type());
            }
            expect(JsonToken.END_ARRAY);
            rows++;
            filled++;
            if (filled == blockRows || characters > BLOCK_CHARACTERS) {
                blocks.accept(block(layout, cells, filled));
                cells = new @Nullable Object[columns.size()][blockRows];
                filled = 0;
                characters = 0;
            }
        }
        if (filled > 0) {
            blocks.accept(block(layout, cells, filled));
        }
    }

    private static Block block(BlockLayout layout, @Nullable Object[][] cells, int rows) {
        List<BlockColumn> filled = new ArrayList<>(cells.length);
        for (int i = 0; i < cells.length; i++) {
            filled.add(new CellColumn(layout.columns().get(i), cells[i], rows));
        }
        return new Block("", Precision.MS, rows, layout, filled);
    }

    private @Nullable Object cell(ColumnType type) throws IOException, SQLException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (type) {
            case BOOL -> json.getBooleanValue();
            case TINYINT -> json.getByteValue();
            case SMALLINT, TINYINT_UNSIGNED -> json.getShortValue();
            case INT, SMALLINT_UNSIGNED -> json.getIntValue();
            case BIGINT, INT_UNSIGNED, TIMESTAMP -> json.getLongValue();
            case BIGINT_UNSIGNED -> new BigDecimal(json.getBigIntegerValue());
            // Not through a double, which would round twice.
            case FLOAT -> single();
            case DOUBLE -> json.getDoubleValue();
            case VARCHAR, NCHAR -> text();
            case JSON -> structure();
            case VARBINARY, GEOMETRY, BLOB, DECIMAL, DECIMAL64 -> throw unexpected("with a column of type " + type);
        };
    }

    private String text() throws IOException, SQLException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw unexpected("with " + json.currentToken() + " for text");
        }
        if (json.getTextLength() > LONGEST_CELL) {
            throw unexpected("with a cell of " + json.getTextLength() + " characters");
        }
        characters += json.getTextLength();
        return json.getText();
    }

    private Float single() throws IOException, SQLException {
        if (!json.currentToken().isNumeric()) {
            throw unexpected("with " + json.currentToken() + " for a number");
        }
        return Float.valueOf(json.getText());
    }

    private String structure() throws IOException, SQLException {
        BoundedText text = new BoundedText();
        try (JsonGenerator copy = JSON.createGenerator(text)) {
            copy.copyCurrentStructureExact(json);
        } catch (NumberFormatException e) {
            throw unexpected("with a number whose exponent that is too large");
        }
        characters += text.buffer.length();
        return text.buffer.toString();
    }

    /** Text of a cell, up to the longest possible one. */
    private static final class BoundedText extends Writer {
        private final StringBuilder buffer = new StringBuilder();

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            if (buffer.length() + length > LONGEST_CELL) {
                throw new IOException("a cell of more than " + LONGEST_CELL + " characters");
            }
            buffer.append(text, from, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private void expect(JsonToken token) throws IOException, SQLException {
        if (json.nextToken() != token) {
            throw unexpected("without " + token);
        }
    }

    private static SQLException unexpected(String what) {
        return new SQLException("Expected an answer of taosAdapter, found one " + what);
    }
}
