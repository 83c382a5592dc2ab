// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.tdconnect.console.connect.ConnectApi;
import io.tdconnect.console.connect.ConnectorView;
import io.tdconnect.console.connect.KafkaCluster;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Json;
import io.tdconnect.console.log.Warning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process does not have: figures and warnings of other workers, by their consoles, and lags, by Kafka. They are asked
 * for on a thread of their own, since servers that are away must not hold up the list of tasks.
 */
final class FarFigures implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FarFigures.class);
    private static final TypeReference<Map<String, Map<String, TaskFigures>>> FIGURES = new TypeReference<>() {};

    private static final TypeReference<List<Warning>> WARNINGS = new TypeReference<>() {};

    private final List<ConnectApi> peers;
    private final KafkaCluster kafka;
    private final Map<String, String> troubles = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "tdconnect-console-figures");
        made.setDaemon(true);
        return made;
    });
    private final Map<Integer, Long> heard = new HashMap<>();
    private final Queue<Warning> warnings = new ConcurrentLinkedQueue<>();
    private volatile List<ConnectorView> connectors = List.of();
    private volatile Map<String, Map<String, TaskFigures>> figures = Map.of();
    private volatile Map<String, Double> lags = Map.of();

    FarFigures(List<ConnectApi> peers, KafkaCluster kafka) {
        this.peers = List.copyOf(peers);
        this.kafka = kafka;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It ends with the thread.
    void start(Duration interval) {
        if (!peers.isEmpty() || kafka.isKnown()) {
            thread.scheduleWithFixedDelay(this::round, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The connectors for which figures are wanted. */
    void observe(List<ConnectorView> all) {
        connectors = all;
    }

    /** Of tasks on other workers, by the names of the connectors and the numbers of the tasks. */
    Map<String, Map<String, TaskFigures>> figures() {
        return figures;
    }

    /** What connectors on other workers have logged since the last call. */
    List<Warning> warnings() {
        List<Warning> all = new ArrayList<>();
        for (Warning next = warnings.poll(); next != null; next = warnings.poll()) {
            all.add(next);
        }
        return all;
    }

    /** Of a sink; NaN if it is not known. */
    double lag(String sink) {
        return lags.getOrDefault(sink, Double.NaN);
    }

    private void round() {
        try {
            figures = ofPeers();
            if (kafka.isKnown()) {
                lags = lags();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("The console failed to ask for figures", e);
        }
    }

    private Map<String, Map<String, TaskFigures>> ofPeers() throws InterruptedException {
        Map<String, Map<String, TaskFigures>> all = new HashMap<>();
        for (int i = 0; i < peers.size(); i++) {
            String name = "the console of another worker (peers, number " + (i + 1) + ")";
            try {
                Map<String, Map<String, TaskFigures>> some =
                        Json.MAPPER.readValue(peers.get(i).get("/api/figures").traverse(Json.MAPPER), FIGURES);
                some.forEach((connector, tasks) ->
                        all.computeIfAbsent(connector, key -> new HashMap<>()).putAll(tasks));
                hear(i);
                told(name, "");
            } catch (ApiException | JsonProcessingException e) {
                told(name, String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    private void hear(int peer) throws IOException, InterruptedException {
        String path = "/api/warnings?after=" + heard.getOrDefault(peer, 0L);
        List<Warning> logged = Json.MAPPER.readValue(peers.get(peer).get(path).traverse(Json.MAPPER), WARNINGS);
        logged.forEach(warning -> {
            warnings.add(warning);
            heard.put(peer, warning.number());
        });
    }

    private Map<String, Double> lags() throws InterruptedException {
        Map<String, String> groups = new HashMap<>();
        for (ConnectorView connector : connectors) {
            if (!connector.source()) {
                groups.put(
                        connector.name(),
                        connector.config().getOrDefault("consumer.override.group.id", "connect-" + connector.name()));
            }
        }
        try {
            Map<String, Double> now = groups.isEmpty() ? Map.of() : kafka.lags(groups);
            told("Kafka", "");
            return now;
        } catch (ApiException e) {
            told("Kafka", String.valueOf(e.getMessage()));
            return Map.of();
        }
    }

    /** Logs a trouble once, and its end. */
    private void told(String what, String trouble) {
        String before = trouble.isEmpty() ? troubles.remove(what) : troubles.put(what, trouble);
        if (!trouble.isEmpty() && !trouble.equals(before)) {
            log.warn("The console has no figures of {}: {}", what, trouble);
        } else if (trouble.isEmpty() && before != null) {
            log.info("The console has figures of {} again", what);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
