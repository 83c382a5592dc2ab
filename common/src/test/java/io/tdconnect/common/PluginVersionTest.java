// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PluginVersionTest {
    @Test
    void readsTheVersionOfTheJarThatHoldsTheClass() {
        assertThat(PluginVersion.of(Test.class)).startsWith("6.");
    }

    @Test
    void isDevelopmentOutsideAJar() {
        assertThat(PluginVersion.of(PluginVersionTest.class)).isEqualTo("development");
    }
}
