// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.metrics.MetricsRegistration;
import io.tdconnect.common.transform.TransformConfig;
import io.tdconnect.streams.config.InputOptions;
import io.tdconnect.streams.message.BadMessageException;
import io.tdconnect.streams.message.BadMessages;
import io.tdconnect.streams.message.PipelineMetrics;
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

/** A pipeline that runs. */
final class RunningPipeline implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunningPipeline.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final String name;
    private final String brokers;
    private final String input;
    private final PipelineMetrics metrics = new PipelineMetrics();
    private final Restarts restarts = new Restarts();
    private final CountDownLatch failed;
    private final KafkaStreams streams;
    private final MetricsRegistration registration;
    private long received;

    /**
     * Starts a pipeline.
     *
     * @param failed counted down when the pipeline ends by itself
     */
    RunningPipeline(PipelineConfig config, CountDownLatch failed) {
        this.name = config.name();
        this.brokers = String.join(",", config.input().brokers());
        this.input = config.input().text();
        this.failed = failed;
        Topology topology = PipelineTopology.of(config, metrics);
        log.debug("Pipeline {}: {}", name, topology.describe());
        streams = new KafkaStreams(
                topology,
                StreamsSettings.of(config, new BadMessages(name, config.errors(), config.sizeLimit(), metrics)));
        streams.setUncaughtExceptionHandler(this::onFailure);
        streams.setStateListener((now, before) -> onState(now));
        registration = MetricsRegistration.register(
                "stream-pipeline", name, metrics.gauges(() -> streams.state().name(), this::lag));
        log.info("Pipeline {} starts: {}", name, summary(config));
        streams.start();
    }

    private static String summary(PipelineConfig config) {
        return config.input().text() + " → "
                + String.join(
                        " → ",
                        config.stages().stream().map(TransformConfig::name).toList())
                + " → " + config.output().topic() + " ("
                + config.delivery().guarantee()
                + ", bad messages: "
                + (config.errors().writesDeadLetters()
                        ? config.errors().deadLetterTopic()
                        : EnumOption.nameOf(config.errors().policy()))
                + ", group " + config.delivery().applicationId() + ")";
    }

    private void onState(KafkaStreams.State now) {
        log.info("Pipeline {}: {}", name, now);
        if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
            failed.countDown();
        }
    }

    private StreamThreadExceptionResponse onFailure(Throwable failure) {
        BadMessageException bad = findCause(failure, BadMessageException.class);
        if (bad != null) {
            log.error("Pipeline {} ends at a bad message, since errors.policy=fail: {}", name, bad.getMessage());
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (findCause(failure, MissingSourceTopicException.class) != null) {
            log.error(
                    "Pipeline {} ends: a topic of {} does not exist: {}. Create it and start again",
                    name,
                    InputOptions.TOPICS,
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

    private static <T> @Nullable T findCause(@Nullable Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /** The lag over all partitions that this copy reads, internal topics included. */
    private long lag() {
        return sum("records-lag", metric -> metric.tags().containsKey("partition"));
    }

    /** Logs that no broker answers; Kafka's clients retry without an end, and our log configuration hides their messages. */
    void warnIfUnanswered() {
        if (!answered()) {
            log.warn(
                    "Pipeline {}: no broker answers; expected one at {}={}, with the streams.security.protocol that it expects",
                    name,
                    InputOptions.BOOTSTRAP_SERVERS,
                    brokers);
        }
    }

    /** Whether a broker sent anything since the last call; heartbeats arrive every few seconds. */
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

    /** Ends the pipeline after the messages in work. */
    @Override
    public void close() {
        boolean ended = streams.close(CLOSE_LIMIT);
        registration.close();
        log.info(
                "Pipeline {} {}: {} messages read, {} rows written, {} bad messages",
                name,
                ended ? "has ended" : "has not ended within " + CLOSE_LIMIT.toSeconds() + " s",
                metrics.messages(),
                metrics.rows(),
                metrics.bad());
    }
}
