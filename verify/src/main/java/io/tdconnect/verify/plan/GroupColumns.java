// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

import io.tdconnect.verify.digest.Measure;
import io.tdconnect.verify.digest.ValueKind;
import java.util.List;

/**
 * The columns of a group that are compared.
 *
 * @param names in the target, without the primary timestamp
 * @param kinds how each is compared
 * @param measures aggregates that both servers compute
 * @param hashed which columns no aggregate covers
 * @param covered whether equal measures, and equal hashes of the other columns, mean equal rows
 * @param key index of the column that identifies a row together with the time; negative without such a column
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record GroupColumns(
        List<String> names, List<ValueKind> kinds, List<Measure> measures, boolean[] hashed, boolean covered, int key) {
    /** Copies lists and array. */
    public GroupColumns {
        names = List.copyOf(names);
        kinds = List.copyOf(kinds);
        measures = List.copyOf(measures);
        hashed = hashed.clone();
    }

    /** Whether any column needs a hash. */
    public boolean anyHashed() {
        for (boolean column : hashed) {
            if (column) {
                return true;
            }
        }
        return false;
    }
}
