// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.common.PluginVersion;
import io.tdconnect.console.connect.ConnectApi;
import io.tdconnect.console.connect.Connectors;
import io.tdconnect.console.connect.HttpConnectApi;
import io.tdconnect.console.connect.KafkaCluster;
import io.tdconnect.console.connect.PatientApi;
import io.tdconnect.console.form.FormRoutes;
import io.tdconnect.console.form.Forms;
import io.tdconnect.console.form.Kinds;
import io.tdconnect.console.form.SecretSource;
import io.tdconnect.console.http.Call;
import io.tdconnect.console.http.ConsoleServer;
import io.tdconnect.console.http.EventStream;
import io.tdconnect.console.http.Json;
import io.tdconnect.console.http.RouteGroup;
import io.tdconnect.console.letter.LetterRoutes;
import io.tdconnect.console.plugin.PluginPath;
import io.tdconnect.console.plugin.WorkerRoutes;
import io.tdconnect.console.sample.SampleRoutes;
import io.tdconnect.console.taosx.TaosxRoutes;
import io.tdconnect.console.task.TaskRoutes;
import io.tdconnect.console.topic.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/** A running console. */
public final class Console implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration REBALANCE_LIMIT = Duration.ofSeconds(10);

    private final ConsoleServer server;
    private final TaskRoutes tasks;
    private final KafkaCluster kafka;
    private final URI url;

    private Console(ConsoleServer server, TaskRoutes tasks, KafkaCluster kafka, URI url) {
        this.server = server;
        this.tasks = tasks;
        this.kafka = kafka;
        this.url = url;
    }

    /**
     * Starts a console for a cluster, beside it.
     *
     * @param options see {@link #options}; {@code connect.url} has to be there
     * @throws org.apache.kafka.common.config.ConfigException with the name of the option that is wrong
     * @throws Exception if the port is taken, for instance
     */
    public static Console start(Map<String, String> options) throws Exception {
        return start(ConsoleConfig.of(options), null);
    }

    /** The options with their defaults, without the prefix that they have in the properties of a worker. */
    public static ConfigDef options() {
        return ConsoleConfig.definitions();
    }

    /** @param path of the plugins of the worker in which it runs; null beside a cluster */
    static Console start(ConsoleConfig config, @Nullable PluginPath path) throws Exception {
        SSLContext trust = config.tls().context();
        ConnectApi api =
                new PatientApi(new HttpConnectApi(Objects.requireNonNull(config.connect()), trust), REBALANCE_LIMIT);
        KafkaCluster kafka = new KafkaCluster(config.kafka());
        List<ConnectApi> peers = config.peers().stream()
                .<ConnectApi>map(peer -> new HttpConnectApi(peer, trust))
                .toList();
        Connectors connectors = new Connectors(api);
        Kinds kinds = Kinds.found();
        Forms forms = new Forms(connectors, kinds);
        EventStream events = new EventStream();
        TaskRoutes tasks = new TaskRoutes(connectors, kinds, forms, events, kafka, peers);
        SecretSource secrets = config.readOnly() ? tasks::filledUnchanged : tasks::filled;
        List<RouteGroup> groups = new ArrayList<>();
        groups.add(routes -> routes.get("info", call -> info(call, api, tasks, config, path == null)));
        groups.add(tasks);
        groups.add(new FormRoutes(connectors, kinds, forms, secrets));
        Topics topics = new Topics(kafka);
        groups.add(new SampleRoutes(kinds, secrets, topics));
        groups.add(new LetterRoutes(tasks::sink, topics));
        groups.add(new TaosxRoutes());
        groups.add(new WorkerRoutes(api, tasks::workersNow, path == null ? PluginPath.UNKNOWN : path));
        boolean https = config.address().getScheme().equals("https");
        ConsoleServer server = ConsoleServer.start(
                config.address(), https ? trust : null, config.login(), config.readOnly(), groups, events);
        tasks.start(INTERVAL);
        URI url = URI.create((https ? "https://" : "http://") + config.address().getHost() + ':' + server.port());
        return new Console(server, tasks, kafka, url);
    }

    private static ObjectNode info(
            Call call, ConnectApi api, TaskRoutes tasks, ConsoleConfig config, boolean standalone)
            throws InterruptedException {
        JsonNode root = api.get("/");
        ObjectNode info = Json.object();
        info.put("version", PluginVersion.of(Console.class));
        info.put("kafkaVersion", root.path("version").asText(""));
        info.put("clusterId", root.path("kafka_cluster_id").asText(""));
        info.put("user", call.user());
        info.put("readOnly", config.readOnly());
        info.put("standalone", standalone);
        info.set("workers", tasks.workerList());
        return info;
    }

    /** Where a browser finds it. */
    public URI url() {
        return url;
    }

    @Override
    public void close() throws Exception {
        tasks.close();
        server.close();
        kafka.close();
    }
}
