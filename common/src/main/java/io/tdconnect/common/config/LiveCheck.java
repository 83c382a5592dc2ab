// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

/** Tries a configuration on the real server, see {@link ConfigProblems#liveCheck}. */
@FunctionalInterface
public interface LiveCheck {
    /**
     * Returns if the server can be used; honours interruption.
     *
     * @throws OptionException if the fault lies in a certain option
     * @throws Exception if it fails for any other reason; the message is shown to the user
     */
    void run() throws Exception;
}
