// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

/** What happens when a row lacks a field that an option names. */
enum MissingField {
    /** The field is null. */
    NULL,
    /** The record is refused. */
    FAIL
}
