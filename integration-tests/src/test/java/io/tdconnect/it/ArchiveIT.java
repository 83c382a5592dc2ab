// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contents of the archive with the command. */
class ArchiveIT {
    private static final Path ROOT = Path.of(System.getProperty("tdconnect.root"));

    private static Path home;

    @BeforeAll
    static void unpack() throws Exception {
        home = CommandArchive.unpack().home();
    }

    /** The jars of the command that are also in the plugins are left out of {@code lib}. */
    @Test
    void everyLibraryOfTheCommandIsInIt() throws IOException {
        Set<String> needed = Stream.of(Files.readString(ROOT.resolve("command/target/classpath.txt"))
                        .trim()
                        .split(":", -1))
                .map(path -> Path.of(path).getFileName().toString())
                .filter(name -> name.endsWith(".jar"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(needed).hasSizeGreaterThan(20);

        assertThat(jars()).containsAll(needed).anyMatch(name -> name.startsWith("command-"));
    }

    @Test
    void everyLibraryIsListedWithALicenceWhoseTextIsInside() throws IOException {
        Map<String, String> licences = LicensesIT.listed(home.resolve("licenses/THIRD-PARTY.txt"));
        for (String jar : jars()) {
            if (!jar.endsWith("-" + System.getProperty("tdconnect.version") + ".jar")) {
                assertThat(licences).containsKey(jar);
                assertThat(licences.get(jar).split("[() ]+"))
                        .as(jar)
                        .filteredOn(id -> !id.isEmpty())
                        .isNotEmpty()
                        .allSatisfy(id -> assertThat(home.resolve("licenses/" + id + ".txt"))
                                .isNotEmptyFile());
            }
        }
    }

    @Test
    void itHasEveryPluginDocumentationAndUnits() {
        assertThat(Plugins.files(home, "plugins")).hasSize(1);
        for (String file : List.of(
                "LICENSE",
                "NOTICE",
                "bin/tdconnect",
                "lib/jvm.sh",
                "completion/tdconnect.bash",
                "doc/README.md",
                "doc/docs/command.md",
                "doc/docs/reference/command.md",
                "doc/mqtt-source-connector/README.md",
                "systemd/tdconnect@.service",
                "systemd/tdconnect-kafka.service",
                "systemd/tdconnect-connect.service",
                "systemd/connect.properties")) {
            assertThat(home.resolve(file)).isNotEmptyFile();
        }
    }

    @Test
    void itHasItsSum() throws Exception {
        Path archive = CommandArchive.file();
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive));

        assertThat(Files.readString(archive.resolveSibling(archive.getFileName() + ".sha256")))
                .startsWith(HexFormat.of().formatHex(sum))
                .contains(archive.getFileName().toString());
    }

    private static Set<String> jars() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(home)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .forEach(names::add);
        }
        return names;
    }
}
