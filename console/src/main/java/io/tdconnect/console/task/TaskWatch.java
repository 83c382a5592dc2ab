// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.common.explore.Kind;
import io.tdconnect.console.connect.ConnectorView;
import io.tdconnect.console.connect.Connectors;
import io.tdconnect.console.form.Kinds;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.EventStream;
import io.tdconnect.console.http.Json;
import io.tdconnect.console.log.Warning;
import io.tdconnect.console.log.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at all connectors again and again, and tells the pages. */
public final class TaskWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskWatch.class);
    private static final double USUAL_SECONDS = 2;
    private static final int PINGS = 5;
    private static final Duration NEW_LIMIT = Duration.ofSeconds(15);

    private final Connectors connectors;
    private final TaskJoin join;
    private final Kinds kinds;
    private final JmxFigures here;
    private final FarFigures elsewhere;
    private final Warnings warnings;
    private final EventStream stream;
    private final Events events = new Events();
    private final Map<String, History> histories = new ConcurrentHashMap<>();
    private final Map<String, SideFigures> latest = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "tdconnect-console-watch");
        made.setDaemon(true);
        return made;
    });
    private volatile Map<String, Task> tasks = Map.of();
    private String published = "";
    private int rounds;
    private long heard;
    private long asked;
    private long applied;

    TaskWatch(
            Connectors connectors,
            Kinds kinds,
            JmxFigures here,
            FarFigures elsewhere,
            Warnings warnings,
            EventStream stream) {
        this.connectors = connectors;
        this.kinds = kinds;
        this.join = new TaskJoin(kinds);
        this.here = here;
        this.elsewhere = elsewhere;
        this.warnings = warnings;
        this.stream = stream;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It ends with the thread.
    void start(Duration interval) {
        elsewhere.start(interval.multipliedBy(2));
        thread.scheduleWithFixedDelay(this::round, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            hear();
            look();
            measure();
            publish("tasks", Json.MAPPER.writeValueAsString(json()));
        } catch (ApiException e) {
            publish("gone", Json.object().put("message", e.getMessage()).toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (JsonProcessingException | RuntimeException e) {
            log.error("The console failed to look at the connectors", e);
        }
        if (rounds++ % PINGS == 0) {
            stream.ping();
        }
    }

    private void publish(String name, String data) {
        if (!published.equals(name + data)) {
            published = name + data;
            stream.publish(name, data);
        }
    }

    /** Asks the cluster, and remembers what it says. */
    void look() throws InterruptedException {
        long question;
        synchronized (this) {
            question = ++asked;
        }
        List<ConnectorView> all = connectors.all();
        synchronized (this) {
            if (question < applied) {
                return;
            }
            applied = question;
            events.observe(all);
            elsewhere.observe(all);
            tasks = join.tasks(all);
        }
    }

    /** Notes the figures; at equal times, since rates are made from them. */
    private void measure() {
        Map<String, Map<String, TaskFigures>> all = new HashMap<>(elsewhere.figures());
        here.all().forEach((connector, own) -> all.merge(connector, own, TaskWatch::both));
        double now = now();
        Set<String> names = new HashSet<>();
        for (Task task : tasks.values()) {
            for (ConnectorView side : task.sides()) {
                SideFigures figures =
                        SideFigures.of(side, all.getOrDefault(side.name(), Map.of()), elsewhere.lag(side.name()));
                names.add(side.name());
                latest.put(side.name(), figures);
                histories.computeIfAbsent(side.name(), name -> new History()).add(now, figures);
            }
        }
        histories.keySet().retainAll(names);
        latest.keySet().retainAll(names);
    }

    /** Makes events of what connectors have logged, here and on other workers. */
    private void hear() {
        List<Warning> logged = warnings.after(heard);
        if (!logged.isEmpty()) {
            heard = logged.get(logged.size() - 1).number();
            events.addAll(logged);
        }
        events.addAll(elsewhere.warnings());
    }

    private static Map<String, TaskFigures> both(Map<String, TaskFigures> some, Map<String, TaskFigures> others) {
        Map<String, TaskFigures> both = new TreeMap<>(some);
        both.putAll(others);
        return both;
    }

    /** A task by its name, as the cluster reports it now. */
    Task task(String id) throws InterruptedException {
        look();
        Task task = tasks.get(id);
        if (task == null) {
            throw ApiException.notFound("There is no task " + id + "; it may have been deleted");
        }
        return task;
    }

    /** A task that was made just now: the workers hear of it a little later. */
    Task newTask(String id) throws InterruptedException {
        long end = System.nanoTime() + NEW_LIMIT.toNanos();
        while (true) {
            try {
                return task(id);
            } catch (ApiException e) {
                if (!e.code().equals(ApiException.NOT_FOUND) || System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    Events events() {
        return events;
    }

    /** The history of the side whose rows count: the sink, if there is one. */
    History history(Task task) {
        ConnectorView side = task.sink() == null ? task.source() : task.sink();
        return histories.computeIfAbsent(side == null ? "" : side.name(), name -> new History());
    }

    SideFigures figures(@Nullable ConnectorView side) {
        return side == null ? SideFigures.UNKNOWN : latest.getOrDefault(side.name(), SideFigures.UNKNOWN);
    }

    /** All tasks with their states and figures. */
    ArrayNode json() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        tasks.values().forEach(task -> list.add(json(task)));
        return list;
    }

    /** A task with its state and figures. */
    ObjectNode json(Task task) {
        SideFigures source = figures(task.source());
        SideFigures sink = figures(task.sink());
        History history = history(task);
        ObjectNode json = Json.object();
        json.put("id", task.id());
        json.put("name", task.id());
        json.put("topic", task.topic());
        json.set("source", side(task.source()));
        json.set("sink", side(task.sink()));
        json.put(
                "health",
                Health.of(
                                task.source(),
                                task.sink(),
                                source.bounces() || sink.bounces(),
                                isBusy(sink, history.rate()),
                                history.secondsQuiet(now()))
                        .word);
        json.put("rowsPerSecond", Math.round(history.rate() * 10) / 10.0);
        json.set("spark", history.spark());
        number(json, "rowsTotal", history.rows());
        number(json, "lag", sink.lag());
        json.put("deadLetters", (long) (source.deadLetters() + sink.deadLetters()));
        if (Double.isNaN(source.share())) {
            json.putNull("progress");
        } else {
            ObjectNode progress = json.putObject("progress").put("share", source.share());
            number(progress, "secondsLeft", source.secondsLeft());
        }
        return json;
    }

    /** A flow always has some records on their way. */
    private static boolean isBusy(SideFigures sink, double rate) {
        return Double.isNaN(sink.lag()) ? sink.busy() : sink.lag() > USUAL_SECONDS * rate;
    }

    private @Nullable ObjectNode side(@Nullable ConnectorView side) {
        if (side == null) {
            return null;
        }
        ObjectNode json = Json.object();
        Kind kind = kinds.ofClass(side.type());
        json.put("connector", side.name());
        json.put("kind", kind == null ? side.type().substring(side.type().lastIndexOf('.') + 1) : kind.id());
        json.put("state", side.state());
        ArrayNode list = json.putArray("tasks");
        side.tasks()
                .forEach(task -> list.addObject()
                        .put("id", task.id())
                        .put("state", task.state())
                        .put("worker", task.worker()));
        return json;
    }

    /** A whole number; null if it is not known. */
    static void number(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, (long) value);
        } else {
            json.putNull(name);
        }
    }

    private static double now() {
        return System.currentTimeMillis() / 1000.0;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        elsewhere.close();
    }

    /** The tasks of each worker. */
    Map<String, List<String>> tasksByWorker() {
        Map<String, List<String>> names = new TreeMap<>();
        tasks.values()
                .forEach(task -> task.sides()
                        .forEach(side -> side.tasks()
                                .forEach(each -> names.computeIfAbsent(each.worker(), worker -> new ArrayList<>())
                                        .add(side.name() + '-' + each.id()))));
        return names;
    }
}
