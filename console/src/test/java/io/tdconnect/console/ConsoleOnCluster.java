// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import io.tdconnect.testing.ConnectCluster;
import java.util.Map;

/**
 * A console beside a worker and a broker of Kafka.
 *
 * @param browser sends requests to it
 */
record ConsoleOnCluster(ConnectCluster connect, Console console, Browser browser) implements AutoCloseable {
    static ConsoleOnCluster start() throws Exception {
        ConnectCluster connect = ConnectCluster.start();
        try {
            Console console = Console.start(Map.of(
                    "listeners",
                    "http://127.0.0.1:0",
                    "connect.url",
                    connect.rest().url().toString(),
                    "bootstrap.servers",
                    connect.bootstrapServers()));
            return new ConsoleOnCluster(connect, console, new Browser(console.url()));
        } catch (Exception e) {
            connect.close();
            throw e;
        }
    }

    @Override
    public void close() throws Exception {
        console.close();
        connect.close();
    }
}
