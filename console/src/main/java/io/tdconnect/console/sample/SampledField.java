// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.sample;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What samples say about a field. */
final class SampledField {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern IDENTIFIES = Pattern.compile(
            "(?i).*(^|[_.-])(id|name|uuid|serial|device|sensor|meter|machine|site|plant|line|host|location|region|group|unit)s?$"
                    + "|(?i).*[a-z]Id$|(?i)(.*[_.])?tags?[_.].+");

    /** Words for people, which seldom are those of a device. */
    private static final Pattern FREE_TEXT =
            Pattern.compile("(?i).*(^|[_.-])(message|msg|text|note|comment|description|desc"
                    + "|detail|reason|error|log|body|payload|content|remark|info|title|subject|url|trace|value)s?$");

    /** A text with more words, or a longer one, is a sentence. */
    private static final Pattern SENTENCE = Pattern.compile("(?s)(?:\\S+\\s+){3}\\S.*|.{65,}");

    /** So many different numbers one after the other count messages, not devices. */
    private static final int COUNTS = 10;

    private static final Pattern NAMES_TIME =
            Pattern.compile("(?i)ts|t|.*time.*|.*date.*|.*stamp.*|.*(_|^)at|created|updated|.*epoch.*");
    private static final Pattern ISO = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d([.,]\\d{1,9})?)?\\s?(?<offset>Z|[+-]\\d\\d(:?\\d\\d)?)?");

    /** The last second of a bare number that counts as a time: in the year 2100. */
    private static final double LATEST = 4_102_444_800d;

    /** The first second: in the year 2001. */
    private static final double EARLIEST = 1_000_000_000d;

    private static final int SHORTEST_TEXT = 16;

    final String name;
    private final Set<Object> values = new LinkedHashSet<>();
    private @Nullable String type;
    private int seen;
    private int longest;
    private boolean ascii = true;
    private boolean sentences;
    private boolean increasing = true;
    private double highest = Double.NEGATIVE_INFINITY;
    private boolean allTimes = true;
    private boolean anyWithoutOffset;
    private @Nullable String numberUnit;

    SampledField(String name) {
        this.name = name;
    }

    /** Takes a value that is not null. */
    void add(String typeName, Object value) {
        seen++;
        values.add(value);
        type = type == null || type.equals(typeName) ? typeName : common(type, typeName);
        if (value instanceof String text) {
            longest = Math.max(longest, text.length());
            sentences |= SENTENCE.matcher(text.strip()).matches();
            ascii &= text.chars().allMatch(c -> c < 128);
            var iso = ISO.matcher(text.trim());
            allTimes &= iso.matches();
            anyWithoutOffset |= iso.matches() && iso.group("offset") == null;
        } else {
            double number = value instanceof Number given ? given.doubleValue() : Double.NaN;
            increasing &= number > highest;
            highest = number;
            String unit = unit(number);
            allTimes &= unit != null && (numberUnit == null || numberUnit.equals(unit));
            numberUnit = unit;
        }
    }

    private static String common(String one, String other) {
        Set<String> both = Set.of(one, other);
        return both.equals(Set.of("INT64", "FLOAT64")) ? "FLOAT64" : "STRING";
    }

    private static @Nullable String unit(double number) {
        double factor = 1;
        for (String unit : new String[] {"s", "ms", "us", "ns"}) {
            if (number >= EARLIEST * factor && number < LATEST * factor) {
                return unit;
            }
            factor *= 1_000;
        }
        return null;
    }

    /** Unit of the times in it, {@code text} for ISO-8601; null if its values are none. */
    @Nullable
    String time() {
        boolean typed = type != null && type.startsWith("Timestamp");
        if (typed) {
            return "text";
        }
        if (!allTimes || seen == 0) {
            return null;
        }
        // Large counters look like seconds.
        boolean sure = NAMES_TIME.matcher(name).matches();
        return numberUnit == null ? "text" : numberUnit.equals("s") && !sure ? null : numberUnit;
    }

    /** Whether the zone of a text has to be configured. */
    boolean needsZone() {
        return anyWithoutOffset;
    }

    /** How likely its times are those of the rows; the largest is the best. */
    int rank() {
        return name.equalsIgnoreCase("ts") || name.toLowerCase(Locale.ROOT).matches("time(stamp)?")
                ? 2
                : NAMES_TIME.matcher(name).matches() ? 1 : 0;
    }

    /** Whether its name says that it identifies a device, and its values do not deny that. */
    boolean identifies() {
        boolean text = "STRING".equals(type);
        boolean whole = type != null && type.startsWith("INT");
        boolean counts = whole && increasing && seen >= COUNTS;
        return (text || whole) && IDENTIFIES.matcher(name).matches() && !sentences && !counts;
    }

    /** Whether it may be a text about a device, such as a model or a place. */
    boolean mayDescribe() {
        return "STRING".equals(type) && !sentences && !FREE_TEXT.matcher(name).matches();
    }

    /** Rows with a value. */
    int seen() {
        return seen;
    }

    /** Different values. */
    int distinct() {
        return values.size();
    }

    /** Whether templates can name it. */
    boolean plain() {
        return PLAIN.matcher(name).matches();
    }

    /** Its name as options for fields write it; null if they cannot. */
    @Nullable
    String path() {
        return plain() ? name : name.indexOf('`') < 0 ? '`' + name + '`' : null;
    }

    /** The type of its column; null if its values have a type already, or decide it. */
    @Nullable
    String column() {
        return switch (String.valueOf(type)) {
            case "INT64", "INT32", "INT16", "INT8", "Long", "Integer" -> "BIGINT";
            case "FLOAT64", "FLOAT32", "Double", "BigDecimal", "Decimal" -> "DOUBLE";
            case "BOOLEAN", "Boolean" -> "BOOL";
            case "STRING", "String" -> (ascii ? "VARCHAR(" : "NCHAR(") + room() + ')';
            default -> null;
        };
    }

    private int room() {
        int room = SHORTEST_TEXT;
        while (room < 2 * longest) {
            room *= 2;
        }
        return Math.min(room, 4096);
    }

    String type() {
        return type == null ? "" : type;
    }

    Object example() {
        return values.isEmpty() ? "" : values.iterator().next();
    }

    int nulls(int rows) {
        return rows - seen;
    }
}
