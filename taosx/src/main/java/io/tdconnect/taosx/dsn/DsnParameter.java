// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx.dsn;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of a DSN.
 *
 * @param name decoded
 * @param value decoded; null without an equals sign, as in {@code ?assert}
 * @param position of its first character in the DSN, from 1; 0 if it does not come from a text
 */
public record DsnParameter(String name, @Nullable String value, int position) {
    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
        return name;
    }
}
