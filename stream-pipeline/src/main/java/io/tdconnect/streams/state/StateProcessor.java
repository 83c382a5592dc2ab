// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.state;

import io.tdconnect.streams.config.OutputOptions;
import io.tdconnect.streams.message.BadMessageException;
import io.tdconnect.streams.message.PipelineMetrics;
import io.tdconnect.streams.message.SizeLimit;
import io.tdconnect.streams.output.EncodedRow;
import io.tdconnect.streams.output.RowCodec;
import io.tdconnect.streams.output.RowEncoder;
import io.tdconnect.streams.row.OutputRow;
import io.tdconnect.streams.row.RoutedRow;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Passes rows through the stateful steps and writes the rows after the last one. */
public final class StateProcessor implements Processor<byte[], byte[], byte[], EncodedRow> {
    private final RowCodec codec = new RowCodec();
    private final RowEncoder encoder;
    private final SizeLimit limit;
    private final List<StateStep> steps;
    private final PipelineMetrics metrics;
    private Consumer<StateRow> first = row -> {};

    public StateProcessor(OutputOptions output, SizeLimit limit, StateSteps steps, PipelineMetrics metrics) {
        this.encoder = new RowEncoder(output);
        this.limit = limit;
        this.steps = steps.steps().stream().map(Supplier::get).toList();
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], EncodedRow> context) {
        Consumer<StateRow> next = row -> {
            OutputRow output = row.routed().row();
            EncodedRow encoded = encoder.encode(output);
            limit.require(output.key(), encoded.value(), row.routed().headers());
            metrics.addRow();
            context.forward(new Record<>(
                    output.key(), encoded, row.messageTime(), row.routed().headers()));
        };
        for (int i = steps.size() - 1; i >= 0; i--) {
            StateStep step = steps.get(i);
            step.init(context, next);
            next = step::process;
        }
        first = next;
    }

    @Override
    public void process(Record<byte[], byte[]> input) {
        RoutedRow row = codec.decode(input.value(), input.headers());
        try {
            first.accept(StateRow.of(input.key(), row, input.timestamp()));
        } catch (BadMessageException e) {
            throw e.with(new BadMessageException.Payload(
                    row.row().key(), encoder.encode(row.row()).value(), row.headers()));
        }
    }
}
