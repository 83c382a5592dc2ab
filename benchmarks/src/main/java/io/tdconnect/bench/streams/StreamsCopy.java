// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.streams;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** Copies a topic with Kafka Streams, without a step in between: the minimum work of any program on Kafka Streams. */
final class StreamsCopy {
    private StreamsCopy() {}

    /** Copies until it is killed: the servers, the topic to read, the topic to write. */
    @SuppressWarnings("resource") // Runs until the process ends.
    public static void main(String[] arguments) {
        Properties settings = new Properties();
        // As the pipeline's own, but without compression.
        settings.putAll(Map.of(
                "application.id",
                "streams-" + arguments[2],
                "bootstrap.servers",
                arguments[0],
                "num.stream.threads",
                Runtime.getRuntime().availableProcessors(),
                "producer.linger.ms",
                20,
                "producer.batch.size",
                256 * 1024));
        StreamsBuilder builder = new StreamsBuilder();
        Serde<byte[]> bytes = Serdes.ByteArray();
        builder.stream(arguments[1], Consumed.with(bytes, bytes)).to(arguments[2], Produced.with(bytes, bytes));
        new KafkaStreams(builder.build(), settings).start();
    }
}
