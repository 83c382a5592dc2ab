// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaTopicTest {
    @ParameterizedTest
    @CsvSource({"a.B-c_9, a.B-c_9", "a/电 x, a___x", "'', _", "., _", ".., __", "..., ...", "_, _"})
    void charactersThatKafkaRefusesBecomeUnderscores(String name, String legal) {
        assertThat(KafkaTopic.legal(name)).isEqualTo(legal).matches(KafkaTopic::isLegal);
        assertThat(KafkaTopic.isLegal(name)).isEqualTo(name.matches(KafkaTopic.PATTERN));
    }

    @Test
    void longNamesAreCut() {
        assertThat(KafkaTopic.legal("a".repeat(300))).isEqualTo("a".repeat(249)).matches(KafkaTopic::isLegal);
    }
}
