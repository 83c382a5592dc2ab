// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.client;

import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.tls.Tls;
import io.tdconnect.common.tls.TlsOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a cluster and log in.
 *
 * @param servers of the cluster, the first contact
 * @param tls null for plain connections
 * @param login null without one
 * @param group name under which the progress is shown, empty for none
 * @param readCommitted whether records of transactions wait for their end
 * @param fetchMaxWait how long the broker waits for records
 * @param overrides other options of the consumer, without the prefix
 */
public record ConnectionOptions(
        List<ServerAddress> servers,
        @Nullable Tls tls,
        @Nullable LoginOptions login,
        String group,
        boolean readCommitted,
        int fetchMaxWait,
        Map<String, String> overrides) {
    public static final String SERVERS = "bootstrap.servers";
    public static final String TLS = "tls.enabled";
    public static final String GROUP = "group.id";
    public static final String ISOLATION = "isolation.level";
    static final String FETCH_MAX_WAIT = "fetch.max.wait.ms";

    /** Prefix of options for the consumer. */
    public static final String CONSUMER = "consumer.";

    private static final String OF_CONNECT = "override.";

    /** Values of {@link #ISOLATION}. */
    public enum Isolation {
        /** Records of transactions that ended well, in the order of the log up to the first transaction that is open. */
        READ_COMMITTED,
        /** All records, also those of transactions that were aborted. */
        READ_UNCOMMITTED
    }

    public static void addTo(Options options) {
        options.group("Connection")
                .required(
                        SERVERS,
                        Type.LIST,
                        "Brokers of the cluster to read from, such as kafka1:9092,kafka2:9092. One that answers is enough to"
                                + " find the others.")
                .validator(Validators.all(
                        Validators.nonEmptyList(), new ParsedValidator("host:port", ServerAddress::parse)))
                .optional(
                        TLS,
                        Type.BOOLEAN,
                        null,
                        "Whether connections are encrypted. By default they are if one of the options tls.ca, tls.certificate,"
                                + " tls.truststore.location and tls.keystore.location is set.");
        LoginOptions.addTo(options);
        ConnectionCheck.addTo(options, "Whether validating the configuration asks the cluster for the topics.");
    }

    /** Adds the options of the consumer. */
    public static void addConsumerTo(Options options) {
        options.group("Consumer")
                .optional(
                        GROUP,
                        Type.STRING,
                        "",
                        "Consumer group of the cluster that shows the progress, for tools that monitor its lag; empty for none."
                                + " The positions that count are those in Connect. Where Connect has none yet, reading begins at"
                                + " the position of the group, if it has one: so the connector goes on where another program"
                                + " has stopped. No other member may be in the group.")
                .choice(
                        ISOLATION,
                        Isolation.READ_COMMITTED,
                        "Which records of transactions are read: read-committed only those of finished ones, and nothing that"
                                + " was aborted; read-uncommitted all at once.")
                .optional(
                        FETCH_MAX_WAIT,
                        Type.INT,
                        500,
                        "How long a broker waits for records before it answers that there are none.")
                .validator(Validators.between(1, 60_000))
                .importance(Importance.LOW);
    }

    public static ConnectionOptions from(AbstractConfig config) {
        Tls tls = TlsOptions.from(config);
        Boolean encrypted = config.getBoolean(TLS);
        return new ConnectionOptions(
                config.getList(SERVERS).stream().map(ServerAddress::parse).toList(),
                encrypted == null ? (tls.option() == null ? null : tls) : encrypted ? tls : null,
                LoginOptions.from(config),
                config.getString(GROUP).trim(),
                EnumOption.parse(Isolation.class, config.getString(ISOLATION)) == Isolation.READ_COMMITTED,
                config.getInt(FETCH_MAX_WAIT),
                overrides(config));
    }

    /** The options of the consumer, without the prefix, sorted. */
    public static Map<String, String> overrides(AbstractConfig config) {
        Map<String, String> overrides = new TreeMap<>();
        config.originalsWithPrefix(CONSUMER).forEach((name, value) -> {
            if (!name.startsWith(OF_CONNECT)) {
                overrides.put(name, String.valueOf(value).trim());
            }
        });
        return overrides;
    }
}
