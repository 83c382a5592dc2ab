// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.Release;
import java.util.ArrayList;
import java.util.List;

/** Reads types and lists of column declarations. */
final class TypeParser {
    /** A JSON tag is declared without a length. */
    private static final int JSON_LENGTH = 4095;

    /** The length that the server reports for a BLOB, which is declared without one. */
    private static final int BLOB_LENGTH = 4_194_304;

    private static final int MAX_DIGITS = 38;
    private static final int MAX_SHORT_DIGITS = 18;
    private static final int MAX_LENGTH = 65_517;
    private static final int MAX_NCHAR_LENGTH = 16_379;

    private final Tokens tokens;

    TypeParser(Tokens tokens) {
        this.tokens = tokens;
    }

    List<ColumnSpec> columns() throws SqlException {
        tokens.expect("(");
        List<ColumnSpec> columns = new ArrayList<>();
        do {
            columns.add(column());
        } while (tokens.accept(","));
        tokens.expect(")");
        return columns;
    }

    ColumnSpec column() throws SqlException {
        String name = tokens.name();
        ColumnSpec spec = type(name);
        boolean primaryKey = false;
        while (tokens.peek().kind() == TokenKind.WORD) {
            if (tokens.accept("primary")) {
                tokens.expect("key");
                primaryKey = true;
            } else if (tokens.accept("comment")
                    || tokens.accept("encode")
                    || tokens.accept("compress")
                    || tokens.accept("level")) {
                tokens.string();
            } else {
                throw tokens.unexpected();
            }
        }
        return new ColumnSpec(name, spec.type(), spec.length(), spec.scale(), primaryKey);
    }

    /** A type and its length, under this name. */
    ColumnSpec type(String name) throws SqlException {
        Token token = tokens.peek();
        if (token.kind() != TokenKind.WORD) {
            throw tokens.unexpected();
        }
        ColumnType type = switch (token.text()) {
            case "bool" -> ColumnType.BOOL;
            case "tinyint" -> ColumnType.TINYINT;
            case "smallint" -> ColumnType.SMALLINT;
            case "int", "integer" -> ColumnType.INT;
            case "bigint" -> ColumnType.BIGINT;
            case "float" -> ColumnType.FLOAT;
            case "double" -> ColumnType.DOUBLE;
            case "varchar", "binary" -> ColumnType.VARCHAR;
            case "timestamp" -> ColumnType.TIMESTAMP;
            case "nchar" -> ColumnType.NCHAR;
            case "json" -> ColumnType.JSON;
            case "varbinary" -> ColumnType.VARBINARY;
            case "geometry" -> ColumnType.GEOMETRY;
            case "decimal" -> known(ColumnType.DECIMAL);
            case "blob" -> known(ColumnType.BLOB);
            default -> throw tokens.unexpected();
        };
        tokens.next();
        if (type == ColumnType.DECIMAL) {
            return decimal(name);
        }
        type = unsigned(type);
        return new ColumnSpec(name, type, length(type), 0, false);
    }

    /** A type of TDengine 3.3.6 and later. */
    private ColumnType known(ColumnType type) throws SqlException {
        if (!tokens.release().since(Release.V3_3_7)) {
            throw tokens.unexpected();
        }
        return type;
    }

    private ColumnSpec decimal(String name) throws SqlException {
        tokens.expect("(");
        int digits = tokens.wholeNumber();
        int scale = tokens.accept(",") ? tokens.wholeNumber() : 0;
        tokens.expect(")");
        if (digits < 1 || digits > MAX_DIGITS || scale > digits) {
            throw new SqlException(
                    0x2602, "Invalid column type DECIMAL(" + digits + "," + scale + ") , invalid precision or scale");
        }
        ColumnType type = digits > MAX_SHORT_DIGITS ? ColumnType.DECIMAL : ColumnType.DECIMAL64;
        return new ColumnSpec(name, type, digits, scale, false);
    }

    private ColumnType unsigned(ColumnType type) {
        ColumnType unsigned = switch (type) {
            case TINYINT -> ColumnType.UTINYINT;
            case SMALLINT -> ColumnType.USMALLINT;
            case INT -> ColumnType.UINT;
            case BIGINT -> ColumnType.UBIGINT;
            default -> type;
        };
        return unsigned != type && tokens.accept("unsigned") ? unsigned : type;
    }

    private int length(ColumnType type) throws SqlException {
        if (type == ColumnType.JSON) {
            return JSON_LENGTH;
        }
        if (type == ColumnType.BLOB) {
            return BLOB_LENGTH;
        }
        if (!type.variable()) {
            return type.width();
        }
        tokens.expect("(");
        int length = tokens.wholeNumber();
        tokens.expect(")");
        if (length < 1 || length > (type == ColumnType.NCHAR ? MAX_NCHAR_LENGTH : MAX_LENGTH)) {
            throw new SqlException(0x2642, "Invalid column length for var length type");
        }
        return length;
    }
}
