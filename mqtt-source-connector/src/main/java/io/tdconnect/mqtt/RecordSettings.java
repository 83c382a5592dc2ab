// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.template.Template;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** What is configured about records; see {@link RecordOptions}. */
final class RecordSettings {
    private static final String PRODUCER_LIMIT = "producer.override.max.request.size";
    private static final int DEFAULT_OF_PRODUCER = 1024 * 1024;

    private final AbstractConfig config;

    RecordSettings(AbstractConfig config) {
        this.config = config;
    }

    /** The converter of a task. */
    MessageConverter converter(Positions positions, Unwanted unwanted, Outbox outbox, Counters counters) {
        return new MessageConverter(
                positions,
                new TopicRoute(kafkaTopic(), kafkaKey(), pattern(), unwanted),
                new Payloads(
                        new Decompression(compression(), config.getInt(RecordOptions.PAYLOAD_MAX_BYTES)),
                        reader(outbox, counters),
                        limit()),
                new AddedFields(levels() == LevelTarget.FIELDS, messageFields()),
                new MessageHeaders(choice(HeaderSet.class, RecordOptions.MESSAGE_HEADERS), levels()),
                new ErrorPolicy(onError(), errorsTopic(), format(), limit().payload(), counters));
    }

    /** Adds what does not fit together. */
    void check(Collection<TopicFilter> filters, Problems problems) {
        problems.add(RecordOptions.KAFKA_TOPIC, TopicRoute.problem(kafkaTopic(), pattern(), filters));
        Template key = kafkaKey();
        problems.add(RecordOptions.KAFKA_KEY, key == null ? null : TopicRoute.problem(key, pattern(), filters));
        if (levels() == LevelTarget.FIELDS && !format().hasFields()) {
            problems.add(
                    RecordOptions.TOPIC_LEVELS,
                    "expected headers or none for " + RecordOptions.PAYLOAD_FORMAT + "=" + EnumOption.nameOf(format())
                            + ", whose values have no fields, found fields");
        }
        if (!messageFields().isEmpty() && !format().hasFields()) {
            problems.add(
                    RecordOptions.MESSAGE_FIELDS,
                    "expected nothing for " + RecordOptions.PAYLOAD_FORMAT + "=" + EnumOption.nameOf(format())
                            + ", whose values have no fields, found " + messageFields());
        }
        problems.add(RecordOptions.MESSAGE_FIELDS, sameNames());
        if (onError() == OnError.TOPIC && errorsTopic().isEmpty()) {
            problems.add(
                    RecordOptions.ERRORS_TOPIC,
                    "expected a Kafka topic for " + RecordOptions.ON_ERROR + "=topic, found none");
        }
    }

    /** Why a level of the topic and a field of the message would have one name; null if they have none in common. */
    private @Nullable String sameNames() {
        List<String> same = messageFields().stream()
                .map(EnumOption::nameOf)
                .filter(name -> levels() == LevelTarget.FIELDS && pattern().level(name) > 0)
                .toList();
        return same.isEmpty()
                ? null
                : "expected other fields than the levels that " + RecordOptions.TOPIC_PATTERN + " names for "
                        + RecordOptions.TOPIC_LEVELS + "=fields, found " + String.join(", ", same) + " in both";
    }

    /** How many tasks may share the messages: data of Sparkplug B is read with the births before it. */
    int tasks(int wanted) {
        return format() == PayloadFormat.SPARKPLUG_B ? 1 : wanted;
    }

    private RecordLimit limit() {
        return new RecordLimit(maximumBytes(), format() != PayloadFormat.BYTES || !writesBytes());
    }

    private int maximumBytes() {
        Integer chosen = config.getInt(RecordOptions.RECORD_MAX_BYTES);
        Object ofProducer = config.originals().get(PRODUCER_LIMIT);
        if (chosen != null) {
            return chosen;
        }
        return ofProducer == null
                ? DEFAULT_OF_PRODUCER
                : Integer.parseInt(ofProducer.toString().trim());
    }

    /** The converter of the worker is not known here; most workers have JsonConverter. */
    private boolean writesBytes() {
        return String.valueOf(config.originals().get("value.converter")).endsWith("ByteArrayConverter");
    }

    private PayloadFormat format() {
        return choice(PayloadFormat.class, RecordOptions.PAYLOAD_FORMAT);
    }

    private PayloadReader reader(Outbox outbox, Counters counters) {
        Charset charset = Charset.forName(config.getString(RecordOptions.PAYLOAD_CHARSET));
        return switch (format()) {
            case BYTES -> (message, payload) -> List.of(new SchemaAndValue(Schema.BYTES_SCHEMA, payload));
            case STRING -> {
                TextPayload text = new TextPayload(charset);
                yield (message, payload) -> List.of(new SchemaAndValue(Schema.STRING_SCHEMA, text.read(payload)));
            }
            case JSON -> new JsonPayload(charset);
            case SPARKPLUG_B ->
                new SparkplugReader(
                        choice(SparkplugRecords.class, RecordOptions.SPARKPLUG_RECORDS),
                        config.getBoolean(RecordOptions.SPARKPLUG_REBIRTH)
                                ? new RebirthRequests(outbox, System::nanoTime, counters)
                                : null,
                        new SparkplugNodes(SparkplugNodes.defaultLimit(), counters),
                        counters);
        };
    }

    private Template kafkaTopic() {
        return Template.parse(config.getString(RecordOptions.KAFKA_TOPIC));
    }

    private @Nullable Template kafkaKey() {
        String text = config.getString(RecordOptions.KAFKA_KEY);
        return text.isEmpty() ? null : Template.parse(text);
    }

    private TopicPattern pattern() {
        String text = config.getString(RecordOptions.TOPIC_PATTERN);
        return text.isEmpty() ? TopicPattern.NONE : TopicPattern.parse(text);
    }

    private LevelTarget levels() {
        return choice(LevelTarget.class, RecordOptions.TOPIC_LEVELS);
    }

    private Set<MessageField> messageFields() {
        return config.getList(RecordOptions.MESSAGE_FIELDS).stream()
                .map(name -> EnumOption.parse(MessageField.class, name))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(MessageField.class)));
    }

    private Compression compression() {
        return choice(Compression.class, RecordOptions.PAYLOAD_COMPRESSION);
    }

    private OnError onError() {
        return choice(OnError.class, RecordOptions.ON_ERROR);
    }

    private String errorsTopic() {
        return config.getString(RecordOptions.ERRORS_TOPIC);
    }

    private <E extends Enum<E>> E choice(Class<E> type, String option) {
        return EnumOption.parse(type, config.getString(option));
    }

    /** Takes what is wrong with an option; null is nothing. */
    @FunctionalInterface
    interface Problems {
        void add(String option, @Nullable String problem);
    }
}
