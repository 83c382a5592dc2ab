// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.tls.Tls;
import io.tdconnect.mqtt.message.TopicFilter;
import io.tdconnect.mqtt.payload.Decompression;
import io.tdconnect.mqtt.payload.JsonPayload;
import io.tdconnect.mqtt.payload.PayloadDecoder;
import io.tdconnect.mqtt.payload.PayloadOptions;
import io.tdconnect.mqtt.payload.PayloadReader;
import io.tdconnect.mqtt.payload.ProducerLimit;
import io.tdconnect.mqtt.payload.TextPayload;
import io.tdconnect.mqtt.receive.CommandPublisher;
import io.tdconnect.mqtt.receive.MessageBuffer;
import io.tdconnect.mqtt.receive.MqttMetrics;
import io.tdconnect.mqtt.receive.OrphanedSessions;
import io.tdconnect.mqtt.receive.SessionPlan;
import io.tdconnect.mqtt.receive.SourceOffset;
import io.tdconnect.mqtt.receive.Subscriptions;
import io.tdconnect.mqtt.record.AddedFields;
import io.tdconnect.mqtt.record.ErrorHandler;
import io.tdconnect.mqtt.record.MessageConverter;
import io.tdconnect.mqtt.record.MessageHeaders;
import io.tdconnect.mqtt.record.RecordOffsets;
import io.tdconnect.mqtt.record.RecordOptions;
import io.tdconnect.mqtt.record.RecordOptions.LevelTarget;
import io.tdconnect.mqtt.record.TopicRouter;
import io.tdconnect.mqtt.record.TopicRouter.UnwantedTopics;
import io.tdconnect.mqtt.session.ClientOptions;
import io.tdconnect.mqtt.session.ConnectionOptions;
import io.tdconnect.mqtt.session.ConnectionOptions.ProtocolVersion;
import io.tdconnect.mqtt.session.MqttSession;
import io.tdconnect.mqtt.session.PahoSessions;
import io.tdconnect.mqtt.session.SessionParameters;
import io.tdconnect.mqtt.session.SubscriptionOptions;
import io.tdconnect.mqtt.sparkplug.RebirthRequests;
import io.tdconnect.mqtt.sparkplug.SparkplugNodeCache;
import io.tdconnect.mqtt.sparkplug.SparkplugReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** Builds the parts of a task from its configuration. */
record Wiring(MqttSourceConfig config) {
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(30);

    /**
     * How to connect.
     *
     * @throws org.apache.kafka.common.config.ConfigException on the TLS option whose certificate or key cannot be used
     */
    SessionParameters connection() {
        ConnectionOptions connection = config.connection();
        ClientOptions client = config.client();
        SubscriptionOptions subscription = config.subscription();
        Tls tls = config.tls();
        return new SessionParameters(
                connection.version(),
                config.clientId(),
                connection.user(),
                connection.password(),
                client.keepAlive(),
                subscription.cleanSession(),
                subscription.sessionExpiry(),
                client.connectTimeout(),
                config.delivery().receiveMaximum(),
                config.payload().limit().bytes(),
                connection.usesTls() ? tls.context().getSocketFactory() : null,
                tls.hostnameVerification(),
                tls.certificate() != null || tls.keystore() != null);
    }

    MessageBuffer buffer(MqttMetrics metrics) {
        Duration keepAlive = config.client().keepAlive();
        Duration half = keepAlive.dividedBy(2);
        return new MessageBuffer(
                config.delivery(),
                keepAlive.isZero() || half.compareTo(LONGEST_BLOCK) > 0 ? LONGEST_BLOCK : half,
                metrics);
    }

    /**
     * The session of this task.
     *
     * @param offset the offset that Connect stored for the client, null if it has not stored one
     */
    SessionPlan plan(@Nullable Map<String, Object> offset) {
        return plan(config.clientId(), config.filters(), offset);
    }

    /**
     * The sessions of tasks that no longer exist; null if there can be no such sessions, or another task ends them.
     *
     * @param offsets the offset that Connect stored for a client
     */
    OrphanedSessions.@Nullable Sessions orphans(Function<String, @Nullable Map<String, Object>> offsets) {
        boolean kept =
                !config.subscription().cleanSession() && config.connection().version() != ProtocolVersion.V3_1;
        return kept && config.task() == 0 && config.isOfTask() ? new Orphans(offsets) : null;
    }

    private SessionPlan plan(String clientId, List<TopicFilter> wanted, @Nullable Map<String, Object> offset) {
        return new SessionPlan(
                clientId,
                config.connection().brokers(),
                new Subscriptions(
                        wanted, config.filtersOfConnector(), SourceOffset.topics(offset), config.shareGroup()),
                config.subscription().retained(),
                config.connection().version() == ProtocolVersion.V5,
                config.delivery().unackedTimeout(),
                config.handover());
    }

    /** What turns messages into records. */
    MessageConverter converter(
            RecordOffsets offsets, UnwantedTopics unwanted, CommandPublisher commands, MqttMetrics metrics) {
        RecordOptions records = config.records();
        PayloadOptions payload = config.payload();
        ProducerLimit limit = ProducerLimit.from(config);
        return new MessageConverter(
                offsets,
                new TopicRouter(records.kafkaTopic(), records.kafkaKey(), records.pattern(), unwanted),
                new PayloadDecoder(
                        new Decompression(payload.compression(), payload.limit()),
                        reader(payload, commands, metrics),
                        limit),
                new AddedFields(records.levels() == LevelTarget.FIELDS, records.fields()),
                new MessageHeaders(records.headers(), records.levels()),
                new ErrorHandler(config.errors(), payload.format(), limit.payload(), metrics));
    }

    private PayloadReader reader(PayloadOptions payload, CommandPublisher commands, MqttMetrics metrics) {
        return switch (payload.format()) {
            case BYTES -> (message, bytes) -> List.of(new SchemaAndValue(Schema.BYTES_SCHEMA, bytes));
            case STRING -> {
                TextPayload text = new TextPayload(payload.charset());
                yield (message, bytes) -> List.of(new SchemaAndValue(Schema.STRING_SCHEMA, text.decode(bytes)));
            }
            case JSON -> new JsonPayload(payload.charset());
            case SPARKPLUG_B ->
                new SparkplugReader(
                        config.sparkplug().records(),
                        config.sparkplug().rebirth() ? new RebirthRequests(commands, System::nanoTime, metrics) : null,
                        new SparkplugNodeCache(SparkplugNodeCache.defaultLimit(), metrics),
                        metrics);
        };
    }

    private final class Orphans implements OrphanedSessions.Sessions {
        private final Function<String, @Nullable Map<String, Object>> offsets;

        private Orphans(Function<String, @Nullable Map<String, Object>> offsets) {
            this.offsets = offsets;
        }

        @Override
        public SessionPlan plan(int task) {
            String clientId = config.clientId(task);
            return Wiring.this.plan(clientId, List.of(), offsets.apply(clientId));
        }

        @Override
        public MqttSession.Factory resuming(int task) {
            return PahoSessions.of(connection().forClient(config.clientId(task)));
        }

        @Override
        public MqttSession.Factory ending(int task) {
            return PahoSessions.of(
                    connection().forCheck(config.clientId(task), config.client().connectTimeout()));
        }
    }
}
