// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

/** Values of the option {@code on.large.row}. */
enum LargeRow {
    FAIL,
    SKIP
}
