// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.Sample;
import io.tdconnect.common.explore.SampleCollector;
import io.tdconnect.common.explore.Samples;
import io.tdconnect.common.tls.TlsOptions;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.message.TopicFilter;
import io.tdconnect.mqtt.session.MqttFailure;
import io.tdconnect.mqtt.session.MqttSession;
import io.tdconnect.mqtt.session.PahoSessions;
import io.tdconnect.mqtt.session.SessionParameters;
import io.tdconnect.mqtt.session.SubscriptionOptions.RetainedPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigException;

/** A short session with a client identifier of its own, which the broker does not keep. */
final class Visit implements MqttSession.Listener {
    private final MqttSourceConfig config;
    private final Duration limit;
    private final Consumer<MqttMessage> messages;
    private final Runnable ended;
    private final AtomicReference<MqttFailure> failure = new AtomicReference<>();

    /**
     * Does not connect yet.
     *
     * @param limit how long a broker may take to answer
     * @param messages gets each message, on a thread of the client
     * @param ended is told that the connection is lost
     */
    Visit(MqttSourceConfig config, Duration limit, Consumer<MqttMessage> messages, Runnable ended) {
        this.config = config;
        this.limit = limit;
        this.messages = messages;
        this.ended = ended;
    }

    /** Subscribes with QoS 0 until the collector has enough. */
    Samples listen(List<TopicFilter> filters, SampleCollector collector) throws ExploreException, InterruptedException {
        MqttFailure first = null;
        SessionParameters parameters = parameters();
        for (URI broker : config.connection().brokers()) {
            try (MqttSession session = PahoSessions.of(parameters).create(broker, this)) {
                session.connect();
                session.subscribe(filters, RetainedPolicy.KEEP);
                Samples samples = collector.await();
                MqttFailure lost = failure.get();
                if (lost != null && samples.samples().isEmpty()) {
                    throw lost;
                }
                return samples;
            } catch (MqttFailure e) {
                first = first == null ? e : first;
            }
        }
        throw first == null
                ? new ExploreException("expected a broker, found none")
                : new ExploreException(first.option(), String.valueOf(first.getMessage()), null);
    }

    private SessionParameters parameters() throws ExploreException {
        Duration configured = config.client().connectTimeout();
        try {
            return new Wiring(config)
                    .connection()
                    .forCheck(config.visitorId(), configured.compareTo(limit) < 0 ? configured : limit);
        } catch (ConfigException e) {
            throw ExploreException.of(e, TlsOptions.CA);
        }
    }

    /** A message as a sample: its payload is not decoded; one that is larger than the option allows is missing. */
    static Sample sample(MqttMessage message) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("qos", String.valueOf(message.qos()));
        if (message.retained()) {
            headers.put("retained", "true");
        }
        if (message.problem() != null) {
            headers.put("problem", message.problem());
        }
        if (message.properties() != null) {
            message.properties().user().forEach(user -> headers.put("user." + user.getKey(), user.getValue()));
        }
        return new Sample(
                message.topic(), null, message.receivedAt(), headers, message.payload(), message.problem() != null);
    }

    @Override
    public void received(MqttMessage message) {
        messages.accept(message);
    }

    @Override
    public void lost(MqttFailure cause) {
        failure.compareAndSet(null, cause);
        ended.run();
    }
}
