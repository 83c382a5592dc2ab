// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.OptionException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks what no single option can tell: how options fit together, and whether a broker accepts them. */
final class ConfigCheck {
    private final MqttSourceConfig config;
    private final ConfigProblems problems;

    ConfigCheck(MqttSourceConfig config, ConfigProblems problems) {
        this.config = config;
        this.problems = problems;
    }

    void run() {
        addIfPresent(MqttSourceConfig.BROKER_URLS, Brokers.problem(config.brokers()));
        config.records().check(config.filters(), this::addIfPresent);
        if (config.getPassword(MqttSourceConfig.PASSWORD) != null && config.getString(MqttSourceConfig.USER) == null) {
            problems.add(MqttSourceConfig.USER, "expected a user for the password, found none");
        }
        if (config.protocolVersion() == ProtocolVersion.V3_1
                && Boolean.TRUE.equals(config.getBoolean(MqttSourceConfig.SHARED_SUBSCRIPTION))) {
            problems.add(
                    MqttSourceConfig.SHARED_SUBSCRIPTION,
                    "expected false with " + MqttSourceConfig.PROTOCOL_VERSION
                            + "=3.1, which has no shared subscriptions, found true");
        }
        checkTls();
        ConnectionCheck.run(config, problems, MqttSourceConfig.BROKER_URLS, config.brokers(), this::connect);
    }

    private void checkTls() {
        if (!problems.none() || !config.usesTls()) {
            return;
        }
        try {
            config.tls().checkedContext();
        } catch (OptionException e) {
            problems.add(e.option(), String.valueOf(e.getMessage()));
        }
    }

    private void connect() throws OptionException, InterruptedException {
        List<URI> brokers = config.brokers();
        Duration each = ConnectionCheck.limit(config).dividedBy(brokers.size() + 1L);
        ConnectionSettings settings = config.connection().forCheck(checkClientId(), each);
        OptionException first = null;
        for (URI broker : brokers) {
            try {
                connect(settings, broker);
                return;
            } catch (MqttFailure e) {
                first = first == null ? new OptionException(e.option(), String.valueOf(e.getMessage())) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void connect(ConnectionSettings settings, URI broker) throws MqttFailure, InterruptedException {
        try (MqttSession session = settings.sessions().create(broker, new Nobody())) {
            session.connect();
            if (config.sharesMessages() && !session.hasSharedSubscriptions()) {
                throw MqttFailure.noSharing(broker);
            }
            session.subscribe(checkedFilters(), RetainedPolicy.KEEP);
        }
    }

    /** Joining the group of a shared filter would take messages away from the tasks. */
    private List<TopicFilter> checkedFilters() {
        return config.filters().stream()
                .map(filter -> new TopicFilter(filter.topics(), 0))
                .distinct()
                .toList();
    }

    /** Not the one of a task, whose connection the broker would end. */
    private String checkClientId() {
        return config.getString(MqttSourceConfig.CLIENT_ID_PREFIX) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    private void addIfPresent(String option, @Nullable String problem) {
        if (problem != null) {
            problems.add(option, problem);
        }
    }

    private record Nobody() implements MqttSession.Listener {
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
