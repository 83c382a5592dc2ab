// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Creates the connectors of a task on a cluster, both or none, and follows them. */
final class ClusterTask {
    private static final int FAILED = 1;
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ClusterConfigs configs;
    private final ClusterOptions options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Worker worker;
    private final Deque<String> created = new ArrayDeque<>();

    ClusterTask(ClusterConfigs configs, ClusterOptions options, PrintWriter out, PrintWriter err) {
        this.configs = configs;
        this.options = options;
        this.out = out;
        this.err = err;
        URI via = Objects.requireNonNull(options.via());
        worker = new Worker(via);
    }

    /** The exit status. */
    int run() throws InterruptedException {
        boolean complete = false;
        try (StopSignal signal = new StopSignal(Thread.currentThread()::interrupt)) {
            signal.ended(FAILED);
            try {
                complete = start();
            } finally {
                if (!complete) {
                    undo();
                }
            }
            int status = !complete ? FAILED : options.follow() ? follow(signal) : 0;
            signal.ended(status);
            return status;
        } catch (WorkerException e) {
            say(err, String.valueOf(e.getMessage()));
            return FAILED;
        }
    }

    private boolean start() throws InterruptedException {
        if (!namesAreFree() || !isValid()) {
            return false;
        }
        for (ConnectorConfig each : configs.both()) {
            worker.createStopped(each);
            created.push(each.name());
        }
        // The sink first, so that its consumer knows the topic's beginning.
        for (String name : created) {
            worker.resume(name);
        }
        if (!runs()) {
            return false;
        }
        say(
                out,
                "Created " + configs.source().name() + " and " + configs.sink().name() + ", with the Kafka topic "
                        + configs.sink().config().get("topics"));
        return true;
    }

    private boolean namesAreFree() throws InterruptedException {
        List<String> existing = worker.connectors();
        List<String> taken = configs.both().stream()
                .map(ConnectorConfig::name)
                .filter(existing::contains)
                .toList();
        if (!taken.isEmpty()) {
            say(
                    err,
                    "--via: expected new connectors, found " + String.join(" and ", taken)
                            + " on the cluster already; choose another name with --name, or delete them");
        }
        return taken.isEmpty();
    }

    private boolean isValid() throws InterruptedException {
        boolean valid = true;
        for (ConnectorConfig each : configs.both()) {
            for (ConnectorCheck.Problem problem : worker.validate(each)) {
                say(err, each.name() + ": " + problem.text());
                valid = false;
            }
        }
        return valid;
    }

    private boolean runs() throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        for (ConnectorConfig each : configs.both()) {
            ConnectorState state = worker.state(each.name());
            while (!state.running() && !state.failed() && System.nanoTime() < deadline) {
                Thread.sleep(PAUSE.toMillis());
                state = worker.state(each.name());
            }
            if (!state.running()) {
                say(err, each.name() + " does not run, but is " + state.text() + ": " + state.trace());
                return false;
            }
        }
        return true;
    }

    /** Removes what was created; an interrupt does not prevent that. */
    private void undo() {
        boolean interrupted = Thread.interrupted();
        while (!created.isEmpty()) {
            String name = created.pop();
            try {
                worker.delete(name);
                say(err, "Removed " + name);
            } catch (WorkerException e) {
                say(err, "Could not remove " + name + ": " + e.getMessage());
            } catch (InterruptedException e) {
                say(err, "Could not remove " + name + ": interrupted");
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private int follow(StopSignal signal) {
        signal.ended(0);
        long lastChange = System.nanoTime();
        long last = -1;
        try {
            while (true) {
                ConnectorState source = worker.state(configs.source().name());
                ConnectorState sink = worker.state(configs.sink().name());
                long committed = worker.committed(configs.sink().name());
                if (committed != last) {
                    say(
                            out,
                            "source " + source.text() + ", sink " + sink.text() + ", " + committed
                                    + " records committed");
                    lastChange = System.nanoTime();
                    last = committed;
                }
                if (source.failed() || sink.failed()) {
                    say(err, "Failed: " + (source.failed() ? source.trace() : sink.trace()));
                    return FAILED;
                }
                if (isIdle(options.untilIdle(), lastChange)) {
                    say(
                            out,
                            "No records were committed for "
                                    + Progress.text(Objects.requireNonNull(options.untilIdle()))
                                    + "; the connectors stay on the cluster");
                    return 0;
                }
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            say(out, "The connectors stay on the cluster");
            return 0;
        }
    }

    private static boolean isIdle(@Nullable Duration limit, long lastChange) {
        return limit != null && System.nanoTime() - lastChange > limit.toNanos();
    }

    private static void say(PrintWriter writer, String line) {
        writer.println(line);
        writer.flush();
    }
}
