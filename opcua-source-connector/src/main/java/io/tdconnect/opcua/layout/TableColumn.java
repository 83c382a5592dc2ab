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
 * @param spec its type; null where the value tells
 * @param transform computes what it holds, null where it is as it came
 */
public record TableColumn(
        Role role,
        String name,
        @Nullable ColumnSpec spec,
        @Nullable Expression transform) {
    /** What a column holds of a value. */
    @SuppressWarnings("ImmutableEnumChecker") // The list does not change, though its type does not tell.
    public enum Role {
        /** The source's time, else the server's, else when the value was received. */
        ORIGINAL_TIME("original_time", "original_ts", "origin_ts"),
        /** The server's time, else the source's, else when the value was received. */
        SERVER_TIME("server_time", "request_time", "request_ts"),
        /** When the value was received. */
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

        /** The role called so in a table configuration, null if none is. */
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
