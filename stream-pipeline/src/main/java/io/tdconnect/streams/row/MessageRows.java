// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tdconnect.common.record.KafkaTopic;
import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.template.Variables;
import io.tdconnect.common.transform.TransformConfig;
import io.tdconnect.streams.config.InputOptions;
import io.tdconnect.streams.config.OutputOptions;
import io.tdconnect.streams.config.RowOptions;
import io.tdconnect.streams.message.BadMessageCause;
import io.tdconnect.streams.message.BadMessageException;
import io.tdconnect.streams.message.Message;
import io.tdconnect.streams.message.RowHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Turns messages into rows with the stages of a pipeline; not for use by several threads. */
public final class MessageRows {
    private final MessageReader reader;
    private final List<Stage> stages;
    private final Template topic;
    private final @Nullable Template key;
    private final long maxRows;
    private final OutputHeaders outputHeaders;
    private final Predicate<String> read;
    private String lastTopic = "";

    public MessageRows(List<TransformConfig> stages, InputOptions input, RowOptions rows, OutputOptions output) {
        this.stages = stages.stream().map(Stage::of).toList();
        reader = new MessageReader(input.format());
        topic = output.topic();
        key = output.key();
        maxRows = rows.maxRows();
        outputHeaders = new OutputHeaders(rows.parentHeaders());
        read = input::reads;
    }

    /**
     * The rows of a message; empty if a stage drops it or its value is null.
     *
     * @throws BadMessageException if the message cannot become rows
     */
    public List<RoutedRow> rows(Message message) {
        if (message.value() == null) {
            return List.of();
        }
        SinkRecord staged = envelope(message, reader.read(message.position().topic(), message.value()));
        for (int i = 0; i < stages.size() && staged != null; i++) {
            staged = stages.get(i).apply(staged);
            requireAllowedRows(staged, stages.get(i));
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
        // The constructor keeps the headers without a copy.
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

    /** Checked after each stage, so that later stages do no work for a message that is refused. */
    private void requireAllowedRows(@Nullable SinkRecord staged, Stage stage) {
        if (staged != null && staged.value() instanceof List<?> list && list.size() > maxRows) {
            throw new BadMessageException(
                    BadMessageCause.TOO_MANY_ROWS,
                    stage.name(),
                    stage.transform().getClass(),
                    "expected at most " + maxRows + " rows of a message, found " + list.size() + "; see the option "
                            + RowOptions.MAX_ROWS);
        }
    }

    private RoutedRow single(Message message, SinkRecord staged, Object value) {
        Headers headers = outputHeaders.ofRow(staged.headers(), message.position());
        Variables variables = new RowVariables(staged, value, headers);
        OutputRow row = new OutputRow(topic(variables), key(message, headers, variables), staged.valueSchema(), value);
        return new RoutedRow(row, headers, new RoutedRow.Origin(message.position(), 0));
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
            rows.add(new RoutedRow(row, headers, new RoutedRow.Origin(message.position(), i)));
        }
        return rows;
    }

    private byte @Nullable [] key(Message message, Headers headers, Variables variables) {
        if (key != null) {
            return rendered(key, variables, OutputOptions.KEY).getBytes(UTF_8);
        }
        Header table = headers.lastHeader(RoutingHeaders.TABLE);
        return table == null || table.value() == null ? message.key() : table.value();
    }

    private static Object requireRow(@Nullable Object value) {
        if (value instanceof Struct || value instanceof Map) {
            return value;
        }
        throw new BadMessageException(
                BadMessageCause.NOT_ROWS,
                RowOptions.STAGES,
                MessageRows.class,
                "expected rows (Struct or Map) after the last stage, found "
                        + (value == null ? "null" : value.getClass().getSimpleName())
                        + "; put a stage such as ParseJson in front");
    }

    private String topic(Variables variables) {
        String name = rendered(topic, variables, OutputOptions.TOPIC);
        if (!name.equals(lastTopic)) {
            if (!KafkaTopic.isLegal(name)) {
                throw new BadMessageException(
                        BadMessageCause.BAD_NAME,
                        OutputOptions.TOPIC,
                        MessageRows.class,
                        "expected a name of letters, digits, dots, - and _, found another of " + name.length()
                                + " characters");
            }
            if (read.test(name)) {
                throw new BadMessageException(
                        BadMessageCause.BAD_NAME,
                        OutputOptions.TOPIC,
                        MessageRows.class,
                        "expected another topic than those that the pipeline reads, or the pipeline would read its own rows without end");
            }
            lastTopic = name;
        }
        return lastTopic;
    }

    private static String rendered(Template template, Variables variables, String option) {
        try {
            return template.render(variables);
        } catch (DataException e) {
            throw new BadMessageException(BadMessageCause.BAD_NAME, "TASK_PUT", option, MessageRows.class, e);
        }
    }
}
