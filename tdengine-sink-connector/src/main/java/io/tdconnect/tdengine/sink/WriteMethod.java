// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

/** How rows travel to the server. */
enum WriteMethod {
    /** As parameters of prepared statements. */
    STATEMENT,
    /** As SQL text. */
    SQL
}
