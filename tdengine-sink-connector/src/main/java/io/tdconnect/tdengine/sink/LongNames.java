// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

/** What happens to names of tables that are too long. */
enum LongNames {
    /** The record is bad. */
    FAIL,
    /** The name is cut and ends with a hash of the whole. */
    TRUNCATE_WITH_HASH
}
