// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.metadata;

import io.tdconnect.common.type.PlainDecimal;
import io.tdconnect.common.type.ValueConversion;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.MalformedMessageException;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.sink.config.MetadataOptions;
import io.tdconnect.tdengine.sink.table.SqlLiteral;
import io.tdconnect.tdengine.tmq.ChildTable;
import io.tdconnect.tdengine.tmq.MetadataEvent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The SQL that repeats a metadata event in another database; executing it again changes nothing. */
public final class MetadataSql {
    private static final Pattern DELETE =
            Pattern.compile("delete from `([^`]+)` where `([^`]+)` >= (-?\\d+) and `\\2` <= (-?\\d+)");

    private static final String EARLIEST = String.valueOf(Long.MIN_VALUE);
    private static final String LATEST = String.valueOf(Long.MAX_VALUE);
    private static final String MODIFY = " MODIFY ";
    private static final int MAX_TAGS = 128;
    private static final Pattern HEX = Pattern.compile("\\\\x(?:[0-9a-fA-F]{2})*");
    private static final Column TEXT = new Column("value", ColumnType.VARCHAR, 0);

    private final String database;
    private final MetadataEvent event;
    private final MetadataOptions options;

    private MetadataSql(String database, MetadataEvent event, MetadataOptions options) {
        this.database = database;
        this.event = event;
        this.options = options;
    }

    /**
     * A statement.
     *
     * @param summary the statement without values, because these are data
     * @param done failures that mean that the change is already made
     */
    record Statement(String sql, String summary, Set<ErrorClass> done) {
        // The column already has this length, or is longer: the event was applied before.
        private static final int NOT_LONGER = 0x264b;

