// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.config.Reachability;
import io.tdconnect.common.config.UnreachableException;
import io.tdconnect.common.record.KafkaTopic;
import io.tdconnect.common.template.Template;
import io.tdconnect.kafka.client.ClusterConsumer;
import io.tdconnect.kafka.client.ClusterException;
import io.tdconnect.kafka.client.ConnectionOptions;
import io.tdconnect.kafka.client.ConsumerOverrides;
import io.tdconnect.kafka.client.LoginOptions;
import io.tdconnect.kafka.client.ServerAddress;
import io.tdconnect.kafka.client.TlsProbe;
import io.tdconnect.kafka.read.PartitionCatalog;
import io.tdconnect.kafka.read.SelectionOptions;
import io.tdconnect.kafka.record.RecordOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigException;

/** Checks whether options fit together and whether the cluster answers. */
final class ConfigCheck {
    private final KafkaSourceConfig config;
    private final ConfigProblems problems;

    ConfigCheck(KafkaSourceConfig config, ConfigProblems problems) {
        this.config = config;
        this.problems = problems;
    }

    void run() {
        SelectionOptions selection = config.selection();
        if (selection.isEmpty()) {
            problems.add(
                    SelectionOptions.TOPICS,
                    "expected topics here, in " + SelectionOptions.PATTERN + " or in " + SelectionOptions.PARTITIONS
                            + ", found none");
        }
        checkTopicTemplate(selection);
        if (config.getString(LoginOptions.USER).isEmpty() && config.getPassword(LoginOptions.PASSWORD) != null) {
            problems.add(LoginOptions.USER, "expected a user for the password, found none");
        }
        ConsumerOverrides.check(ConnectionOptions.overrides(config), problems);
        ConnectionOptions connection = config.connection();
        ConnectionCheck.run(
                config,
                problems,
                ConnectionOptions.SERVERS,
                connection.servers().stream().map(ServerAddress::uri).toList(),
                () -> connect(connection, selection));
    }

    /**
     * Refuses options of the consumer that may not be set: a worker validates configurations, but whoever writes its
     * configuration topic need not.
     */
    static void refuseOverrides(KafkaSourceConfig config) {
        ConfigProblems found = ConfigProblems.of(new Config(new ArrayList<>()));
        ConsumerOverrides.check(ConnectionOptions.overrides(config), found);
        found.config().configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .findFirst()
                .ifPresent(value -> {
                    throw new ConfigException("Invalid value for configuration " + value.name() + ": "
                            + value.errorMessages().get(0));
                });
    }

    private void checkTopicTemplate(SelectionOptions selection) {
        Template topic = Template.parse(config.getString(RecordOptions.TOPIC));
        problems.checkVariables(RecordOptions.TOPIC, topic, List.of("topic"));
        if (problems.none()) {
            String example = topic.render(name ->
                    selection.topics().isEmpty() ? "t" : selection.topics().first());
            if (!KafkaTopic.isLegal(example)) {
                problems.add(RecordOptions.TOPIC, "expected legal names of topics, found one that makes " + example);
            }
        }
    }

    private void connect(ConnectionOptions connection, SelectionOptions selection)
            throws OptionException, InterruptedException {
        if (connection.tls() != null) {
            connection.tls().checkedContext();
        }
        Duration limit = ConnectionCheck.limit(config);
        try (ClusterConsumer consumer = ClusterConsumer.of(
                connection, "tdconnect-validation", limit.multipliedBy(2).dividedBy(5))) {
            List<PartitionInfo> found = partitions(consumer, selection);
            checkLeaders(found, limit.dividedBy(5));
            SortedSet<String> missing = PartitionCatalog.missing(selection, found);
            if (!missing.isEmpty()) {
                throw new OptionException(
                        missing.first().contains(":") ? SelectionOptions.PARTITIONS : SelectionOptions.TOPICS,
                        "expected topics and partitions that exist, found none of the names " + missing
                                + " in the cluster");
            }
            if (!connection.group().isEmpty() && !found.isEmpty()) {
                consumer.committed(List.of(
                        new TopicPartition(found.get(0).topic(), found.get(0).partition())));
            }
        } catch (ClusterException e) {
            if (e.passing()) {
                throw TlsProbe.reason(
                        connection.servers().get(0),
                        connection.tls() != null,
                        connection.login() != null || connection.overrides().containsKey("sasl.jaas.config"),
                        limit.dividedBy(5));
            }
            throw e.problem();
        }
    }

    private static List<PartitionInfo> partitions(ClusterConsumer consumer, SelectionOptions selection)
            throws ClusterException, InterruptedException {
        List<PartitionInfo> found = new ArrayList<>(consumer.partitions(selection.topics()));
        if (selection.pattern() != null) {
            consumer.topics().forEach((topic, partitions) -> {
                if (selection.pattern().matches(topic) && !selection.topics().contains(topic)) {
                    found.addAll(partitions);
                }
            });
        }
        return found;
    }

    /** The first contact may be reachable while the addresses that the brokers give to clients are not. */
    private static void checkLeaders(List<PartitionInfo> found, Duration limit) throws OptionException {
        Set<Node> leaders = found.stream()
                .map(PartitionInfo::leader)
                .filter(leader -> leader != null && !leader.isEmpty())
                .collect(Collectors.toCollection(HashSet::new));
        Duration each = limit.dividedBy(Math.max(1, leaders.size()));
        for (Node leader : leaders) {
            try {
                Reachability.connect(leader.host(), leader.port(), each).close();
            } catch (UnreachableException e) {
                throw new OptionException(
                        ConnectionOptions.SERVERS,
                        "The cluster answers, but its broker " + leader.id() + " has the address " + leader.host() + ':'
                                + leader.port() + " for clients (advertised.listeners), and the worker finds there "
                                + e.getMessage());
            } catch (IOException e) {
                throw new OptionException(
                        ConnectionOptions.SERVERS,
                        "The connection to broker " + leader.id() + " at " + leader.host() + ':' + leader.port()
                                + " broke: " + e.getMessage());
            }
        }
    }
}
