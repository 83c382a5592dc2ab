// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

/** Values of the option {@code field.type.conflict}: what becomes of a field that has several types. */
enum ConflictPolicy {
    /** One field: floating point if all types are numbers, else text. */
    WIDEN,
    /** A field for each type, such as {@code value_float} and {@code value_string}. */
    SUFFIX,
    /** One field with text. */
    STRING,
    /** The task fails. */
    FAIL
}
