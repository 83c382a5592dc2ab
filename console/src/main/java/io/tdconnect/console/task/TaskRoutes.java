// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.connect.ConnectApi;
import io.tdconnect.console.connect.ConnectorView;
import io.tdconnect.console.connect.Connectors;
import io.tdconnect.console.connect.KafkaCluster;
import io.tdconnect.console.form.Forms;
import io.tdconnect.console.form.Kinds;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Call;
import io.tdconnect.console.http.EventStream;
import io.tdconnect.console.http.Json;
import io.tdconnect.console.http.RouteGroup;
import io.tdconnect.console.http.Routes;
import io.tdconnect.console.log.Warning;
import io.tdconnect.console.log.Warnings;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Routes of tasks. */
public final class TaskRoutes implements RouteGroup, AutoCloseable {
    private final TaskWatch watch;
    private final TaskConfigs configs;
    private final TaskExport export;
    private final TaskActions actions;
    private final LogLevels levels;
    private final TaskOffsets offsets;
    private final JmxFigures here;
    private final Warnings warnings;

    /** @param peers consoles of other workers */
    public TaskRoutes(
            Connectors connectors,
            Kinds kinds,
            Forms forms,
            EventStream stream,
            KafkaCluster kafka,
            List<ConnectApi> peers) {
        here = new JmxFigures(ManagementFactory.getPlatformMBeanServer());
        warnings = Warnings.ofThisProcess();
        watch = new TaskWatch(connectors, kinds, here, new FarFigures(peers, kafka), warnings, stream);
        Secrets secrets = new Secrets(forms);
        configs = new TaskConfigs(connectors, watch, secrets);
        export = new TaskExport(watch, secrets);
        actions = new TaskActions(connectors, watch);
        levels = new LogLevels(connectors.api(), watch);
        offsets = new TaskOffsets(connectors, watch, kafka);
    }

    /** Starts to look at the connectors. */
    public void start(Duration interval) {
        watch.start(interval);
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("tasks", call -> list())
                .post("tasks", configs::create)
                .get("tasks/{id}", configs::detail)
                .add("DELETE", "tasks/{id}", actions::delete)
                .add("PUT", "tasks/{id}/config", configs::change)
                .get("tasks/{id}/metrics", this::metrics)
                .get("tasks/{id}/events", this::events)
                .get("tasks/{id}/export", export::export)
                .post("command", export::command)
                .get("tasks/{id}/offsets", offsets::read)
                .add("PUT", "tasks/{id}/offsets", offsets::change)
                .post("tasks/{id}/offsets/by-time", offsets::moveToTime)
                .post("tasks/{id}/start", actions::start)
                .post("tasks/{id}/stop", actions::stop)
                .post("tasks/{id}/pause", actions::pause)
                .post("tasks/{id}/restart", actions::restart)
                .post("tasks/{id}/copy", configs::copy)
                .post("tasks/{id}/log-level", levels::raise)
                .get("figures", call -> here.all())
                .get("warnings", this::warnings);
    }

    /** A configuration of a page, with the secrets of a task that it has not changed. */
    public Map<String, String> filled(Map<String, String> config, JsonNode sent, String task)
            throws InterruptedException {
        return configs.filled(config, sent, task, false);
    }

    /** The same for a console that may change nothing: secrets go only where the task itself sends them. */
    public Map<String, String> filledUnchanged(Map<String, String> config, JsonNode sent, String task)
            throws InterruptedException {
        return configs.filled(config, sent, task, true);
    }

    /** The sink of a task; null if it has none. @throws io.tdconnect.console.http.ApiException if there is no such task */
    public @Nullable ConnectorView sink(String task) throws InterruptedException {
        return watch.task(task).sink();
    }

    /** The tasks of each worker, as the cluster reports them now. */
    public ArrayNode workersNow() throws InterruptedException {
        watch.look();
        return workerList();
    }

    /** The tasks of each worker. */
    public ArrayNode workerList() {
        ArrayNode workers = Json.MAPPER.createArrayNode();
        watch.tasksByWorker().forEach((id, tasks) -> {
            ArrayNode list = workers.addObject().put("id", id).putArray("tasks");
            tasks.forEach(list::add);
        });
        return workers;
    }

    private ArrayNode list() throws InterruptedException {
        watch.look();
        return watch.json();
    }

    private ObjectNode metrics(Call call) throws InterruptedException {
        Task task = watch.task(call.variable("id"));
        ObjectNode json = watch.history(task).json();
        ObjectNode bad = json.putObject("badByClass");
        for (ConnectorView side : task.sides()) {
            watch.figures(side).badByClass().forEach(bad::put);
        }
        Parts.together(task.sides().stream()
                        .map(side -> watch.figures(side).parts())
                        .toList())
                .addTo(json);
        return json;
    }

    private List<Warning> warnings(Call call) {
        try {
            return warnings.after(Long.parseLong(Objects.requireNonNullElse(call.parameter("after"), "0")));
        } catch (NumberFormatException e) {
            throw ApiException.badRequest("Expected a number in after, found something else");
        }
    }

    private ArrayNode events(Call call) throws InterruptedException {
        Task task = watch.task(call.variable("id"));
        return watch.events().of(task.sides().stream().map(ConnectorView::name).collect(Collectors.toSet()));
    }

    @Override
    public void close() throws Exception {
        watch.close();
        levels.close();
        warnings.close();
    }
}
