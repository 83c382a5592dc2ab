// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

/** Values of the option {@code value.format}. */
enum ValueFormat {
    /** A Struct of time, tags and fields. */
    STRUCT,
    /** Text in line protocol. */
    LINE
}
