// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

/** What becomes of objects and arrays inside of a row. */
public enum Nesting {
    /** Their values become fields of the row, named by the whole path. */
    FLATTEN,
    /** They stay a Struct or Map, and a list. */
    KEEP
}
