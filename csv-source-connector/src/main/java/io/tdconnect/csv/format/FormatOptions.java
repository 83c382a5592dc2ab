// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.format;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedListValidator;
import io.tdconnect.common.config.Validators;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How files are written.
 *
 * @param names of the columns; empty if the first line contains them
 * @param skipLines lines before the header or the first row
 * @param characters that have a meaning
 * @param lineBreaks whether quoted fields may contain line breaks
 * @param empty what an empty field becomes
 * @param missing what happens to rows with fewer fields than columns
 * @param maxRow most bytes of a row
 */
public record FormatOptions(
        List<String> names,
        int skipLines,
        SpecialCharacters characters,
        TextEncoding encoding,
        boolean lineBreaks,
        Empty empty,
        MissingFields missing,
        int maxRow) {
    public static final String HEADER = "header";
    public static final String CHARSET = "charset";
    public static final String DELIMITER = "delimiter";
    public static final String QUOTE = "quote";
    public static final String ESCAPE = "escape";
    public static final String COMMENT = "comment";
    public static final String LINE_BREAKS = "quoted.line.breaks";
    public static final String ROW_MAX_BYTES = "row.max.bytes";
    static final String SKIP_LINES = "skip.lines";
    static final String EMPTY = "empty";
    static final String MISSING_FIELDS = "missing.fields";

    /** The most columns, as many as a table of TDengine has. */
    public static final int MAX_COLUMNS = 4096;

    private static final String FIRST_LINE = "first-line";

    /** Values of {@link #EMPTY}. */
    public enum Empty {
        NULL,
        /** Null, except for a pair of quotes. */
        NULL_UNLESS_QUOTED,
        TEXT
    }

    /** Values of {@link #MISSING_FIELDS}. */
    public enum MissingFields {
        /** The row is bad. */
        ERROR,
        NULL
    }

    public static void addTo(Options options) {
        options.group("Format")
                .optional(
                        HEADER,
                        Type.LIST,
                        List.of(FIRST_LINE),
                        "Names of the columns: first-line if the first line of each file contains them, or the names,"
                                + " comma separated, for files without such a line. An empty name in a first line becomes"
                                + " column_N with the number of the column.")
                .validator(new ParsedListValidator("first-line, or names of columns", FormatOptions::names))
                .importance(Importance.HIGH)
                .optional(
                        SKIP_LINES,
                        Type.INT,
                        0,
                        "Lines at the start of each file that are skipped, before the header if there is one.")
                .validator(Validators.between(0, 1_000_000));
        addCharacters(options);
        addText(options);
    }

    private static void addCharacters(Options options) {
        options.optional(
                        DELIMITER,
                        Type.STRING,
                        ",",
                        "Character between two fields; tab and space are written as these words.")
                .validator(Validators.parsed("one ASCII character, or tab, space", SpecialCharacters::required))
                .importance(Importance.HIGH)
                .optional(
                        QUOTE,
                        Type.STRING,
                        "\"",
                        "Character around fields that contain delimiters, quotes or line breaks; none for files without"
                                + " quotes.")
                .validator(Validators.parsed("one ASCII character, or none", SpecialCharacters::optional))
                .optional(
                        ESCAPE,
                        Type.STRING,
                        "none",
                        "Character before a quote that belongs to a quoted field, such as \\. Without it, and beside it, a"
                                + " doubled quote stands for one. Before any other character than a quote or itself it is"
                                + " an ordinary character.")
                .validator(Validators.parsed("one ASCII character, or none", SpecialCharacters::optional))
                .optional(
                        COMMENT,
                        Type.STRING,
                        "none",
                        "Character at the start of lines that are skipped, such as #; none if there are no such lines.")
                .validator(Validators.parsed("one ASCII character, or none", SpecialCharacters::optional));
    }

    private static void addText(Options options) {
        options.optional(
                        CHARSET,
                        Type.STRING,
                        "UTF-8",
                        "Charset of the files: UTF-8, UTF-16, UTF-16LE, UTF-16BE, GBK, GB18030, Big5, EUC-KR, or one with a byte"
                                + " for each character such as ISO-8859-1. A byte order mark is skipped.")
                .validator(Validators.parsed("charset", TextEncoding::parse))
                .optional(
                        LINE_BREAKS,
                        Type.BOOLEAN,
                        true,
                        "Whether quoted fields may contain line breaks. With false each line is a row, a quote that is not"
                                + " closed damages only its own line, and `split.bytes` is possible.")
                .choice(
                        EMPTY,
                        Empty.NULL,
                        "What an empty field becomes: null, null-unless-quoted for the difference between nothing and a pair"
                                + " of quotes, or text of no characters.")
                .choice(
                        MISSING_FIELDS,
                        MissingFields.ERROR,
                        "What happens to a row with fewer fields than columns: error treats it as a bad line, null fills it"
                                + " up. A row with more fields is always a bad line.")
                .optional(
                        ROW_MAX_BYTES,
                        Type.INT,
                        1_048_576,
                        "Most bytes of a row. It bounds the memory of a task, also if a quote is not closed: the line with the"
                                + " quote is a bad line then, and the next line is a new row.")
                .validator(Validators.between(1_024, 256 * 1024 * 1024))
                .importance(Importance.LOW);
    }

    public static FormatOptions from(AbstractConfig config) {
        return new FormatOptions(
                names(config.getList(HEADER)),
                config.getInt(SKIP_LINES),
                new SpecialCharacters(
                        SpecialCharacters.required(config.getString(DELIMITER)),
                        SpecialCharacters.optional(config.getString(QUOTE)),
                        SpecialCharacters.optional(config.getString(ESCAPE)),
                        SpecialCharacters.optional(config.getString(COMMENT))),
                TextEncoding.parse(config.getString(CHARSET)),
                config.getBoolean(LINE_BREAKS),
                EnumOption.parse(Empty.class, config.getString(EMPTY)),
                EnumOption.parse(MissingFields.class, config.getString(MISSING_FIELDS)),
                config.getInt(ROW_MAX_BYTES));
    }

    /** The names in the option; none for the first line. */
    private static List<String> names(List<String> elements) {
        if (elements.size() == 1 && elements.get(0).trim().equals(FIRST_LINE)) {
            return List.of();
        }
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("expected " + FIRST_LINE + " or names of columns, found neither");
        }
        return columns(elements);
    }

    /**
     * The names of columns.
     *
     * @throws IllegalArgumentException if there are too many, or two are the same
     */
    static List<String> columns(List<String> cells) {
        if (cells.size() > MAX_COLUMNS) {
            throw new IllegalArgumentException("expected at most " + MAX_COLUMNS + " columns, found " + cells.size());
        }
        List<String> names = new ArrayList<>(cells.size());
        Set<String> seen = new HashSet<>();
        for (String cell : cells) {
            String trimmed = cell.trim();
            String name = trimmed.isEmpty() ? "column_" + (names.size() + 1) : trimmed;
            if (!seen.add(name)) {
                throw new IllegalArgumentException("expected each column once, found a second column " + shown(name)
                        + " at position " + (names.size() + 1));
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    /** Names from files may be long, and contain line breaks. */
    private static String shown(String name) {
        String start = name.length() > 64 ? name.substring(0, 64) + "…" : name;
        return start.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
