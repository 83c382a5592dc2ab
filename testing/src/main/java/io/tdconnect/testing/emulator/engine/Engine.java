// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

import org.jspecify.annotations.Nullable;

/** The databases of one emulated server, in memory only; thread-safe. */
public final class Engine {
    private static final String VERSION = "3.3.6.0";

    /** What the gateway answers to `version`. */
    public String version() {
        return VERSION;
    }

    /**
     * Opens a session.
     *
     * @param database the session's database, or null or empty for none
     * @throws TdengineException 0x357 for a wrong user or password, 0x388 for an unknown database
     */
    public Session login(String user, String password, @Nullable String database) throws TdengineException {
        throw new TdengineException(0xffff, "not built yet: " + user + password + database);
    }
}
