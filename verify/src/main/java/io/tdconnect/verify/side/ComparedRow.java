// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.side;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of one table.
 *
 * @param time in the precision of the target
 * @param values in the form that is compared
 */
public record ComparedRow(long time, List<@Nullable Object> values) {
    /** Copies the list. */
    public ComparedRow {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
