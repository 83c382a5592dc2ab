// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NamePolicyTest {
    /** Shortening letter by letter would take hours. */
    @Test
    @Timeout(60)
    void aNameOfMillionsOfCharactersIsShortenedAtOnce() {
        String name = NamePolicy.REPLACE.subtable("é".repeat(2_000_000));

        assertThat(name).startsWith("éé").matches("é+_[0-9a-f]+");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(188, 192);
    }
}
