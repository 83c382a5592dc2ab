// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.preview.SampleTexts.Format;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleTextsTest {
    @Test
    void documentsStandOneAfterTheOther() {
        assertThat(samples(Format.JSON, "{\n  \"a\": 1\n}{\"a\":\n2}\n\n[{\"a\":3}, {\"a\":4}] {\"a\":5}"))
                .containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}", "{\"a\":4}", "{\"a\":5}");
    }

    @Test
    void elementsOfAnArrayAreSamplesAndNumbersKeepTheirDigits() {
        assertThat(samples(Format.JSON, "\uFEFF[{\"a\":1.50},\n {\"a\":9007199254740993, \"b\":[1,2]}]"))
                .containsExactly("{\"a\":1.50}", "{\"a\":9007199254740993,\"b\":[1,2]}");
    }

    @Test
    void rowsOfCsvAreObjects() {
        assertThat(samples(Format.CSV, "id;t;v\r\n007;\"a;\nb\";1.50\r\nx;;-3\r\n"))
                .containsExactly("{\"id\":\"007\",\"t\":\"a;\\nb\",\"v\":1.50}", "{\"id\":\"x\",\"t\":null,\"v\":-3}");
    }

    @Test
    void emptyTextHasNoSamples() {
        for (Format format : Format.values()) {
            assertThat(samples(format, "")).isEmpty();
        }
    }

    @Test
    void theReceiverEndsIt() {
        List<String> read = new ArrayList<>();
        SampleTexts.read(Format.JSON, "{} {} not JSON", text -> read.add(text) && read.size() < 2);

        assertThat(read).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            JSON | {"a":1}\\n{"a":|              line 2, column 6
            JSON | {"a":1}\\n  {"a" 2}|          line 2, column 8
            JSON | [{"a":1},\\n{"a":2}|          line 2
            JSON | plain|                        line 1
            CSV  | a,b\\n1,2\\n3,4,5|            expected 2 columns of CSV as in the line of names, found 3 in line 3
            CSV  | a,b\\n1|                      found 1 in line 2
            CSV  | a,a\\n1,2|                    found a twice at column 2
            CSV  | a,\\n1,2|                     found none at column 2
            """)
    void damageIsToldWithItsPlace(Format format, String text, String place) {
        assertThatThrownBy(() -> samples(format, text.replace("\\n", "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(place);
    }

    private static List<String> samples(Format format, String text) {
        List<String> samples = new ArrayList<>();
        SampleTexts.read(format, text, samples::add);
        return samples;
    }
}
