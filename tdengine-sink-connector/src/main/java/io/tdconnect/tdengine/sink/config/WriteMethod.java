// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

/** How rows travel to the server. */
public enum WriteMethod {
    /** As parameters of prepared statements. */
    STATEMENT,
    /** As SQL text. */
    SQL
}
