// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.transforms.field.ConfigNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part {@code global} of a parser document, as far as it concerns rows; other keys correspond to options of the sink.
 *
 * @param recordTime whether the time of the record replaces a missing primary timestamp
 * @param blank replaces a missing value in the name of a table; null to refuse the row
 */
record TaosxGlobal(boolean recordTime, @Nullable String blank) {
    private static final String TIME = "primary_timestamp_null";
    private static final String VARIABLE = "variable_not_exist_in_table_name_template";
    private static final Set<String> KEYS = Set.of(
            TIME,
            VARIABLE,
            "archive",
            "cache",
            "connection_timeout_in_second",
            "database_connection_error",
            "database_not_exist",
            "field_length_extend",
            "field_length_overflow",
            "field_name_length_overflow",
            "field_name_not_found",
            "identifier_case_insensitive",
            "ingesting_error",
            "null_values",
            "primary_key_null",
            "primary_timestamp_overflow",
            "replace_dot_in_table_name",
            "table_name_contains_illegal_char",
            "table_name_length_overflow",
            "table_not_exist",
            "workers_per_vgroup",
            "written_concurrent",
            "written_method",
            "written_protocol");

    static TaosxGlobal of(@Nullable ConfigNode global) {
        if (global == null) {
            return new TaosxGlobal(true, null);
        }
        Map<String, ConfigNode> members = global.members(KEYS);
        ConfigNode time = members.get(TIME);
        return new TaosxGlobal(time == null || "use_current_time".equals(time.text()), blank(members.get(VARIABLE)));
    }

    private static @Nullable String blank(@Nullable ConfigNode policy) {
        if (policy == null) {
            return null;
        }
        if (policy.isText()) {
            return "leave_blank".equals(policy.text()) ? "" : null;
        }
        policy.members(Set.of("replace_to"));
        return policy.required("replace_to").text();
    }
}
