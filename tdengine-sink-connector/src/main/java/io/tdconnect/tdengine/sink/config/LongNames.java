// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

/** What happens to names of tables that are too long. */
public enum LongNames {
    /** The record is bad. */
    FAIL,
    /** The name is cut and ends with a hash of the whole. */
    TRUNCATE_WITH_HASH
}
