// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

/** What happens to records whose value is null. */
public enum NullValues {
    /** They are skipped. */
    IGNORE,
    /** They are bad records. */
    FAIL,
    /** The row that their key and headers name is deleted. */
    DELETE_ROW
}
