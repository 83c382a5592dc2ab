// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.event;

import io.tdconnect.common.record.DeclaredType;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.rule.ConstantTags;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Adds the constant tags of rows to the tables that metadata events create. */
public final class EventTags {
    /** Type numbers in events of TDengine. */
    private static final Map<String, Integer> CODES = Map.ofEntries(
            Map.entry("BOOLEAN", 1),
            Map.entry("INT8", 2),
            Map.entry("INT16", 3),
            Map.entry("INT32", 4),
            Map.entry("INT64", 5),
            Map.entry("FLOAT32", 6),
            Map.entry("FLOAT64", 7),
            Map.entry("VARCHAR", 8),
            Map.entry("BINARY", 8),
            Map.entry("NCHAR", 10),
            Map.entry("TINYINT UNSIGNED", 11),
            Map.entry("SMALLINT UNSIGNED", 12),
            Map.entry("INT UNSIGNED", 13),
            Map.entry("BYTES", 16),
            Map.entry("VARBINARY", 16));

    private static final int TIMESTAMP = 9;
    private static final int BIGINT_UNSIGNED = 14;
    private static final List<Integer> WITH_LENGTH = List.of(8, 10, 16);

    private static final Pattern DECLARED = Pattern.compile("([A-Z0-9 ]+?)(?:\\((\\d+)\\))?");
    private static final List<BigInteger> TAG_SET = List.of(BigInteger.valueOf(4), BigInteger.valueOf(15));
    private static final int SMALLEST_LENGTH = 16;
    private static final int LENGTH_STEP = 4;

    private final Map<String, Tag> tags = new LinkedHashMap<>();

    /**
     * Translates the tags of rows to the form of events.
     *
     * @throws DataException if one has a type that events cannot express
     */
    public EventTags(ConstantTags constants) {
        for (int i = 0; i < constants.names().size(); i++) {
            String name = constants.names().get(i);
            Row constant = constants.values().get(i);
            tags.put(name, Tag.of(name, constant.schema(), Objects.requireNonNull(constant.value())));
        }
    }

    /** Changes an event in place, if it creates a supertable or subtable or sets a tag. */
    public void apply(TableEvent event) {
        if (event.createsSubtables()) {
            event.subtables().forEach(this::addValues);
        } else if (event.type().equals("create")
                && "super".equals(event.fields().get("tableType"))) {
            addTo(event.fields(), (tag, old) -> tag.definition());
        } else if (event.type().equals("alter") && isTagSet(event.fields())) {
            keepConstant(event.fields());
            TableEvent.objects(event.fields(), "tags").forEach(this::keepConstant);
        }
    }

    private static boolean isTagSet(Map<String, @Nullable Object> fields) {
        return fields.get("alterType") instanceof Number kind && TAG_SET.contains(BigInteger.valueOf(kind.longValue()));
    }

    private void addValues(Map<String, @Nullable Object> table) {
        addTo(table, (tag, old) -> tag.valued());
    }

    private interface Addition {
        Map<String, @Nullable Object> of(Tag tag, @Nullable Map<String, @Nullable Object> old);
    }

    private void addTo(Map<String, @Nullable Object> table, Addition addition) {
        Map<String, Map<String, @Nullable Object>> all = new LinkedHashMap<>();
        TableEvent.objects(table, "tags").forEach(tag -> all.put(String.valueOf(tag.get("name")), tag));
        int before = all.size();
        tags.forEach((name, tag) -> all.put(name, addition.of(tag, all.get(name))));
        table.put("tags", new ArrayList<>(all.values()));
        if (table.get("tagNum") instanceof Number count) {
            table.put("tagNum", count.longValue() + all.size() - before);
        }
    }

    /** If the origin sets a tag of this name, the copy keeps the constant. */
    private void keepConstant(Map<String, @Nullable Object> change) {
        Tag tag = tags.get(String.valueOf(change.get("colName")));
        if (tag != null) {
            change.put("colValue", tag.told);
            change.put("colValueNull", false);
        }
    }

    /**
     * A tag in the form of events.
     *
     * @param told its value: text in quotes, bytes as hexadecimal digits
     * @param length of text and bytes, 0 for others
     */
    private record Tag(String name, int type, int length, Object told) {
        static Tag of(String name, @Nullable Schema schema, Object value) {
            if (value instanceof Timestamp time) {
                return new Tag(name, TIMESTAMP, 0, "\"" + time.instant() + '"');
            }
            String declared = schema == null ? null : DeclaredType.of(schema);
            Matcher parts = DECLARED.matcher(declared == null ? plain(schema, value) : declared);
            Integer code = parts.matches() ? CODES.get(parts.group(1)) : null;
            if (schema != null && schema.name() != null && value instanceof Number number) {
                return unsigned(name, number);
            }
            if (code == null) {
                throw unsuitable(name);
            }
            int length = WITH_LENGTH.contains(code) ? length(parts.group(2), value) : 0;
            return new Tag(name, code, length, told(value));
        }

        /** Of numbers with the schema {@code Decimal}, only unsigned whole numbers can be tags. */
        private static Tag unsigned(String name, Number value) {
            if (!value.toString().matches("\\d+")) {
                throw unsuitable(name);
            }
            return new Tag(name, BIGINT_UNSIGNED, 0, new BigInteger(value.toString()));
        }

        private static String plain(@Nullable Schema schema, Object value) {
            if (value instanceof String text) {
                return StandardCharsets.US_ASCII.newEncoder().canEncode(text) ? "VARCHAR" : "NCHAR";
            }
            return schema == null ? "" : schema.type().name();
        }

        private static int length(@Nullable String declared, Object value) {
            if (declared != null) {
                return Integer.parseInt(declared);
            }
            int needed = value instanceof byte[] bytes
                    ? bytes.length
                    : value.toString().length();
            int length = SMALLEST_LENGTH;
            while (length < needed) {
                length *= LENGTH_STEP;
            }
            return length;
        }

        private static Object told(Object value) {
            if (value instanceof byte[] bytes) {
                return "\"\\x" + HexFormat.of().formatHex(bytes) + '"';
            }
            return value instanceof Number || value instanceof Boolean ? value : "\"" + value + '"';
        }

        Map<String, @Nullable Object> definition() {
            Map<String, @Nullable Object> definition = start();
            if (length > 0) {
                definition.put("length", length);
            }
            return definition;
        }

        Map<String, @Nullable Object> valued() {
            Map<String, @Nullable Object> valued = start();
            valued.put("value", told);
            return valued;
        }

        private Map<String, @Nullable Object> start() {
            Map<String, @Nullable Object> tag = new LinkedHashMap<>();
            tag.put("name", name);
            tag.put("type", type);
            return tag;
        }

        private static DataException unsuitable(String name) {
            return new DataException(
                    "Tag " + name + ": expected a type that metadata events can express, found another;"
                            + " they cannot express DECIMAL, GEOMETRY and BLOB");
        }
    }
}
