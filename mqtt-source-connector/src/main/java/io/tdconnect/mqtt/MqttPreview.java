// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.message.TopicFilter;
import io.tdconnect.mqtt.receive.MqttMetrics;
import io.tdconnect.mqtt.receive.ReceivedMessage;
import io.tdconnect.mqtt.record.ErrorOptions;
import io.tdconnect.mqtt.record.MessageConverter;
import io.tdconnect.mqtt.record.RecordOffsets;
import io.tdconnect.mqtt.record.TopicRouter.UnwantedTopics;
import io.tdconnect.mqtt.session.ConnectionOptions;
import io.tdconnect.mqtt.session.SubscriptionOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Shows which records the source makes of messages, without a broker.
 *
 * <p>For use by one thread.
 */
public final class MqttPreview {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final List<TopicFilter> filters;
    private final MessageConverter converter;

    /**
     * A preview for a configuration of the source. It connects to no broker, and it reports undecodable messages
     * whatever {@code on.error} is.
     *
     * @throws ConfigException if the configuration is not valid
     */
    public MqttPreview(Map<String, String> properties) {
        Map<String, String> complete = new HashMap<>(properties);
        complete.keySet().removeIf(option -> option.startsWith("tls.") || option.startsWith("transforms"));
        complete.put(ConnectionOptions.BROKER_URLS, "tcp://not.asked:1883");
        complete.remove(ConnectionOptions.USER);
        complete.remove(ConnectionOptions.PASSWORD);
        complete.remove(ErrorOptions.TOPIC);
        complete.putIfAbsent("name", "preview");
        complete.put("validate.connection", "false");
        complete.put(ErrorOptions.ON_ERROR, "fail");
        for (ConfigValue value : new MqttSourceConnector().validate(complete).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                throw new ConfigException(value.name() + ": " + String.join("; ", value.errorMessages()));
            }
        }
        MqttSourceConfig config = new MqttSourceConfig(complete);
        filters = config.filters();
        converter = new Wiring(config)
                .converter(
                        new RecordOffsets("preview", filters),
                        new UnwantedTopics(topic -> true, topic -> {}),
                        (topic, payload) -> true,
                        new MqttMetrics());
    }

    /** The subscribed topic, if there is exactly one. */
    public Optional<String> onlyTopic() {
        String topics = filters.get(0).topics();
        boolean one = filters.size() == 1 && topics.indexOf('+') < 0 && topics.indexOf('#') < 0;
        return one ? Optional.of(topics) : Optional.empty();
    }

    /**
     * The records of a message.
     *
     * @param topic of MQTT
     * @param receivedAt milliseconds since 1970
     * @throws DataException if no filter matches the topic, or the payload cannot be decoded
     */
    public List<SourceRecord> records(String topic, byte[] payload, long receivedAt) {
        TopicFilter filter = filters.stream()
                .filter(each -> each.matches(topic))
                .findFirst()
                .orElseThrow(() -> new DataException("expected an MQTT topic that a filter of "
                        + SubscriptionOptions.TOPICS + " matches, found " + topic));
        MqttMessage message = new MqttMessage(
                topic, payload, filter.subscribedQos(), false, false, 0, receivedAt * NANOS_PER_MILLI, null, null);
        List<SourceRecord> records = new ArrayList<>();
        try {
            converter.convert(new ReceivedMessage(message, null), records);
        } catch (ConnectException e) {
            throw new DataException(e.getMessage(), e);
        }
        return records;
    }
}
