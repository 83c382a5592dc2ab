// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

/** What becomes of objects and arrays inside of a row. */
enum Nesting {
    /** Their values become fields of the row, named by the whole path. */
    FLATTEN,
    /** They stay a Struct or Map, and a list. */
    KEEP
}
