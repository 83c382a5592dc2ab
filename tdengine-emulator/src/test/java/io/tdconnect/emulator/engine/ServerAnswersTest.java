// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.emulator.engine.value.Release;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAnswersTest {
    private final TimeZone zone = TimeZone.getDefault();

    @BeforeEach
    void useTheZoneOfTheServerThatWasAsked() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"definitions", "inserts", "queries", "alterations"})
    void answersAsTheServerDid(String file) throws Exception {
        Engine engine = new Engine(Release.V3_3_5);
        List<String> differences = new ArrayList<>();
        String database = "";
        String sql = "";
        int compared = 0;
        for (String line : lines(file + ".txt")) {
            if (line.startsWith("#db")) {
                database = line.substring(3).strip();
            } else if (!line.startsWith("   ")) {
                sql = line;
            } else {
                String expected = line.strip();
                String answer = Answers.of(engine.login("root", "taosdata", database), sql)
                        .strip();
                compared += expected.equals("*") ? 0 : 1;
                if (!expected.equals("*") && !Answers.sorted(answer).equals(Answers.sorted(expected))) {
                    differences.add(sql + "\n  expected " + expected + "\n  answered " + answer);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(30);
    }

    private static List<String> lines(String file) throws IOException {
        try (InputStream in = ServerAnswersTest.class.getResourceAsStream(file)) {
            assertThat(in).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("# ")).toList();
        }
    }
}
