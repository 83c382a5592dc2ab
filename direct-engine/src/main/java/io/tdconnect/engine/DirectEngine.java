// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;

/**
 * Runs a source connector, the transforms of both sides and a sink connector in this process, without Kafka.
 *
 * <p>A record is acknowledged to the source once the sink has confirmed it, or once it is in the queue on disk: at least once,
 * over crashes too. Records of a source partition stay in order.
 */
public final class DirectEngine implements AutoCloseable {
    private final EngineRun run;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable EngineResult result;

    private DirectEngine(EngineRun run) {
        this.run = run;
    }

    /**
     * Checks both configurations and starts.
     *
     * @throws ConfigException with all problems of both configurations
     * @throws EngineException if a file is in use or cannot be read or written, or a connector does not start
     */
    public static DirectEngine start(DirectTask task) {
        List<String> problems = new ArrayList<>();
        ConnectorSetup source = ConnectorSetup.of(SourceConnector.class, "source", task.source(), task, problems);
        ConnectorSetup sink = ConnectorSetup.of(SinkConnector.class, "sink", task.sink(), task, problems);
        if (source != null) {
            source.check(false, problems);
        }
        if (sink != null) {
            // With a queue the target may be away, also when the engine starts.
            sink.check(task.queue() != null, problems);
        }
        if (source == null || sink == null || !problems.isEmpty()) {
            throw new ConfigException(String.join("\n", problems));
        }
        try {
            TaskFiles files = TaskFiles.open(task, source.connector().getClass().getName());
            boolean soon = task.queue() == null && !source.mayEnd();
            return start(task, new EngineRun(task, source, soon ? sink.withShortLinger() : sink, files));
        } catch (ConnectException e) {
            throw new EngineException(String.valueOf(e.getMessage()), e);
        }
    }

    private static DirectEngine start(DirectTask task, EngineRun run) {
        boolean started = false;
        try {
            run.start();
            started = true;
        } catch (KafkaException e) {
            throw new ConnectException("The task cannot start: " + e.getMessage(), e);
        } finally {
            if (!started) {
                run.abandon();
            }
        }
        DirectEngine engine = new DirectEngine(run);
        Thread thread = new Thread(engine::follow, task.name() + "-engine");
        // Not a daemon: a process without another thread goes on until the end.
        thread.start();
        return engine;
    }

    private void follow() {
        result = run.run();
        ended.countDown();
    }

    /** What was done so far; callable by any thread, also after the end. */
    public EngineFigures figures() {
        EngineResult current = result;
        return current == null ? run.figures() : current.figures();
    }

    /** Waits for the end. */
    public EngineResult await() throws InterruptedException {
        ended.await();
        EngineResult current = result;
        if (current == null) {
            throw new IllegalStateException("ended without a result");
        }
        return current;
    }

    /** Waits for the end; false if it does not come in time. */
    public boolean await(Duration limit) throws InterruptedException {
        return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Asks for the end: the source is read no further, and what was read is written. Returns at once. */
    public void stop() {
        run.stop();
    }

    /** Stops, and waits for the end. */
    @Override
    public void close() {
        stop();
        boolean interrupted = false;
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
