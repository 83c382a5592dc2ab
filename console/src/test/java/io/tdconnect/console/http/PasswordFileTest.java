// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFileTest {
    @TempDir
    private Path directory;

    @Test
    void theSamePasswordHasAnotherLineEachTime() {
        assertThat(PasswordFile.line("a", "x".toCharArray())).isNotEqualTo(PasswordFile.line("a", "x".toCharArray()));
    }

    @Test
    void acceptsTheRightPasswordOfAUserOnly() throws Exception {
        Path file = directory.resolve("users");
        Files.writeString(
                file,
                PasswordFile.line("a", "päss".toCharArray()) + "\n" + PasswordFile.line("b", "other".toCharArray()));
        PasswordFile users = new PasswordFile(file);

        assertThat(users.accepts("a", "päss".toCharArray())).isTrue();
        assertThat(users.accepts("a", "other".toCharArray())).isFalse();
        assertThat(users.accepts("c", "päss".toCharArray())).isFalse();
        assertThat(users.accepts("nobody", "nobody".toCharArray())).isFalse();
    }

    @Test
    void aChangedFileIsReadAgainAndABrokenOneLeavesTheUsers() throws Exception {
        Path file = directory.resolve("users");
        Files.writeString(file, PasswordFile.line("a", "x".toCharArray()));
        PasswordFile users = new PasswordFile(file);
        assertThat(users.accepts("a", "x".toCharArray())).isTrue();

        change(file, PasswordFile.line("b", "y".toCharArray()), 1);
        assertThat(users.accepts("a", "x".toCharArray())).isFalse();
        assertThat(users.accepts("b", "y".toCharArray())).isTrue();

        change(file, "broken", 2);
        assertThat(users.accepts("b", "y".toCharArray())).isTrue();
        Files.delete(file);
        assertThat(users.accepts("b", "y".toCharArray())).isTrue();
    }

    private static void change(Path file, String text, int minutes) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofMinutes(minutes))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a:b",
                "a:0:AAAA:AAAA",
                "a:1:!!:!!",
                ":1:AAAA:AAAA",
                "a:99999999999:AAAA:AAAA",
                "a:1000:AAAA:AAAA"
            })
    void aLineOfNoUserIsRefusedByItsNumber(String line) throws Exception {
        Path file = directory.resolve("users");
        Files.writeString(file, "# first\n" + line);

        assertThatThrownBy(() -> new PasswordFile(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("--add-user");
    }
}
