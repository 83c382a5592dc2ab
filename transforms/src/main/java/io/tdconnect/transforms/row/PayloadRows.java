// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

import org.jspecify.annotations.Nullable;

/** Reads one payload after another; not for use by several threads. */
public interface PayloadRows {
    /** The row of a payload; null to drop the record. */
    @Nullable
    Row readRow(Object payload);
}
