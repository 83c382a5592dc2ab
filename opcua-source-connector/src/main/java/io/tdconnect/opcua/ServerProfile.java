// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

/** Values of the option {@code server.profile}: what servers can do that do not tell, or tell too much. */
enum ServerProfile {
    /** What the server tells. */
    AUTO(1_000, Integer.MAX_VALUE, true),
    /** Siemens S7-1200. */
    S7_1200(100, 1_000, false),
    /** Siemens S7-1500. */
    S7_1500(1_000, 10_000, true),
    /** Kepware KEPServerEX. */
    KEPWARE(1_000, Integer.MAX_VALUE, true),
    /** Prosys servers. */
    PROSYS(800, Integer.MAX_VALUE, true),
    /** A small controller of any make. */
    SMALL_PLC(50, 500, false);

    private final int perCall;
    private final int items;
    private final boolean filters;

    ServerProfile(int perCall, int items, boolean filters) {
        this.perCall = perCall;
        this.items = items;
        this.filters = filters;
    }

    /** Nodes in a request where the server tells no limit, and at most that many unless this is {@link #AUTO}. */
    int perCall() {
        return perCall;
    }

    /** Monitored items that the server can have. */
    int items() {
        return items;
    }

    /** Whether the server can filter by deadband and trigger. */
    boolean filters() {
        return filters;
    }
}
