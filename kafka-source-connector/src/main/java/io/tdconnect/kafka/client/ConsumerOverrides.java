// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.client;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * Which options of the consumer a configuration may set: everyone who may configure a connector could otherwise load
 * classes of the worker, read its files, or start commands.
 */
public final class ConsumerOverrides {
    private static final Set<String> ALLOWED = Set.of(
            "check.crcs",
            "client.dns.lookup",
            "client.id",
            "client.rack",
            "connections.max.idle.ms",
            "default.api.timeout.ms",
            "fetch.max.bytes",
            "fetch.min.bytes",
            "max.partition.fetch.bytes",
            "max.poll.records",
            "metadata.max.age.ms",
            "metadata.recovery.strategy",
            "metadata.recovery.rebootstrap.trigger.ms",
            "receive.buffer.bytes",
            "reconnect.backoff.max.ms",
            "reconnect.backoff.ms",
            "request.timeout.ms",
            "retry.backoff.max.ms",
            "retry.backoff.ms",
            SaslConfigs.SASL_JAAS_CONFIG,
            SaslConfigs.SASL_MECHANISM,
            "security.protocol",
            "send.buffer.bytes",
            "socket.connection.setup.timeout.max.ms",
            "socket.connection.setup.timeout.ms");

    private static final Map<String, String> OWN = Map.of(
            "bootstrap.servers", ConnectionOptions.SERVERS,
            "group.id", ConnectionOptions.GROUP,
            "isolation.level", ConnectionOptions.ISOLATION,
            "fetch.max.wait.ms", ConnectionOptions.FETCH_MAX_WAIT,
            "auto.offset.reset", "start.position and behavior.on.gap");

    private static final List<String> LOGIN_MODULES = List.of(
            "org.apache.kafka.common.security.plain.PlainLoginModule",
            "org.apache.kafka.common.security.scram.ScramLoginModule");

    private ConsumerOverrides() {}

    /** Reports options that may not be set, and values that the consumer refuses. */
    public static void check(Map<String, String> overrides, ConfigProblems problems) {
        overrides.forEach((name, value) -> {
            String option = ConnectionOptions.CONSUMER + name;
            if (OWN.containsKey(name)) {
                problems.add(option, "expected the option " + OWN.get(name) + " instead, found " + option);
            } else if (name.startsWith("ssl.")) {
                problems.add(option, "expected the options tls.* instead, found " + option);
            } else if (!ALLOWED.contains(name)) {
                problems.add(option, refusal(name, option));
            } else if (name.equals(SaslConfigs.SASL_JAAS_CONFIG)) {
                checkLoginModule(value, option, problems);
            } else {
                checkValue(name, value, option, problems);
            }
        });
    }

    private static String refusal(String name, String option) {
        return ConsumerConfig.configNames().contains(name)
                ? "expected an option of the consumer that loads no class, reads no file and changes nothing that the connector"
                        + " needs, found " + option
                : "expected an option of the consumer, found " + option + NearestName.hint(name, ALLOWED);
    }

    private static void checkLoginModule(String value, String option, ConfigProblems problems) {
        String module = value.split("\\s", 2)[0];
        if (!LOGIN_MODULES.contains(module)) {
            // Without the value, which contains a password.
            problems.add(option, "expected one of the login modules " + LOGIN_MODULES + ", found another");
        }
    }

    private static void checkValue(String name, String value, String option, ConfigProblems problems) {
        try {
            ConsumerConfig.configDef().validate(Map.of(name, value)).stream()
                    .filter(checked -> checked.name().equals(name))
                    .flatMap(checked -> checked.errorMessages().stream())
                    .forEach(message -> problems.add(option, message));
        } catch (ConfigException e) {
            problems.add(option, String.valueOf(e.getMessage()));
        }
    }
}
