// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

/** What happens when a row lacks a field that an option names. */
public enum MissingField {
    /** The field is null. */
    NULL,
    /** The record is refused. */
    FAIL
}
