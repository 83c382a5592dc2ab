// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import io.tdconnect.expression.Expression;
import io.tdconnect.opcua.value.ColumnSpec;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param spec its type; null if the type of the value decides
 * @param transform computes its value; null if the value is used unchanged
 */
public record TableColumn(
        Role role,
        String name,
        @Nullable ColumnSpec spec,
        @Nullable Expression transform) {
    /** The part of a reading that a column contains. */
    @SuppressWarnings("ImmutableEnumChecker") // The list is immutable, which its type does not show.
    public enum Role {
        /** The source time, else the server time, else the time of arrival. */
        ORIGINAL_TIME("original_time", "original_ts", "origin_ts"),
        /** The server time, else the source time, else the time of arrival. */
        SERVER_TIME("server_time", "request_time", "request_ts"),
        /** The time of arrival. */
        RECEIVED_TIME("received_time", "received_ts"),
        VALUE("value"),
        QUALITY("quality");

        private final List<String> names;

        Role(String... names) {
            this.names = List.of(names);
        }

        public boolean isTime() {
            return this == ORIGINAL_TIME || this == SERVER_TIME || this == RECEIVED_TIME;
        }

        /** The role with this name in a table configuration; null if no role has it. */
        static @Nullable Role named(String name) {
            for (Role role : values()) {
                if (role.names.contains(name.trim().toLowerCase(Locale.ROOT))) {
                    return role;
                }
            }
            return null;
        }
    }

    static TableColumn plain(Role role, String name) {
        return new TableColumn(role, name, null, null);
    }
}
