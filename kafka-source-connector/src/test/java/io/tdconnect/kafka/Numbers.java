// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records whose values are consecutive numbers. */
final class Numbers {
    private Numbers() {}

    static List<ProducerRecord<String, String>> records(String topic, int partition, int count, int first) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> new ProducerRecord<>(topic, partition, (String) null, String.valueOf(number)))
                .toList();
    }

    static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }
}
