// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.row;

import io.tdconnect.streams.message.Message;
import io.tdconnect.streams.message.PipelineMetrics;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Turns each message into rows and forwards them, all or none.
 *
 * @param <V> form in which rows are forwarded
 */
public final class RowsProcessor<V> implements Processor<byte[], byte[], byte[], V> {
    private final MessageRows rows;
    private final Output<V> output;
    private final PipelineMetrics metrics;
    private @Nullable ProcessorContext<byte[], V> context;

    public RowsProcessor(MessageRows rows, Output<V> output, PipelineMetrics metrics) {
        this.rows = rows;
        this.output = output;
        this.metrics = metrics;
    }

    /** Creates the record of a row. */
    @FunctionalInterface
    public interface Output<V> {
        Record<byte[], V> of(RoutedRow row, long timestamp);
    }

    @Override
    public void init(ProcessorContext<byte[], V> newContext) {
        context = newContext;
    }

    @Override
    public void process(Record<byte[], byte[]> input) {
        ProcessorContext<byte[], V> to = context;
        RecordMetadata place = to == null ? null : to.recordMetadata().orElse(null);
        if (to == null || place == null) {
            throw new IllegalStateException("Expected a record of a topic");
        }
        metrics.addMessage();
        List<RoutedRow> made = rows.rows(new Message(
                new Message.Position(place.topic(), place.partition(), place.offset()),
                input.timestamp(),
                input.key(),
                input.value(),
                input.headers()));
        if (made.isEmpty()) {
            metrics.addFiltered();
            return;
        }
        if (made.size() == 1) {
            to.forward(output.of(made.get(0), input.timestamp()));
            return;
        }
        // All before the first is forwarded, so that a bad row stops its whole message.
        List<Record<byte[], V>> outputs =
                made.stream().map(row -> output.of(row, input.timestamp())).toList();
        outputs.forEach(to::forward);
    }
}
