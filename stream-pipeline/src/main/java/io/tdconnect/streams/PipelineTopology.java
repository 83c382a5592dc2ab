// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import io.tdconnect.streams.config.TopicPattern;
import io.tdconnect.streams.message.PipelineMetrics;
import io.tdconnect.streams.message.SizeLimit;
import io.tdconnect.streams.output.EncodedRow;
import io.tdconnect.streams.output.RowCodec;
import io.tdconnect.streams.output.RowEncoder;
import io.tdconnect.streams.row.RowsProcessor;
import io.tdconnect.streams.state.StateKey;
import io.tdconnect.streams.state.StateProcessor;
import io.tdconnect.streams.state.StateSteps;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Record;

/** Builds the topology of a pipeline; every step, store and internal topic has a name that does not change. */
final class PipelineTopology {
    private static final Serde<byte[]> BYTES = Serdes.serdeFrom(new ByteArraySerializer(), new ByteArrayDeserializer());

    private PipelineTopology() {}

    static Topology of(PipelineConfig config, PipelineMetrics metrics) {
        StreamsBuilder builder = new StreamsBuilder();
        Consumed<byte[], byte[]> consumed = Consumed.with(BYTES, BYTES).withName("messages");
        TopicPattern pattern = config.input().pattern();
        KStream<byte[], byte[]> messages = pattern == null
                ? builder.stream(config.input().topics(), consumed)
                : builder.stream(pattern.ofKafka(), consumed);
        KStream<byte[], EncodedRow> rows = config.state().needed()
                ? stateful(builder, messages, config, metrics)
                : stateless(messages, config, metrics);
        rows.to(
                (key, row, place) -> row.topic(),
                Produced.with(BYTES, Serdes.serdeFrom(new EncodedRow.ValueSerializer(), (topic, bytes) -> {
                            throw new UnsupportedOperationException("Rows are only written");
                        }))
                        .withName("output"));
        return builder.build();
    }

    private static KStream<byte[], EncodedRow> stateless(
            KStream<byte[], byte[]> messages, PipelineConfig config, PipelineMetrics metrics) {
        SizeLimit limit = config.sizeLimit();
        return messages.process(
                () -> {
                    RowEncoder encoder = new RowEncoder(config.output());
                    return new RowsProcessor<>(
                            config.newMessageRows(),
                            (row, timestamp) -> {
                                EncodedRow encoded = encoder.encode(row.row());
                                limit.require(row.row().key(), encoded.value(), row.headers());
                                metrics.addRow();
                                return new Record<>(row.row().key(), encoded, timestamp, row.headers());
                            },
                            metrics);
                },
                Named.as("rows"));
    }

    private static KStream<byte[], EncodedRow> stateful(
            StreamsBuilder builder, KStream<byte[], byte[]> messages, PipelineConfig config, PipelineMetrics metrics) {
        SizeLimit limit = config.sizeLimit();
        KStream<byte[], byte[]> rows = messages.process(
                () -> {
                    RowCodec codec = new RowCodec();
                    return new RowsProcessor<>(
                            config.newMessageRows(),
                            (row, timestamp) -> {
                                byte[] key = StateKey.of(row);
                                byte[] encoded = codec.encode(row);
                                limit.require(key, encoded, row.headers());
                                return new Record<>(key, encoded, timestamp, row.headers());
                            },
                            metrics);
                },
                Named.as("rows"));
        if (config.state().repartition()) {
            rows = rows.repartition(Repartitioned.with(BYTES, BYTES).withName("rows"));
        }
        StateSteps steps = StateSteps.of(config.state(), metrics);
        steps.stores().forEach(builder::addStateStore);
        return rows.process(
                () -> new StateProcessor(config.output(), limit, steps, metrics),
                Named.as("state"),
                steps.storeNames());
    }
}
