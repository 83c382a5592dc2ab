// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The types that JSDoc gives the scripts of the pages, checked by the compiler of TypeScript where it is installed. */
class PageTypesTest {
    private static final String OPTIONS = """
            {"compilerOptions": {"allowJs": true, "checkJs": true, "noEmit": true, "strict": true, "skipLibCheck": true,
              "target": "ES2022", "module": "ES2022", "moduleResolution": "bundler", "types": [],
              "lib": ["ES2023", "DOM", "DOM.Iterable"]}, "include": ["js"]}
            """;

    @TempDir
    Path folder;

    @Test
    void scriptsHaveNoFaultsOfType() throws Exception {
        Optional<Path> compiler = onPath("tsc");
        assumeTrue(compiler.isPresent(), "Types of the pages: not checked, since tsc of TypeScript is not on the PATH");
        Path root = Path.of(System.getProperty("tdconnect.root"), "console");
        copy(root.resolve("src/main/resources/io/tdconnect/console/web/js"), folder.resolve("js"));
        copy(root.resolve("target/page-types/node_modules"), folder.resolve("node_modules"));
        Files.writeString(folder.resolve("tsconfig.json"), OPTIONS);

        Process check = new ProcessBuilder(compiler.get().toString(), "-p", folder.toString())
                .redirectErrorStream(true)
                .start();
        String faults = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(faults).isEmpty();
        assertThat(check.waitFor()).isZero();
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
