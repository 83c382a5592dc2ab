// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.event;

import io.tdconnect.common.type.ValueType;
import io.tdconnect.opcua.node.NodeText;
import io.tdconnect.opcua.value.ColumnSpec;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field of events and its column.
 *
 * @param path browse names from the event on, {@code ActiveState/Id}, or {@link #CONDITION_ID}
 * @param spec type of the column; null if the first value determines it
 */
record EventField(String path, String column, @Nullable ColumnSpec spec) {
    static final String ID = "EventId";
    static final String TYPE = "EventType";
    static final String SOURCE_NODE = "SourceNode";
    static final String SOURCE_NAME = "SourceName";
    static final String TIME = "Time";
    static final String RECEIVE_TIME = "ReceiveTime";
    static final String SEVERITY = "Severity";

    /** The node of the condition of an event; it has no path, because it is the node of the event itself. */
    static final String CONDITION_ID = "ConditionId";

    /** Column with the time of the event. */
    static final String TIMESTAMP = "ts";

    /** Column for whether an event repeats the state of a condition after a condition refresh. */
    static final String REFRESHED = "refreshed";

    private static final Pattern FORM = Pattern.compile("(.+?)(?:::([^:]*))?(?:::([^:]+))?", Pattern.DOTALL);
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final String STATE = "State/Id";

    /** Types that OPC UA defines, so that columns exist even while all of their values are null. */
    private static final Map<String, ValueType> TYPES = Map.ofEntries(
            Map.entry(ID, ValueType.VARCHAR),
            Map.entry(TYPE, ValueType.VARCHAR),
            Map.entry(SOURCE_NODE, ValueType.VARCHAR),
            Map.entry(SOURCE_NAME, ValueType.VARCHAR),
            Map.entry(TIME, ValueType.TIMESTAMP),
            Map.entry(RECEIVE_TIME, ValueType.TIMESTAMP),
            Map.entry(SEVERITY, ValueType.SMALLINT_UNSIGNED),
            Map.entry(CONDITION_ID, ValueType.VARCHAR),
            Map.entry("Message", ValueType.VARCHAR),
            Map.entry("ConditionName", ValueType.VARCHAR),
            Map.entry("BranchId", ValueType.VARCHAR),
            Map.entry("Comment", ValueType.VARCHAR),
            Map.entry("ClientUserId", ValueType.VARCHAR),
            Map.entry("Retain", ValueType.BOOL));

    /**
     * Parses a field such as {@code ActiveState/Id::active} or {@code 2:Batch::batch::VARCHAR(40)}. Without a column
     * name the path is used, in lower case with underscores.
     *
     * @throws IllegalArgumentException if the text is malformed
     */
    static EventField parse(String text) {
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches() || form.group(1).startsWith("/") || form.group(1).endsWith("/")) {
            throw new IllegalArgumentException(
                    "expected PATH, PATH::COLUMN or PATH::COLUMN::TYPE, as in ActiveState/Id::active, found " + text);
        }
        String path = form.group(1).trim();
        String column = form.group(2) == null ? "" : form.group(2).trim();
        String type = form.group(3);
        return new EventField(
                path, column.isEmpty() ? column(path) : column, type == null ? spec(path) : ColumnSpec.parse(type));
    }

    private static String column(String path) {
        String names = NodeText.isPath(path) ? NodeText.path(path).substring(1) : path;
        String plain = names.replaceAll("(?<=^|/)\\d{1,5}:", "");
        String words = WORD_START.matcher(plain).replaceAll("_");
        return words.replaceAll("[^\\p{L}\\p{N}_]+", "_").toLowerCase(Locale.ROOT);
    }

    private static @Nullable ColumnSpec spec(String path) {
        ValueType type = path.endsWith(STATE) ? ValueType.BOOL : TYPES.get(path);
        return type == null ? null : ColumnSpec.of(type);
    }
}
