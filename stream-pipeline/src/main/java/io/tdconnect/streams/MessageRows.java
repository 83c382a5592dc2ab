// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tdconnect.common.record.KafkaTopic;
import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.template.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Makes rows of messages by the stages of a pipeline; not for use by several threads. */
final class MessageRows {
    private final MessageReader reader;
    private final List<Stage> stages;
    private final Template topic;
    private final @Nullable Template key;
    private final long maxRows;
    private final OutputHeaders outputHeaders;
    private final Predicate<String> read;
    private String lastTopic = "";

    MessageRows(PipelineConfig config) {
        reader = new MessageReader(config.choice(InputFormat.class, PipelineOptions.INPUT_FORMAT));
        stages = config.stages().stream().map(Stage::of).toList();
        topic = Objects.requireNonNull(config.template(PipelineOptions.OUTPUT_TOPIC));
        key = config.template(PipelineOptions.OUTPUT_KEY);
        maxRows = config.number(PipelineOptions.MAX_ROWS);
        outputHeaders = new OutputHeaders(config.flag(PipelineOptions.PARENT_HEADERS));
        read = config::reads;
    }

    /**
     * The rows of a message, none if a stage drops it or its value is null.
     *
     * @throws BadMessageException if they cannot be made
     */
    List<RoutedRow> rows(Message message) {
        if (message.value() == null) {
            return List.of();
        }
        SinkRecord staged = envelope(message, reader.read(message.position().topic(), message.value()));
        for (int i = 0; i < stages.size() && staged != null; i++) {
            staged = stages.get(i).apply(staged);
            requireFew(staged, stages.get(i));
        }
        if (staged == null || staged.value() == null) {
            return List.of();
        }
        if (staged.value() instanceof List<?> list) {
            return several(message, staged, list);
        }
        return List.of(single(message, staged, requireRow(staged.value())));
    }

    private SinkRecord envelope(Message message, SchemaAndValue value) {
        Message.Position position = message.position();
        // Its constructor takes the headers as they are; most messages have some.
        return new SinkRecord(
                position.topic(),
                position.partition(),
                message.key() == null ? null : Schema.OPTIONAL_BYTES_SCHEMA,
                message.key(),
                value.schema(),
                value.value(),
                position.offset(),
                message.timestamp(),
                TimestampType.CREATE_TIME,
                RowHeaders.ofMessage(message.headers()));
    }

    /** After each stage, so that stages behind one that explodes do not work in vain. */
    private void requireFew(@Nullable SinkRecord staged, Stage stage) {
        if (staged != null && staged.value() instanceof List<?> list && list.size() > maxRows) {
            throw new BadMessageException(
                    Fault.TOO_MANY_ROWS,
                    stage.name(),
                    stage.transform().getClass(),
                    "expected at most " + maxRows + " rows of a message, found " + list.size() + "; see the option "
                            + PipelineOptions.MAX_ROWS);
        }
    }

    private RoutedRow single(Message message, SinkRecord staged, Object value) {
        Headers headers = outputHeaders.ofRow(staged.headers(), message.position());
        Variables variables = new RowVariables(staged, value, headers);
        OutputRow row = new OutputRow(topic(variables), key(message, headers, variables), staged.valueSchema(), value);
        return new RoutedRow(row, headers, new Origin(message.position(), 0));
    }

    private List<RoutedRow> several(Message message, SinkRecord staged, List<?> list) {
        List<Routing> routings = Routing.readRows(staged.headers(), list.size());
        List<Header> common = outputHeaders.common(staged.headers());
        Schema schema =
                staged.valueSchema() == null ? null : staged.valueSchema().valueSchema();
        List<RoutedRow> rows = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            Object value = requireRow(list.get(i));
            Headers headers = outputHeaders.ofRow(common, routings.get(i), i, message.position());
            Variables variables = new RowVariables(staged, value, headers);
            OutputRow row = new OutputRow(
                    topic(variables),
                    key(message, headers, variables),
                    value instanceof Struct struct ? struct.schema() : schema,
                    value);
            rows.add(new RoutedRow(row, headers, new Origin(message.position(), i)));
        }
        return rows;
    }

    private byte @Nullable [] key(Message message, Headers headers, Variables variables) {
        if (key != null) {
            return rendered(key, variables, PipelineOptions.OUTPUT_KEY).getBytes(UTF_8);
        }
        Header table = headers.lastHeader(RoutingHeaders.TABLE);
        return table == null || table.value() == null ? message.key() : table.value();
    }

    private static Object requireRow(@Nullable Object value) {
        if (value instanceof Struct || value instanceof Map) {
            return value;
        }
        throw new BadMessageException(
                Fault.NOT_ROWS,
                PipelineOptions.STAGES,
                MessageRows.class,
                "expected rows (Struct or Map) after the last stage, found "
                        + (value == null ? "null" : value.getClass().getSimpleName())
                        + "; put a stage such as ParseJson in front");
    }

    private String topic(Variables variables) {
        String name = rendered(topic, variables, PipelineOptions.OUTPUT_TOPIC);
        if (!name.equals(lastTopic)) {
            if (!KafkaTopic.isLegal(name)) {
                throw new BadMessageException(
                        Fault.BAD_NAME,
                        PipelineOptions.OUTPUT_TOPIC,
                        MessageRows.class,
                        "expected a name of letters, digits, dots, - and _, found another of " + name.length()
                                + " characters");
            }
            if (read.test(name)) {
                throw new BadMessageException(
                        Fault.BAD_NAME,
                        PipelineOptions.OUTPUT_TOPIC,
                        MessageRows.class,
                        "expected another topic than those that the pipeline reads, or rows would come again without end");
            }
            lastTopic = name;
        }
        return lastTopic;
    }

    private static String rendered(Template template, Variables variables, String option) {
        try {
            return template.render(variables);
        } catch (DataException e) {
            throw new BadMessageException(Fault.BAD_NAME, "TASK_PUT", option, MessageRows.class, e);
        }
    }
}
