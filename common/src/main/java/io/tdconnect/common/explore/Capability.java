// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.explore;

/** A question that can be asked of a server, see the methods of {@link ServerExplorer}. */
public enum Capability {
    SAMPLES,
    CHILDREN,
    SELECT,
    MATCHES,
    FILE
}
