// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

/** Values of the option {@code points.update}: what happens when the list of points changes. */
enum PointUpdate {
    /** Nothing until the next start. */
    NONE,
    /** New points join. */
    APPEND,
    /** New points join, missing ones leave, and changed lines of a file take effect. */
    UPDATE
}
