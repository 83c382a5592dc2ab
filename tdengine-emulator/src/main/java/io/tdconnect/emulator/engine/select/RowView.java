// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.select;

import org.jspecify.annotations.Nullable;

/** The row a query looks at; cells are numbered as the columns of the source. */
public interface RowView {
    RowView EMPTY = index -> null;

    @Nullable
    Object cell(int index);
}
