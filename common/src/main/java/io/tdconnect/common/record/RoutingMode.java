// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

/** Values of the option {@code routing.headers}: which routing headers a source sets. */
public enum RoutingMode {
    /** Sets no headers; the options of the sink or a transform decide. */
    NONE,
    /** Sets headers whose values differ from the result of the sink's default options. */
    MINIMAL,
    /** Sets all headers that the source knows. */
    ALL
}
