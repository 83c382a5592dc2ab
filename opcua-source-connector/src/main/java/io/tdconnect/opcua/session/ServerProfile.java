// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.session;

import java.time.Duration;

/**
 * Values of the option {@code server.profile}: the limits of servers that report none, or too high ones.
 *
 * <p>The figures come from the makers' documents where they exist. For requests they are what others have found to
 * work: the profiles of benthos-umh ({@code opcua_plugin/server_profiles.go}), which refer to Siemens entry 109755846
 * on the limits of S7 controllers; the SINUMERIK Access MyMachine manual 6FC5397-1DP41 (shortest interval 100 ms, five
 * sessions and 500 values a second on an 828D); the manual of PLCnext controllers (an AXC F 2152 samples at most every
 * 100 ms). The interval of an S7-1200 is that of the other two.
 */
public enum ServerProfile {
    /** The limits that the server reports. */
    AUTO(1_000, Integer.MAX_VALUE, true, Duration.ZERO, Integer.MAX_VALUE),
    /** Siemens S7-1200: ten sessions, no filters, slow with more than 200 items in a request. */
    S7_1200(100, 1_000, false, Duration.ofMillis(100), 1),
    /** Siemens S7-1500. */
    S7_1500(500, 10_000, true, Duration.ZERO, Integer.MAX_VALUE),
    /** Kepware KEPServerEX. */
    KEPWARE(1_000, Integer.MAX_VALUE, true, Duration.ZERO, Integer.MAX_VALUE),
    /** Prosys servers. */
    PROSYS(800, Integer.MAX_VALUE, true, Duration.ZERO, Integer.MAX_VALUE),
    /** A small controller of any make: 500 values a second. */
    SMALL_PLC(50, 500, false, Duration.ofSeconds(1), 1);

    private final int perCall;
    private final int items;
    private final boolean filters;
    private final Duration shortestInterval;
    private final int atATime;

    ServerProfile(int perCall, int items, boolean filters, Duration shortestInterval, int atATime) {
        this.perCall = perCall;
        this.items = items;
        this.filters = filters;
        this.shortestInterval = shortestInterval;
        this.atATime = atATime;
    }

    /**
     * Nodes in a request to a server that reports no limit; except for {@link #AUTO} also the highest accepted limit.
     */
    int perCall() {
        return perCall;
    }

    /** Highest number of monitored items. */
    public int items() {
        return items;
    }

    /** Whether the server can filter by deadband and trigger. */
    public boolean filters() {
        return filters;
    }

    /** Shortest interval at which values may be sampled, sent or read. */
    public Duration shortestInterval() {
        return shortestInterval;
    }

    /** Highest number of sessions, and of requests for values in a session, at the same time. */
    public int atATime() {
        return atATime;
    }
}
