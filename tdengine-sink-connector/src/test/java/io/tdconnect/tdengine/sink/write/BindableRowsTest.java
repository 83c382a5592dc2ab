// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindableRowsTest {
    @ParameterizedTest
    @CsvSource({
        "d_1, true",
        "_1, true",
        "温度1, true",
        "d-1, false",
        "d 1, false",
        "'m,host=a', false",
        "00:1b, false",
        "7days, false"
    })
    void knowsNamesThatStatementsTake(String name, boolean bindable) {
        assertThat(BindableRows.bindable(name)).isEqualTo(bindable);
    }
}
