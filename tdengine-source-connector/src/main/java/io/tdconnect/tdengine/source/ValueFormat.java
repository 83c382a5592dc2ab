// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

/** Values of the option {@code value.format}: what the value of a record is. */
enum ValueFormat {
    /** A struct with a schema, or a list of them. */
    STRUCT,
    /** JSON text, an object or an array of them. */
    JSON
}
