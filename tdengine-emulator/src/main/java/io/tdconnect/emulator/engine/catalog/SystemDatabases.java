// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.catalog;

import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.DatabaseOptions;
import io.tdconnect.emulator.engine.value.Cells;
import io.tdconnect.emulator.engine.value.Column;
import io.tdconnect.emulator.engine.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** `information_schema.ins_databases` and SHOW CREATE DATABASE. */
final class SystemDatabases {
    static final List<Column> COLUMNS = List.of(
            text("name", 64),
            of("create_time", ColumnType.TIMESTAMP),
            of("vgroups", ColumnType.INT),
            of("ntables", ColumnType.BIGINT),
            of("replica", ColumnType.TINYINT),
            text("strict", 4),
            text("duration", 10),
            text("keep", 32),
            of("buffer", ColumnType.INT),
            of("pagesize", ColumnType.INT),
            of("pages", ColumnType.INT),
            of("minrows", ColumnType.INT),
            of("maxrows", ColumnType.INT),
            of("comp", ColumnType.TINYINT),
            text("precision", 2),
            text("status", 10),
            text("retentions", 60),
            of("single_stable", ColumnType.BOOL),
            text("cachemodel", 11),
            of("cachesize", ColumnType.INT),
            of("wal_level", ColumnType.TINYINT),
            of("wal_fsync_period", ColumnType.INT),
            of("wal_retention_period", ColumnType.INT),
            of("wal_retention_size", ColumnType.BIGINT),
            of("stt_trigger", ColumnType.SMALLINT),
            of("table_prefix", ColumnType.SMALLINT),
            of("table_suffix", ColumnType.SMALLINT),
            of("tsdb_pagesize", ColumnType.INT),
            of("keep_time_offset", ColumnType.INT),
            of("s3_chunkpages", ColumnType.INT),
            text("s3_keeplocal", 10),
            of("s3_compact", ColumnType.TINYINT),
            of("with_arbitrator", ColumnType.TINYINT),
            text("encrypt_algorithm", 16),
            text("compact_interval", 12),
            text("compact_time_range", 24),
            text("compact_time_offset", 4));

    private SystemDatabases() {}

    private static Column text(String name, int length) {
        return SystemTables.text(name, length);
    }

    private static Column of(String name, ColumnType type) {
        return SystemTables.column(name, type);
    }

    static List<@Nullable Object[]> rows(Catalog catalog) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (String name : List.of(SystemTables.DATABASE, SystemTables.PERFORMANCE)) {
            @Nullable Object[] row = new Object[COLUMNS.size()];
            row[0] = Cells.bytes(name);
            row[14] = Cells.bytes("ms");
            row[15] = Cells.bytes("ready");
            rows.add(row);
        }
        catalog.databases().values().forEach(database -> rows.add(row(database)));
        return rows;
    }

    private static @Nullable Object[] row(Database database) {
        @Nullable Object[] row = new Object[COLUMNS.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = cell(database, COLUMNS.get(i));
        }
        return row;
    }

    private static @Nullable Object cell(Database database, Column column) {
        return switch (column.name()) {
            case "name" -> Cells.bytes(database.name());
            case "create_time" -> database.created();
            case "ntables" -> (long) database.tables().size();
            case "strict" -> Cells.bytes("on");
            case "status" -> Cells.bytes("ready");
            case "retentions" -> null;
            case "s3_keeplocal" -> Cells.bytes("525600m");
            case "s3_chunkpages" -> 131_072;
            case "s3_compact" -> (byte) 1;
            case "encrypt_algorithm" -> Cells.bytes("none");
            case "compact_interval" -> Cells.bytes("0d");
            case "compact_time_range" -> Cells.bytes("0d,0d");
            case "compact_time_offset" -> Cells.bytes("0h");
            default -> option(database.options().shown(column.name()), column.type());
        };
    }

    private static Object option(String text, ColumnType type) {
        if (type == ColumnType.VARCHAR) {
            return Cells.bytes(text);
        }
        long number = text.isEmpty() ? 0 : Cells.number(text).longValue();
        return switch (type) {
            case BOOL -> number != 0;
            case TINYINT -> (byte) number;
            case SMALLINT -> (short) number;
            case INT -> (int) number;
            default -> (Object) number;
        };
    }

    static String createStatement(Database database) {
        DatabaseOptions options = database.options();
        StringBuilder sql = new StringBuilder("CREATE DATABASE `" + database.name() + "`");
        for (String option : List.of(
                "BUFFER",
                "CACHESIZE",
                "CACHEMODEL",
                "COMP",
                "DURATION",
                "WAL_FSYNC_PERIOD",
                "MAXROWS",
                "MINROWS",
                "STT_TRIGGER",
                "KEEP",
                "PAGES",
                "PAGESIZE",
                "PRECISION",
                "REPLICA",
                "WAL_LEVEL",
                "VGROUPS",
                "SINGLE_STABLE",
                "TABLE_PREFIX",
                "TABLE_SUFFIX",
                "TSDB_PAGESIZE",
                "WAL_RETENTION_PERIOD",
                "WAL_RETENTION_SIZE")) {
            String value = options.shown(option.toLowerCase(Locale.ROOT));
            boolean quoted = option.equals("CACHEMODEL") || option.equals("PRECISION");
            sql.append(' ').append(option).append(' ').append(quoted ? "'" + value + "'" : value);
        }
        return sql + " KEEP_TIME_OFFSET 0 ENCRYPT_ALGORITHM 'none' S3_CHUNKPAGES 131072 S3_KEEPLOCAL 525600m"
                + " S3_COMPACT 1 COMPACT_INTERVAL 0d COMPACT_TIME_RANGE 0d,0d COMPACT_TIME_OFFSET 0h";
    }
}
