// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "kafka1:9092, kafka1, 9092",
        "' my_kafka:1 ', my_kafka, 1",
        "192.168.1.92:65535, 192.168.1.92, 65535",
        "[::1]:9092, ::1, 9092"
    })
    void readsHostsAndPorts(String text, String host, int port) {
        ServerAddress address = ServerAddress.parse(text);

        assertThat(address).isEqualTo(new ServerAddress(host, port));
        assertThat(address).hasToString(text.trim());
        assertThat(address.uri()).hasToString("kafka://" + text.trim());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka1",
                "kafka1:",
                ":9092",
                "kafka1:0",
                "kafka1:65536",
                "kafka1:999999",
                "kafka://kafka1:9092",
                "me:secret@kafka1:9092",
                "::1:9092",
                "kafka1:9092/topic",
                "a b:1"
            })
    void refusesOtherFormsAndQuotesNothingOfThem(String text) {
        assertThatThrownBy(() -> ServerAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected ")
                .message()
                .doesNotContain("secret");
    }
}
