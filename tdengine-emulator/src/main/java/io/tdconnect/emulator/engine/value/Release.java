// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.value;

/** The release of TDengine to imitate, where releases differ. */
public enum Release {
    /** TDengine 3.3.5.9 behind a gateway that reports 3.3.6.0. */
    V3_3_5("3.3.5", "3.3.5.9", "3.3.6.0"),
    /** TDengine 3.3.7.5 behind a gateway of the same version. */
    V3_3_7("3.3.7", "3.3.7.5", "3.3.7.5");

    private final String text;
    private final String server;
    private final String gateway;

    Release(String text, String server, String gateway) {
        this.text = text;
        this.server = server;
        this.gateway = gateway;
    }

    /**
     * The release of this name.
     *
     * @param text {@code 3.3.5} or {@code 3.3.7}
     * @throws IllegalArgumentException for another
     */
    public static Release of(String text) {
        for (Release release : values()) {
            if (release.text.equals(text)) {
                return release;
            }
        }
        throw new IllegalArgumentException("Expected 3.3.5 or 3.3.7, found " + text);
    }

    /** The result of {@code server_version()}. */
    public String server() {
        return server;
    }

    /** The version that the gateway reports. */
    public String gateway() {
        return gateway;
    }

    /** Whether this release is {@code first} or a later one. */
    public boolean since(Release first) {
        return compareTo(first) >= 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
