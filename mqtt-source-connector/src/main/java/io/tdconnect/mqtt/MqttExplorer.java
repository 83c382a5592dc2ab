// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.explore.Capability;
import io.tdconnect.common.explore.ExploreException;
import io.tdconnect.common.explore.FormConfig;
import io.tdconnect.common.explore.Kind;
import io.tdconnect.common.explore.Listing;
import io.tdconnect.common.explore.SampleCollector;
import io.tdconnect.common.explore.SampleLimits;
import io.tdconnect.common.explore.Samples;
import io.tdconnect.common.explore.ServerExplorer;
import io.tdconnect.common.explore.TopicContent;
import io.tdconnect.common.tls.TlsOptions;
import io.tdconnect.mqtt.message.TopicFilter;
import io.tdconnect.mqtt.payload.PayloadOptions;
import io.tdconnect.mqtt.receive.DeliveryOptions;
import io.tdconnect.mqtt.record.RecordOptions;
import io.tdconnect.mqtt.session.ClientOptions;
import io.tdconnect.mqtt.session.ConnectionOptions;
import io.tdconnect.mqtt.session.SubscriptionOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Shows messages and topics of a broker. */
public final class MqttExplorer implements ServerExplorer {
    private static final Duration LISTENING = Duration.ofSeconds(2);
    private static final String ALL = "#";

    private static final ConfigDef NEEDED = new Options()
            .add(ConnectionOptions::addTo)
            .add(TlsOptions::addTo)
            .add(ClientOptions::addTo)
            .add(SubscriptionOptions::addTo)
            .add(DeliveryOptions::addTo)
            .add(PayloadOptions::addTo)
            .build();

    private static final Kind KIND = new Kind(
            "mqtt",
            "MQTT",
            Kind.Side.SOURCE,
            MqttSourceConnector.class.getName(),
            List.of(
                    ConnectionOptions.BROKER_URLS,
                    ConnectionOptions.PROTOCOL_VERSION,
                    ConnectionOptions.USER,
                    ConnectionOptions.PASSWORD,
                    TlsOptions.CA,
                    SubscriptionOptions.TOPICS,
                    PayloadOptions.FORMAT,
                    RecordOptions.TOPIC_PATTERN),
            List.of(
                    ConnectionOptions.BROKER_URLS,
                    ConnectionOptions.PROTOCOL_VERSION,
                    ConnectionOptions.USER,
                    ConnectionOptions.PASSWORD,
                    TlsOptions.CA,
                    TlsOptions.CERTIFICATE,
                    TlsOptions.KEY),
            List.of(SubscriptionOptions.TOPICS),
            RecordOptions.KAFKA_TOPIC,
            TopicContent.PAYLOADS.source(),
            TopicContent.PAYLOADS.sink(),
            Set.of(Capability.SAMPLES, Capability.CHILDREN, Capability.SELECT));

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public Samples samples(Map<String, String> config, SampleLimits limits)
            throws ExploreException, InterruptedException {
        MqttSourceConfig parsed = read(config, Map.of());
        SampleCollector collector = new SampleCollector(limits);
        Visit visit = new Visit(parsed, limits.time(), message -> collector.add(Visit.sample(message)), collector::end);
        return visit.listen(parsed.visitorFilters(), collector);
    }

    /** The topics of messages that come within a short time; a broker sends its retained messages at once. */
    @Override
    public Listing children(Map<String, String> config, @Nullable String node, @Nullable String cursor)
            throws ExploreException, InterruptedException {
        MqttSourceConfig parsed = read(config, Map.of(SubscriptionOptions.TOPICS, ALL));
        TopicFilter filter = filter(node == null ? ALL : node);
        TopicLevel level = new TopicLevel(filter);
        SampleCollector clock = new SampleCollector(new SampleLimits(1, LISTENING, 1));
        new Visit(parsed, LISTENING, level::add, clock::end).listen(List.of(filter), clock);
        return Listing.page(level.nodes(), cursor, found -> found);
    }

    @Override
    public Map<String, String> select(Map<String, String> config, List<String> nodes) throws ExploreException {
        for (String node : nodes) {
            filter(node);
            if (node.indexOf(',') >= 0 || node.contains("::")) {
                throw new ExploreException(
                        SubscriptionOptions.TOPICS,
                        "expected topics without commas and ::, found " + node,
                        "Write + in place of the level with the comma.");
            }
        }
        return Map.of(SubscriptionOptions.TOPICS, String.join(",", nodes));
    }

    private static TopicFilter filter(String text) throws ExploreException {
        try {
            return new TopicFilter(text, 0);
        } catch (IllegalArgumentException e) {
            throw ExploreException.of(e, SubscriptionOptions.TOPICS);
        }
    }

    private static MqttSourceConfig read(Map<String, String> config, Map<String, String> instead)
            throws ExploreException {
        MqttSourceConfig parsed;
        try {
            parsed = new MqttSourceConfig(FormConfig.complete(NEEDED, config, instead));
        } catch (ConfigException e) {
            throw ExploreException.of(e, ConnectionOptions.BROKER_URLS);
        }
        String problem = parsed.connection().brokerProblem();
        if (problem != null) {
            throw new ExploreException(ConnectionOptions.BROKER_URLS, problem, null);
        }
        return parsed;
    }
}
