// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.template.Template;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.payload.PayloadOptions;
import io.tdconnect.mqtt.payload.PayloadOptions.PayloadFormat;
import io.tdconnect.mqtt.record.ErrorOptions;
import io.tdconnect.mqtt.record.ErrorOptions.OnError;
import io.tdconnect.mqtt.record.RecordOptions;
import io.tdconnect.mqtt.record.RecordOptions.LevelTarget;
import io.tdconnect.mqtt.record.TopicRouter;
import io.tdconnect.mqtt.session.ConnectionOptions;
import io.tdconnect.mqtt.session.ConnectionOptions.ProtocolVersion;
import io.tdconnect.mqtt.session.MqttFailure;
import io.tdconnect.mqtt.session.MqttSession;
import io.tdconnect.mqtt.session.PahoSessions;
import io.tdconnect.mqtt.session.SessionParameters;
import io.tdconnect.mqtt.session.SubscriptionOptions;
import io.tdconnect.mqtt.session.SubscriptionOptions.RetainedPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks whether the options fit together, and whether a broker accepts them. */
final class ConfigCheck {
    private final MqttSourceConfig config;
    private final ConfigProblems problems;

    ConfigCheck(MqttSourceConfig config, ConfigProblems problems) {
        this.config = config;
        this.problems = problems;
    }

    void run() {
        ConnectionOptions connection = config.connection();
        addIfPresent(ConnectionOptions.BROKER_URLS, connection.brokerProblem());
        checkRecords();
        if (connection.password() != null && connection.user() == null) {
            problems.add(ConnectionOptions.USER, "expected a user for the password, found none");
        }
        if (connection.version() == ProtocolVersion.V3_1
                && Boolean.TRUE.equals(config.subscription().shared())) {
            problems.add(
                    SubscriptionOptions.SHARED,
                    "expected false with " + ConnectionOptions.PROTOCOL_VERSION
                            + "=3.1, which has no shared subscriptions, found true");
        }
        checkTls();
        ConnectionCheck.run(config, problems, ConnectionOptions.BROKER_URLS, connection.brokers(), this::connect);
    }

    private void checkRecords() {
        RecordOptions records = config.records();
        checkRoute(RecordOptions.KAFKA_TOPIC, records.kafkaTopic());
        checkRoute(RecordOptions.KAFKA_KEY, records.kafkaKey());
        PayloadFormat format = config.payload().format();
        if (records.levels() == LevelTarget.FIELDS && !format.hasFields()) {
            problems.add(
                    RecordOptions.TOPIC_LEVELS,
                    "expected headers or none for " + PayloadOptions.FORMAT + "=" + EnumOption.nameOf(format)
                            + ", whose values have no fields, found fields");
        }
        if (!records.fields().isEmpty() && !format.hasFields()) {
            problems.add(
                    RecordOptions.MESSAGE_FIELDS,
                    "expected nothing for " + PayloadOptions.FORMAT + "=" + EnumOption.nameOf(format)
                            + ", whose values have no fields, found " + records.fields());
        }
        addIfPresent(RecordOptions.MESSAGE_FIELDS, sameNames(records));
        ErrorOptions errors = config.errors();
        if (errors.onError() == OnError.TOPIC && errors.topic().isEmpty()) {
            problems.add(
                    ErrorOptions.TOPIC, "expected a Kafka topic for " + ErrorOptions.ON_ERROR + "=topic, found none");
        }
    }

    private void checkRoute(String option, @Nullable Template template) {
        if (template != null) {
            addIfPresent(option, TopicRouter.problem(template, config.records().pattern(), config.filters()));
        }
    }

    /** Why a level of the topic and a field of the message would have one name; null if all names differ. */
    private static @Nullable String sameNames(RecordOptions records) {
        List<String> same = records.fields().stream()
                .map(EnumOption::nameOf)
                .filter(name -> records.levels() == LevelTarget.FIELDS
                        && records.pattern().level(name) > 0)
                .toList();
        return same.isEmpty()
                ? null
                : "expected other fields than the levels that " + RecordOptions.TOPIC_PATTERN + " names for "
                        + RecordOptions.TOPIC_LEVELS + "=fields, found " + String.join(", ", same) + " in both";
    }

    private void checkTls() {
        if (!problems.none() || !config.connection().usesTls()) {
            return;
        }
        try {
            config.tls().checkedContext();
        } catch (OptionException e) {
            problems.add(e.option(), String.valueOf(e.getMessage()));
        }
    }

    private void connect() throws OptionException, InterruptedException {
        List<URI> brokers = config.connection().brokers();
        Duration each = ConnectionCheck.limit(config).dividedBy(brokers.size() + 1L);
        SessionParameters parameters = new Wiring(config).connection().forCheck(config.visitorId(), each);
        OptionException first = null;
        for (URI broker : brokers) {
            try {
                connect(parameters, broker);
                return;
            } catch (MqttFailure e) {
                first = first == null ? new OptionException(e.option(), String.valueOf(e.getMessage())) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void connect(SessionParameters parameters, URI broker) throws MqttFailure, InterruptedException {
        try (MqttSession session = PahoSessions.of(parameters).create(broker, new IgnoredMessages())) {
            session.connect();
            if (config.sharesMessages() && !session.hasSharedSubscriptions()) {
                throw MqttFailure.noSharing(broker);
            }
            session.subscribe(config.visitorFilters(), RetainedPolicy.KEEP);
        }
    }

    private void addIfPresent(String option, @Nullable String problem) {
        if (problem != null) {
            problems.add(option, problem);
        }
    }

    private record IgnoredMessages() implements MqttSession.Listener {
        @Override
        public void received(MqttMessage message) {
            // Retained messages; the next subscriber gets them too.
        }

        @Override
        public void lost(MqttFailure cause) {
            // The request that waits for an answer reports it.
        }
    }
}
