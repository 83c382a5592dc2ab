// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.template;

import org.jspecify.annotations.Nullable;

/** The source of a template's values. */
@FunctionalInterface
public interface Variables {
    /** The value of a variable, null if it has no value. */
    @Nullable
    Object value(String name);
}
