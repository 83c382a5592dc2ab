// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.common.metrics.MetricsRegistration;
import io.tdconnect.common.transform.TransformConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pipeline at work. */
final class RunningPipeline implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunningPipeline.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final String name;
    private final String brokers;
    private final Object input;
    private final PipelineFigures figures = new PipelineFigures();
    private final Restarts restarts = new Restarts();
    private final CountDownLatch failed;
    private final KafkaStreams streams;
    private final MetricsRegistration metrics;
    private long received;

    /**
     * Starts a pipeline.
     *
     * @param failed counted down if it ends by itself
     */
    RunningPipeline(PipelineConfig config, CountDownLatch failed) {
        this.name = config.name();
        this.brokers = String.join(",", config.list(PipelineOptions.BOOTSTRAP_SERVERS));
        this.input = input(config);
        this.failed = failed;
        Topology topology = PipelineTopology.of(config, figures);
        log.debug("Pipeline {}: {}", name, topology.describe());
        streams = new KafkaStreams(topology, PipelineSettings.of(config, new BadMessages(config, figures)));
        streams.setUncaughtExceptionHandler(this::onFailure);
        streams.setStateListener((now, before) -> onState(now));
        metrics = MetricsRegistration.register(
                "stream-pipeline", name, figures.gauges(() -> streams.state().name(), this::lag));
        log.info("Pipeline {} starts: {}", name, summary(config));
        streams.start();
    }

    private static Object input(PipelineConfig config) {
        return config.pattern() == null ? String.join(", ", config.topics()) : config.pattern();
    }

    private static String summary(PipelineConfig config) {
        return input(config) + " → "
                + String.join(
                        " → ",
                        config.stages().stream().map(TransformConfig::name).toList())
                + " → " + config.text(PipelineOptions.OUTPUT_TOPIC) + " ("
                + config.text(PipelineOptions.PROCESSING_GUARANTEE)
                + ", bad messages: "
                + (config.errorPolicy() == ErrorPolicy.DEAD_LETTER
                        ? config.deadLetterTopic()
                        : config.text(PipelineOptions.ERRORS_POLICY))
                + ", group " + config.applicationId() + ")";
    }

    private void onState(KafkaStreams.State now) {
        log.info("Pipeline {}: {}", name, now);
        if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
            failed.countDown();
        }
    }

    private StreamThreadExceptionResponse onFailure(Throwable failure) {
        BadMessageException bad = cause(failure, BadMessageException.class);
        if (bad != null) {
            log.error("Pipeline {} ends at a bad message, since errors.policy=fail: {}", name, bad.getMessage());
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (cause(failure, MissingSourceTopicException.class) != null) {
            log.error(
                    "Pipeline {} ends: a topic of {} does not exist: {}. Create it and start again",
                    name,
                    PipelineOptions.INPUT_TOPICS,
                    input);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (failure instanceof Error || !restarts.allowed(System.nanoTime())) {
            log.error("Pipeline {} ends", name, failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        log.warn("Pipeline {}: a thread failed and is replaced", name, failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static <T> @Nullable T cause(@Nullable Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /** Over all partitions that this copy reads; internal topics included. */
    private long lag() {
        return sum("records-lag", metric -> metric.tags().containsKey("partition"));
    }

    /** Kafka's clients try again for ever, and tell it many times a second, which the log leaves out. */
    void tellIfUnanswered() {
        if (!answered()) {
            log.warn(
                    "Pipeline {}: no broker answers; expected one at {}={}, with streams.security.protocol as it wants it",
                    name,
                    PipelineOptions.BOOTSTRAP_SERVERS,
                    brokers);
        }
    }

    /** Whether a broker sent anything since the last call; heartbeats come every few seconds. */
    boolean answered() {
        long before = received;
        received = sum("incoming-byte-total", metric -> true);
        return received > before;
    }

    private long sum(String metric, Predicate<MetricName> which) {
        return Math.round(streams.metrics().entrySet().stream()
                .filter(known -> known.getKey().name().equals(metric) && which.test(known.getKey()))
                .mapToDouble(known -> known.getValue().metricValue() instanceof Double value ? value : 0)
                .filter(Double::isFinite)
                .sum());
    }

    boolean hasFailed() {
        return List.of(KafkaStreams.State.ERROR, KafkaStreams.State.PENDING_ERROR)
                .contains(streams.state());
    }

    /** Ends it after the messages that it has in hand. */
    @Override
    public void close() {
        boolean ended = streams.close(CLOSE_LIMIT);
        metrics.close();
        log.info(
                "Pipeline {} {}: {} messages read, {} rows written, {} bad messages",
                name,
                ended ? "has ended" : "has not ended within " + CLOSE_LIMIT.toSeconds() + " s",
                figures.messages.sum(),
                figures.rows.sum(),
                figures.bad());
    }
}
