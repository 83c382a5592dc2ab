// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.template;

import org.jspecify.annotations.Nullable;

/** Where a template takes its values from. */
@FunctionalInterface
public interface Variables {
    /** The value of a variable, null if there is none. */
    @Nullable
    Object value(String name);
}
