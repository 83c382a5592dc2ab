// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

/** Values of the option {@code routing.headers}: which routing headers a source sets. */
public enum RoutingMode {
    /** None; the options of the sink or a transform decide. */
    NONE,
    /** Those that differ from what the default options of the sink give. */
    MINIMAL,
    /** All that the source knows. */
    ALL
}
