// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.config.ConfigProblems;

/** Checks what no single option can tell: how options fit together, and whether the server accepts them. */
final class ConfigCheck {
    private final OpcuaSourceConfig config;
    private final ConfigProblems problems;

    ConfigCheck(OpcuaSourceConfig config, ConfigProblems problems) {
        this.config = config;
        this.problems = problems;
    }

    void run() {
        if (config.getPassword(SecurityOptions.PASSWORD) != null && config.getString(SecurityOptions.USER) == null) {
            problems.add(SecurityOptions.USER, "expected a user for the password, found none");
        }
    }
}
