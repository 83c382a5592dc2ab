// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.mqtt.message.TopicFilter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The options of the group Subscription: what is read, and what the broker keeps for it.
 *
 * @param filters of the connector
 * @param shared whether several tasks share the messages of each filter, null if the version of MQTT decides
 * @param cleanSession whether the broker forgets the client when the connection ends
 * @param sessionExpiry how long the broker keeps the session of a disconnected client, with MQTT 5
 */
public record SubscriptionOptions(
        List<TopicFilter> filters,
        @Nullable Boolean shared,
        RetainedPolicy retained,
        boolean cleanSession,
        Duration sessionExpiry) {
    public static final String TOPICS = "topics";
    public static final String SHARED = "shared.subscription";
    static final String RETAINED = "retained.messages";
    static final String CLEAN_SESSION = "clean.session";
    static final String SESSION_EXPIRY = "session.expiry.ms";

    private static final long DAY = 24 * 60 * 60_000L;

    public SubscriptionOptions {
        filters = List.copyOf(filters);
    }

    public static void addTo(Options options) {
        options.group("Subscription")
                .required(
                        TOPICS,
                        Type.LIST,
                        "Topic filters with their maximum QoS, such as topic1::0,$share/g/plant/+/temp::1,site/#::2; without"
                                + " :: the QoS is " + TopicFilter.DEFAULT_QOS
                                + ". Messages of QoS 0 may be lost; those of"
                                + " QoS 1 are acknowledged once Kafka has them; QoS 2 is subscribed as 1, because its"
                                + " handshake cannot wait for Kafka. For several tasks see " + SHARED + ".")
                .validator(Validators.all(Validators.nonEmptyList(), new TopicFilters()))
                .optional(
                        SHARED,
                        Type.BOOLEAN,
                        null,
                        "Whether several tasks share the messages of each filter: they subscribe to"
                                + " $share/PREFIX-CONNECTOR/FILTER. The order of messages of one topic may then change, and"
                                + " the broker sends no retained messages. Otherwise the filters are split over the tasks."
                                + " If not set, it is true with MQTT 5 and false with MQTT 3.1.1, where shared"
                                + " subscriptions are an extension of many brokers: a broker without it delivers nothing."
                                + " Filters for topics of the broker ($SYS) and of Sparkplug (spBv1.0) are always split,"
                                + " and all filters with MQTT 3.1.")
                .choice(
                        RETAINED,
                        RetainedPolicy.KEEP,
                        "What to do with retained messages, which a broker sends again with every subscription:"
                                + " keep accepts them at every start of the task, first-only at the first subscription of a"
                                + " session to a filter, skip never.")
                .add(SubscriptionOptions::addSession);
    }

    private static void addSession(Options options) {
        options.optional(
                        CLEAN_SESSION,
                        Type.BOOLEAN,
                        false,
                        "Whether the broker forgets the client when the connection ends. The default is false,"
                                + " because true loses messages that are published during a restart or a reconnect, even"
                                + " with QoS 1.")
                .optional(
                        SESSION_EXPIRY,
                        Type.LONG,
                        7 * DAY,
                        "How long the broker keeps the session of a disconnected client, with MQTT 5. With older"
                                + " versions the broker has its own limit.")
                .validator(Validators.atLeast(0));
    }

    public static SubscriptionOptions from(AbstractConfig config) {
        return new SubscriptionOptions(
                config.getList(TOPICS).stream().map(TopicFilter::parse).toList(),
                config.getBoolean(SHARED),
                EnumOption.parse(RetainedPolicy.class, config.getString(RETAINED)),
                config.getBoolean(CLEAN_SESSION),
                Duration.ofMillis(config.getLong(SESSION_EXPIRY)));
    }

    /** What to do with retained messages, which a broker sends with every subscription. */
    public enum RetainedPolicy {
        KEEP,
        SKIP,
        FIRST_ONLY
    }

    private record TopicFilters() implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (!(value instanceof List<?> list)) {
                return;
            }
            Set<String> seen = new HashSet<>();
            for (Object element : list) {
                if (!seen.add(parse(name, element).filter())) {
                    throw new ConfigException(name, element, "expected each filter once");
                }
            }
        }

        private static TopicFilter parse(String name, Object element) {
            try {
                return TopicFilter.parse(element.toString());
            } catch (IllegalArgumentException e) {
                throw new ConfigException(name, element, e.getMessage());
            }
        }

        @Override
        public String toString() {
            return "topic filters, each FILTER::QOS";
        }
    }
}
