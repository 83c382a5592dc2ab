// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

/** Tries a configuration on the real server, see {@link ConfigProblems#liveCheck}. */
@FunctionalInterface
public interface LiveCheck {
    /**
     * Returns if the server can be used; can be interrupted.
     *
     * @throws OptionException if one option causes the failure
     * @throws Exception on any other failure; the message is shown to the user
     */
    void run() throws Exception;
}
