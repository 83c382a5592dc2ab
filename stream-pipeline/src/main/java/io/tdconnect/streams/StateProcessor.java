// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Takes rows through the stateful steps and writes those that come out. */
final class StateProcessor implements Processor<byte[], byte[], byte[], EncodedRow> {
    private final RowCodec codec = new RowCodec();
    private final RowEncoder encoder;
    private final SizeLimit limit;
    private final List<StateStep> steps;
    private final PipelineFigures figures;
    private Consumer<StateRow> first = row -> {};

    StateProcessor(PipelineConfig config, StateSteps steps, PipelineFigures figures) {
        this.encoder = new RowEncoder(config);
        this.limit = SizeLimit.of(config);
        this.steps = steps.steps().stream().map(Supplier::get).toList();
        this.figures = figures;
    }

    @Override
    public void init(ProcessorContext<byte[], EncodedRow> context) {
        Consumer<StateRow> next = row -> {
            OutputRow output = row.routed().row();
            EncodedRow encoded = encoder.encode(output);
            limit.require(output.key(), encoded.value(), row.routed().headers());
            figures.rows.increment();
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
            throw e.with(new BadMessages.Payload(
                    row.row().key(), encoder.encode(row.row()).value(), row.headers()));
        }
    }
}
