// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common;

/** The version that a plugin reports to Connect. */
public final class PluginVersion {
    private PluginVersion() {}

    /** Implementation-Version of the jar with {@code plugin}, or {@code development} outside a jar. */
    public static String of(Class<?> plugin) {
        String version = plugin.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
