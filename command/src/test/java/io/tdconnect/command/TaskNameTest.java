// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskNameTest {
    private static final String TO = "taos://root:taosdata@localhost:6041/test";

    @Test
    void theDriverComesFirst() {
        assertThat(TaskName.of("mqtt://localhost:1883?topics=a", TO).text()).matches("mqtt-[0-9a-f]{8}");
        assertThat(TaskName.of("influxdb+http://h:8086/?bucket=b", TO).text()).matches("influxdb-[0-9a-f]{8}");
    }

    @Test
    void aChangedPasswordOrTokenIsTheSameTask() {
        assertThat(TaskName.of("mqtt://u:one@h:1883?topics=a", TO))
                .isEqualTo(TaskName.of("mqtt://u:t/w@o@h:1883?topics=a", "taos://root:other@localhost:6041/test"));
        assertThat(TaskName.of("influxdb://h/?token=a&bucket=b", TO))
                .isEqualTo(TaskName.of("influxdb://h/?token=c&bucket=b", TO));
    }

    @Test
    void anotherObjectOrTargetIsAnotherTask() {
        TaskName task = TaskName.of("mqtt://u:p@h:1883?topics=a", TO);

        assertThat(TaskName.of("mqtt://u:p@h:1883?topics=b", TO)).isNotEqualTo(task);
        assertThat(TaskName.of("mqtt://u:p@h:1883?topics=a", TO + "2")).isNotEqualTo(task);
        assertThat(TaskName.of("mqtt://v:p@h:1883?topics=a", TO)).isNotEqualTo(task);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "mqtt://u:s3cret@h:1883?a=b mqtt://u:****@h:1883?a=b",
                "mqtt://u:s3@c:r/e?t#@h:1883?a=b mqtt://u:****@h:1883?a=b",
                "taos+wss://h/db?assert&token=s3cret taos+wss://h/db?assert&token=****",
                "influxdb://h/?password=s3cret&bucket=b influxdb://h/?password=****&bucket=b",
                "local:/path local:/path"
            })
    void secretsAreHidden(String dsn, String shown) {
        assertThat(TaskName.hidden(dsn)).isEqualTo(shown);
    }

    /** A file after the password is a value of a parameter. */
    @Test
    void anAtSignInAParameterHidesNoMoreThanIsNeeded() {
        assertThat(TaskName.hidden("mqtt://u:s3cret@h:1883?ca=@/ca.crt&cert=@/c.crt"))
                .doesNotContain("s3cret")
                .contains("h:1883");
        assertThat(TaskName.hidden("mqtt://h:1883?ca=@/ca.crt")).isEqualTo("mqtt://h:1883?ca=@/ca.crt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "../x", "-x", "ä", "a/b"})
    void chosenNamesAreFileNames(String name) {
        assertThatThrownBy(() -> TaskName.chosen(name))
                .hasMessageStartingWith("--name: expected at most 100 letters, digits, dots");
    }

    @Test
    void aChosenNameStays() {
        assertThat(TaskName.chosen("plant-1.a_b").text()).isEqualTo("plant-1.a_b");
    }
}
