// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import io.tdconnect.console.Browser;
import io.tdconnect.console.connect.ConnectApi;
import io.tdconnect.console.connect.Connectors;
import io.tdconnect.console.connect.KafkaCluster;
import io.tdconnect.console.connect.PatientApi;
import io.tdconnect.console.form.Forms;
import io.tdconnect.console.form.Kinds;
import io.tdconnect.console.http.ConsoleServer;
import io.tdconnect.console.http.EventStream;
import io.tdconnect.console.http.OpenLogin;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The API of tasks, over HTTP, before a cluster in memory.
 *
 * @param browser sends requests to it
 */
record TaskServer(TaskRoutes tasks, ConsoleServer server, Browser browser) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Starts it; changes that the cluster refuses for now are repeated for two seconds. */
    static TaskServer start(ConnectApi connect) throws Exception {
        Connectors connectors = new Connectors(new PatientApi(connect, PATIENCE));
        Kinds kinds = new Kinds(List.of());
        EventStream events = new EventStream();
        TaskRoutes tasks = new TaskRoutes(
                connectors, kinds, new Forms(connectors, kinds), events, new KafkaCluster(Map.of()), List.of());
        ConsoleServer server = ConsoleServer.start(
                URI.create("http://127.0.0.1:0"), null, new OpenLogin(), false, List.of(tasks), events);
        tasks.start(Duration.ofMillis(50));
        return new TaskServer(tasks, server, new Browser(URI.create("http://127.0.0.1:" + server.port())));
    }

    @Override
    public void close() throws Exception {
        tasks.close();
        server.close();
    }
}
