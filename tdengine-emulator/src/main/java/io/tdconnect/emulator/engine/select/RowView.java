// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.select;

import org.jspecify.annotations.Nullable;

/** A row as a query sees it; cells have the numbers of the source's columns. */
public interface RowView {
    RowView EMPTY = index -> null;

    @Nullable
    Object cell(int index);
}
