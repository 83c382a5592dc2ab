// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

/** What happens to a record that lacks the routing header which a transform changes. */
public enum MissingName {
    /** The record is refused. */
    FAIL,
    /** The record passes as it is. */
    PASS
}
