// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundNamesTest {
    private static final List<String> ODD = List.of("x-1", "x-2", "中 文", "`q`", "-a", "A b", "plain");

    @Test
    void areTakenAsTheyAre() throws TdengineException {
        assertThat(taken(Release.V3_3_7)).containsExactly("x-1", "x-2", "中 文", "q", "-a", "A b", "plain");
    }

    @Test
    void wereCutByRelease335FromTheSecondOn() throws TdengineException {
        assertThat(taken(Release.V3_3_5)).containsExactly("x-1", "x", "中", "`q`", "-a", "A", "plain");
        assertThat(new BoundNames(Release.V3_3_5).taken("l".repeat(200))).isEqualTo("l".repeat(192));
    }

    @Test
    void have192CharactersAtMost() throws TdengineException {
        assertThat(new BoundNames(Release.V3_3_7).taken("l".repeat(192))).hasSize(192);
        assertThatThrownBy(() -> new BoundNames(Release.V3_3_7).taken("l".repeat(193)))
                .hasMessage("name too long");
    }

    private static List<String> taken(Release release) throws TdengineException {
        BoundNames names = new BoundNames(release);
        List<String> taken = new ArrayList<>();
        for (String name : ODD) {
            taken.add(names.taken(name));
        }
        return taken;
    }

    @ParameterizedTest
    @CsvSource({
        "V3_3_7, '', 0x22b, Stmt table name not set correctly",
        "V3_3_7, a.b, 0x388, Database not exist",
        "V3_3_5, '', 0x200, tbname can not be empty"
    })
    void areRefused(Release release, String name, String code, String text) {
        assertThatThrownBy(() -> new BoundNames(release).taken(name))
                .isInstanceOfSatisfying(
                        TdengineException.class, e -> assertThat(e.code()).isEqualTo(Integer.decode(code)))
                .hasMessage(text);
    }
}
