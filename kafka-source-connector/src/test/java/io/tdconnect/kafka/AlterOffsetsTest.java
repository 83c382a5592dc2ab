// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class AlterOffsetsTest {
    private static final Map<String, Object> PARTITION = Map.of("topic", "tp1", "partition", 0L);

    @Test
    void acceptsPositionsTimesAndRemoval() {
        assertThat(alter(PARTITION, Map.of("offset", 45))).isTrue();
        assertThat(alter(PARTITION, Map.of("offset", 45L, "since", 1_700_000_000_000L)))
                .isTrue();
        assertThat(alter(PARTITION, Map.of("time", 1_700_000_000_000L))).isTrue();
        assertThat(alter(PARTITION, Map.of("time", "2026-06-01T00:00:00+08:00")))
                .isTrue();
        assertThat(alter(PARTITION, null)).isTrue();
    }

    @Test
    void refusesOthersWithTheirField() {
        refuses(PARTITION, Map.of("offset", -1), "offset: expected a number that is not negative, found -1");
        refuses(PARTITION, Map.of("offset", "end"), "offset: expected a number, found end");
        refuses(PARTITION, Map.of("position", 1), "expected the field offset or time, found position");
        refuses(PARTITION, Map.of(), "expected either the field offset or the field time, found none");
        refuses(PARTITION, Map.of("offset", 1, "time", 1), "found both");
        refuses(PARTITION, Map.of("time", "soon"), "found time soon");
        refuses(Map.of("topic", "tp1"), Map.of("offset", 1), "Expected a source partition");
        refuses(Map.of("topic", "tp1", "partition", "0"), Map.of("offset", 1), "Expected a source partition");
        refuses(Map.of("topic", "tp1", "partition", -1), Map.of("offset", 1), "Expected a source partition");
    }

    private static void refuses(Map<String, Object> partition, Map<String, Object> offset, String message) {
        assertThatThrownBy(() -> alter(partition, offset))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(message);
    }

    private static boolean alter(Map<String, Object> partition, Map<String, Object> offset) {
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>(Collections.singletonMap(partition, offset));
        return new KafkaSourceConnector().alterOffsets(Map.of(), offsets);
    }
}
