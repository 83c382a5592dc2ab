// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

/** Whether rows have a schema. */
public enum RowSchema {
    /** A Struct with a schema made from the values. */
    STRUCT,
    /** A Map without a schema. */
    MAP
}
