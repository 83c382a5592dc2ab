// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

/** What happens to rows with other tags than their subtable has. */
public enum TagPolicy {
    /** They are written, and the subtable keeps its tags. */
    IGNORE,
    /** They are written, and the subtable gets the tags of the last one. */
    UPDATE,
    /** They are bad records. */
    FAIL
}
