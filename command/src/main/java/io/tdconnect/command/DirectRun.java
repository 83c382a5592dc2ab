// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import io.tdconnect.engine.DirectEngine;
import io.tdconnect.engine.DirectTask;
import io.tdconnect.engine.EngineException;
import io.tdconnect.engine.EngineFigures;
import io.tdconnect.engine.EngineResult;
import io.tdconnect.taosx.MappedTask;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Runs a task in this process and shows its progress. */
final class DirectRun {
    private static final int FAILED = 1;
    private static final int WRONG_ARGUMENTS = 2;

    private final TaskName name;
    private final MappedTask mapped;
    private final int jobs;
    private final DirectOptions options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final long start = System.nanoTime();

    DirectRun(TaskName name, MappedTask mapped, int jobs, DirectOptions options, PrintWriter out, PrintWriter err) {
        this.name = name;
        this.mapped = mapped;
        this.jobs = jobs;
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** The exit status. */
    int run(ProgressDisplay.Form form) throws InterruptedException {
        List<String> problems = ConnectorCheck.problemsOfOptions(mapped);
        if (!problems.isEmpty()) {
            problems.forEach(err::println);
            return WRONG_ARGUMENTS;
        }
        Path offsets = offsets();
        try {
            Files.createDirectories(offsets.toAbsolutePath().getParent());
            try (DirectEngine engine = DirectEngine.start(task(offsets))) {
                return follow(engine, form);
            }
        } catch (ConfigException | EngineException e) {
            err.println(e.getMessage());
        } catch (IOException e) {
            err.println(e instanceof FileSystemException ? "Cannot write " + e.getMessage() : e.getMessage());
        }
        return FAILED;
    }

    private int follow(DirectEngine engine, ProgressDisplay.Form form) throws IOException, InterruptedException {
        try (MetricsEndpoint metrics = metrics(engine);
                StopSignal signal = new StopSignal(engine::stop)) {
            if (metrics != null) {
                err.println("Metrics: http://127.0.0.1:" + metrics.port() + "/metrics");
                err.flush();
            }
            ProgressDisplay display = new ProgressDisplay(out, form, progress(engine.figures()));
            while (!engine.await(display.pause())) {
                display.show(progress(engine.figures()));
            }
            EngineResult result = engine.await();
            int status = end(result, display);
            signal.ended(status);
            return status;
        }
    }

    private int end(EngineResult result, ProgressDisplay display) {
        display.end(progress(result.figures()), result.outcome());
        if (result.outcome() == EngineResult.Outcome.FAILED) {
            err.println("Failed: " + Causes.text(result.cause()));
            err.flush();
            return FAILED;
        }
        return 0;
    }

    private @Nullable MetricsEndpoint metrics(DirectEngine engine) throws IOException {
        Integer port = options.metricsPort();
        return port == null
                ? null
                : MetricsEndpoint.start(port, () -> PrometheusText.of(name, progress(engine.figures())));
    }

    private Path offsets() {
        Path chosen = options.offsets();
        return chosen != null
                ? chosen
                : StateDirectory.of(System.getenv(), System.getProperty("user.home"))
                        .offsets(name);
    }

    private DirectTask task(Path offsets) {
        Path failures = options.failures();
        return new DirectTask(
                name.text(),
                ConnectorCheck.patient(mapped.source()),
                ConnectorCheck.patient(mapped.sink()),
                offsets,
                options.queue(),
                options.queueSize(),
                failures != null ? failures : mapped.hints().failures(),
                jobs,
                options.stopTimeout());
    }

    private Progress progress(EngineFigures figures) {
        return Progress.of(figures, Duration.ofNanos(System.nanoTime() - start));
    }
}
