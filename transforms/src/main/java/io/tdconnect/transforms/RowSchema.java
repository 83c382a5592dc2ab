// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

/** Whether rows have a schema. */
enum RowSchema {
    /** A Struct with a schema made from the values. */
    STRUCT,
    /** A Map without a schema. */
    MAP
}
