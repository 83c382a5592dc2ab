// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.value;

/** How the server stores a type by default. */
public record Encoding(String encode, String compress) {
    public static Encoding of(ColumnType type) {
        return switch (type) {
            case TIMESTAMP -> new Encoding("delta-i", "lz4");
            case BOOL -> new Encoding("bit-packing", "zstd");
            case TINYINT, SMALLINT, UTINYINT, USMALLINT -> new Encoding("simple8b", "zlib");
            case INT, BIGINT, UINT, UBIGINT -> new Encoding("simple8b", "lz4");
            case FLOAT, DOUBLE -> new Encoding("delta-d", "lz4");
            case GEOMETRY, BLOB -> new Encoding("disabled", "lz4");
            default -> new Encoding("disabled", "zstd");
        };
    }
}
