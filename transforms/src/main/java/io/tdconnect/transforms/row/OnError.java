// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

/** What happens to a record on which a transform fails. */
public enum OnError {
    /** The record is refused, so that it goes to the dead letter queue or stops the task. */
    FAIL,
    /** The record is dropped. */
    DROP,
    /** The record passes as it is. */
    KEEP
}
