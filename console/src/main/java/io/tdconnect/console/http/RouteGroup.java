// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

/** The routes of one subject. */
@FunctionalInterface
public interface RouteGroup {
    void addTo(Routes routes);
}