        private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}\\x{2029}]");

        Statement(String sql, Set<ErrorClass> done) {
            this(sql, sql, done);
        }

        /** The summary on one line, for logs. */
        String logged() {
            return UNPRINTABLE.matcher(summary).replaceAll("?");
        }

        /** Whether a failure means that the change is already made. */
        boolean isDone(SQLException failure) {
            return done.contains(TdengineErrors.classify(failure))
                    || (sql.contains(MODIFY) && TdengineErrors.code(failure) == NOT_LONGER);
        }
    }

    /**
     * The statements for an event; empty for one that does not affect rows, such as a comment.
     *
     * @throws DataException if the event cannot be applied, or concerns what the options do not allow
     */
    public static List<Statement> of(String database, MetadataEvent event, MetadataOptions options) {
        options.checkDatabase(database);
        MetadataSql sql = new MetadataSql(database, event, options);
        return switch (event.type()) {
            case "create" -> sql.create();
            case "alter" -> sql.alter();
            case "drop" -> options.drops() ? sql.drop() : List.of();
            case "delete" -> sql.delete();
            default -> throw unexpected("the type create, alter, drop or delete", event.type());
        };
    }

    private List<Statement> create() {
        if (event.tableType().equals("database")) {
            return options.createDatabase() ? List.of(DatabaseSql.create(database, event)) : List.of();
        }
        if (event.tableType().equals("child")) {
            return children();
        }
        boolean stable = event.tableType().equals("super");
        String sql = (stable ? "CREATE STABLE IF NOT EXISTS " : "CREATE TABLE IF NOT EXISTS ")
                + table("tableName")
                + definitions("columns")
                + (stable ? " TAGS" + definitions("tags") : "");
        return List.of(new Statement(sql, Set.of(ErrorClass.ALREADY_EXISTS)));
    }

    private List<Statement> children() {
        try {
            // SQL cannot express the bytes of a geometry: the first row creates the table.
            return event.children().stream()
                    .filter(child -> child.tags().stream().noneMatch(tag -> tag.type() == ColumnType.GEOMETRY))
                    .map(this::child)
                    .toList();
        } catch (MalformedMessageException e) {
            throw new DataException("A metadata event cannot be read: " + e.getMessage(), e);
        }
    }

    private Statement child(ChildTable child) {
        String names = child.tags().stream()
                .map(tag -> Identifiers.column(tag.name()))
                .collect(Collectors.joining(",", " (", ")"));
        String values = child.tags().stream()
                .map(tag -> literal(tag.type(), tag.value()))
                .collect(Collectors.joining(","));
        if (child.tags().isEmpty()) {
            // Each table of a list has its own number, since they may have different supertables.
            long tags = child.tagCount() > 0
                    ? child.tagCount()
                    : event.fields().get("tagNum") instanceof Long number ? number : 1;
            if (tags > MAX_TAGS) {
                throw unexpected("a tagNum of at most " + MAX_TAGS + ", the most tags of a table", "a larger one");
            }
            names = "";
            values = "NULL" + ",NULL".repeat((int) Math.max(1, tags) - 1);
        }
        if (!options.allows(child.supertable())) {
            options.checkTable(database, child.name());
        }
        String create = "CREATE TABLE IF NOT EXISTS " + Identifiers.table(database, child.name()) + " USING "
                + Identifiers.table(database, child.supertable());
        return new Statement(create + names + " TAGS (" + values + ")", create, Set.of(ErrorClass.ALREADY_EXISTS));
    }

    private List<Statement> drop() {
        if (event.fields().get("tableNameList") instanceof List<?> names) {
            return names.stream()
                    .map(name -> dropped("TABLE", qualified(String.valueOf(name))))
                    .toList();
        }
        return List.of(dropped(event.tableType().equals("super") ? "STABLE" : "TABLE", table("tableName")));
    }

    private static Statement dropped(String kind, String table) {
        return new Statement("DROP " + kind + " IF EXISTS " + table, Set.of(ErrorClass.TABLE_MISSING));
    }

    private List<Statement> delete() {
        Matcher delete = DELETE.matcher(text("sql"));
        if (!delete.matches()) {
            throw unexpected("a deletion of a span of time of one table", "another statement");
        }
        // Server 3.3.5 sends this for a deletion that found no rows; applied here, it would empty the table.
        if (delete.group(3).equals(EARLIEST) && delete.group(4).equals(LATEST)) {
            return List.of();
        }
        String time = Identifiers.column(delete.group(2));
        String sql = "DELETE FROM " + qualified(delete.group(1)) + " WHERE " + time + " >= " + delete.group(3) + " AND "
                + time + " <= " + delete.group(4);
        return List.of(new Statement(sql, Set.of(ErrorClass.TABLE_MISSING)));
    }

    // The numbers for adding a column, setting a tag, and lengthening and dropping a column were measured on server
    // 3.3.5.
    private List<Statement> alter() {
        int kind = event.fields().get("alterType") instanceof Long number ? number.intValue() : 0;
        return switch (kind) {
            case 5, 14 -> altered("ADD COLUMN " + column(), ErrorClass.ALREADY_EXISTS);
            case 1 -> altered("ADD TAG " + column(), ErrorClass.ALREADY_EXISTS);
            case 6 ->
                options.drops() ? altered("DROP COLUMN " + name("colName"), ErrorClass.COLUMN_MISSING) : List.of();
            case 2 -> options.drops() ? altered("DROP TAG " + name("colName"), ErrorClass.COLUMN_MISSING) : List.of();
            case 7 -> altered("MODIFY COLUMN " + column());
            case 8 -> altered("MODIFY TAG " + column());
            case 10 -> renamed("RENAME COLUMN ");
            case 3 -> renamed("RENAME TAG ");
            case 4 -> List.of(tag(event.fields()));
            case 15 -> list("tags").stream().map(this::tag).toList();
            // Time to live and comment, indexes, compression: rows do not depend on them.
            case 9, 11, 12, 13 -> List.of();
            default -> throw unexpected("an alteration that is known", "the number " + kind);
        };
    }

    private List<Statement> renamed(String what) {
        return altered(what + name("colName") + ' ' + name("colNewName"), ErrorClass.COLUMN_MISSING);
    }

    private List<Statement> altered(String change, ErrorClass... done) {
        String kind = event.tableType().equals("super") ? "ALTER STABLE " : "ALTER TABLE ";
        return List.of(new Statement(kind + table("tableName") + ' ' + change, Set.of(done)));
    }

    private Statement tag(@Nullable Object change) {
        if (!(change instanceof Map<?, ?> fields) || !(fields.get("colName") instanceof String name)) {
            throw unexpected("the name of a tag", "none");
        }
        String value = Boolean.TRUE.equals(fields.get("colValueNull")) ? "NULL" : literal(null, fields.get("colValue"));
        String tag = "ALTER TABLE " + table("tableName") + " SET TAG " + Identifiers.column(name);
        return new Statement(tag + '=' + value, tag, Set.of());
    }

    private String column() {
        return definition(
                text("colName"), event.fields().get("colType"), event.fields().get("colLength"));
    }

    private String definitions(String list) {
        List<String> definitions = new ArrayList<>();
        for (Object one : list(list)) {
            if (!(one instanceof Map<?, ?> fields)) {
                throw unexpected("a column", "something else");
            }
            String key = Boolean.TRUE.equals(fields.get("isPrimarykey")) ? " PRIMARY KEY" : "";
            definitions.add(
                    definition(String.valueOf(fields.get("name")), fields.get("type"), fields.get("length")) + key);
        }
        return " (" + String.join(",", definitions) + ")";
    }

    private static String definition(String name, @Nullable Object code, @Nullable Object length) {
        ColumnType type = code instanceof Long number ? ColumnType.ofCode(number.intValue()) : null;
        if (type == null) {
            throw unexpected("the type of column " + name, "the number " + code);
        }
        if (type == ColumnType.DECIMAL || type == ColumnType.DECIMAL64) {
            return decimal(name, type, length).definition();
        }
        if (type.hasLength() && !(length instanceof Long)) {
            throw unexpected("the length of column " + name, "none");
        }
        return new Column(name, type, length instanceof Long number ? number.intValue() : type.width()).definition();
    }

    /** Servers after 3.3.7 and the source connector encode the digits as 256 times the precision plus the scale. */
    private static Column decimal(String name, ColumnType type, @Nullable Object length) {
        long digits = length instanceof Long number ? number : 0;
        int precision = (int) (digits >> Byte.SIZE);
        int scale = (int) (digits & 0xff);
        if (precision < 1 || precision > ValueConversion.MAX_DECIMAL_DIGITS || scale > precision) {
            throw unexpected(
                    "the digits of the DECIMAL column " + name, length == null ? "none" : "the number " + digits);
        }
        return new Column(name, type, precision, scale, false);
    }

    private static String literal(@Nullable ColumnType type, @Nullable Object value) {
        if (value instanceof String text) {
            return quoted(type, text);
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return number(type, number);
        }
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Boolean || (value instanceof Number number && !(number instanceof Double))) {
            return value.toString();
        }
        throw unexpected("the value of a tag as text, a number, true or false", "something else");
    }

    private List<?> list(String field) {
        if (event.fields().get(field) instanceof List<?> list) {
            return list;
        }
        throw unexpected("the list " + field, "none");
    }

    private String table(String field) {
        return qualified(text(field));
    }

    /** The full name of a table of the event, after a check that it may be changed. */
    private String qualified(String table) {
        options.checkTable(database, table);
        return Identifiers.table(database, table);
    }

    private String name(String field) {
        return Identifiers.column(text(field));
    }

    private String text(String field) {
        if (event.fields().get(field) instanceof String text) {
            return text;
        }
        throw unexpected("the text " + field, "none");
    }

    private static DataException unexpected(String expected, String found) {
        return new DataException("Expected in a metadata event " + expected + ", found " + found);
    }

    /** Text or bytes as a literal. Without a type, bytes are text without double quotes around it. */
    private static String quoted(@Nullable ColumnType type, String text) {
        boolean quotes = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") && type == null;
        String plain = quotes ? text.substring(1, text.length() - 1) : text;
        boolean binary = type == ColumnType.VARBINARY || (type == null && !quotes);
        if (binary && HEX.matcher(plain).matches()) {
            return '\'' + plain + '\'';
        }
        StringBuilder sql = new StringBuilder();
        SqlLiteral.append(sql, TEXT, plain.getBytes(StandardCharsets.UTF_8));
        return sql.toString();
    }

    // Servers write whole numbers as doubles, too.
    private static String number(@Nullable ColumnType type, double value) {
        boolean fraction = type == ColumnType.FLOAT || type == ColumnType.DOUBLE || value != Math.rint(value);
        return fraction ? Double.toString(value) : PlainDecimal.text(new BigDecimal(value));
    }
}
