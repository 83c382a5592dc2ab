// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.quickstart;

import io.tdconnect.testing.Ports;
import picocli.CommandLine.Option;

/** The ports of the quickstart's servers on 127.0.0.1; not the usual ones, which are often taken. */
final class DemoPorts {
    @Option(names = "--mqtt-port", defaultValue = "21883", description = "Port of the MQTT broker (${DEFAULT-VALUE}).")
    int mqtt;

    @Option(
            names = "--kafka-port",
            defaultValue = "29092",
            description = "Port of the Kafka broker (${DEFAULT-VALUE}).")
    int kafka;

    @Option(
            names = "--connect-port",
            defaultValue = "28083",
            description = "Port of Connect's REST API (${DEFAULT-VALUE}).")
    int connect;

    @Option(
            names = "--tdengine-port",
            defaultValue = "26041",
            description = "Port of the TDengine emulator (${DEFAULT-VALUE}); not used with TDENGINE_URL.")
    int tdengine;

    /** Throws IllegalStateException with advice if a port is taken. */
    void requireFree() {
        requireFree(mqtt, "the MQTT broker", "--mqtt-port");
        requireFree(kafka, "the Kafka broker", "--kafka-port");
        requireFree(connect, "the Connect worker", "--connect-port");
        if (System.getenv("TDENGINE_URL") == null) {
            requireFree(tdengine, "the TDengine emulator", "--tdengine-port");
        }
    }

    private static void requireFree(int port, String server, String option) {
        if (Ports.accepts(port)) {
            throw new IllegalStateException("Port " + port + ", meant for " + server
                    + ", is in use: stop what uses it (another quickstart?), or give another port with " + option
                    + ".");
        }
    }
}
