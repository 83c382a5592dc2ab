// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {
    private final JsonBytes json = new JsonBytes(0);

    @ParameterizedTest
    @ValueSource(
            floats = {
                0,
                -0.0f,
                21.5f,
                -219.9f,
                0.001f,
                0.00099f,
                99999.9f,
                999999.5f,
                1e6f,
                16777216,
                3.4e38f,
                1.4e-45f,
                0.1f + 0.2f,
                Float.NaN,
                Float.NEGATIVE_INFINITY
            })
    void aFloatIsWrittenAsJavaWritesIt(float number) {
        json.addNumber(number);

        assertThat(json.text()).isEqualTo(Float.isFinite(number) ? "" + number : "\"" + number + "\"");
    }

    @Test
    void everyNumberIsReadAgainAsItWas() {
        Random random = new Random(2);
        for (int i = 0; i < 200_000; i++) {
            float real = i % 2 == 0
                    ? Float.intBitsToFloat(random.nextInt())
                    : (float) (random.nextInt(20_000_000) / Math.pow(10, random.nextInt(8)));
            if (Float.isFinite(real)) {
                json.clear();
                json.addNumber(real);
                assertThat(Float.parseFloat(json.text())).isEqualTo(real);
                assertThat(json.size()).isLessThanOrEqualTo(Float.toString(real).length());
                json.clear();
                assertThat(json.addFewPlaces(real)).isEqualTo(json.size() > 0);
                assertThat(json.size() == 0 || Double.parseDouble(json.text()) == real)
                        .isTrue();
            }
        }
    }

    @Test
    void whatWasWrittenIsRepeated() {
        json.addText("é\"");
        int length = json.size();
        json.add(',');
        json.repeat(0, length);
        json.add("[1]".getBytes(StandardCharsets.UTF_8), 1, 1);

        assertThat(json.text()).isEqualTo("\"é\\\"\",\"é\\\"\"1");
        assertThat(json.copy())
                .isEqualTo(json.text().getBytes(StandardCharsets.UTF_8))
                .hasSize(json.size());
    }
}
