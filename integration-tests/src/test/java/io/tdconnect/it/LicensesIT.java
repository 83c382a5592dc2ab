// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the lists of libraries in the ZIPs of plugins. */
class LicensesIT {
    private static final Pattern LISTED =
            Pattern.compile("\\s+((?:\\([^)]+\\) )+).*\\([\\w.-]+:([\\w.-]+):([\\w.-]+)(?: - .*)?\\)");

    private static final Pattern SIZE = Pattern.compile("(?m)^\\| `tdconnect-([a-z-]+)` \\| ([0-9.]+) \\|");

    private final List<Path> folders = Stream.of(Plugins.unpack(), Plugins.unpackSuite(), Plugins.unpackPipeline())
            .flatMap(plugins -> plugins.folders().stream())
            .toList();

    @Test
    void everyLibraryIsListedWithALicenceWhoseTextIsInside() throws IOException {
        for (Path folder : folders) {
            Map<String, String> licences = listed(folder.resolve("doc/licenses/THIRD-PARTY.txt"));
            for (Path jar : Plugins.files(folder, "lib")) {
                String name = jar.getFileName().toString();
                if (!ours(folder, name)) {
                    assertThat(licences).as(folder + " lists what it holds").containsKey(name);
                    assertThat(licences.get(name).split("[() ]+"))
                            .as(name)
                            .filteredOn(id -> !id.isEmpty())
                            .isNotEmpty()
                            .allSatisfy(id -> assertThat(folder.resolve("doc/licenses/" + id + ".txt"))
                                    .isNotEmptyFile());
                }
            }
        }
    }

    @Test
    void licenceAndNoticeOfTheSuiteAreInside() {
        for (Path folder : folders) {
            assertThat(folder.resolve("doc/LICENSE")).content().contains("Apache License");
            assertThat(folder.resolve("doc/NOTICE")).content().contains("THIRD-PARTY.txt");
        }
    }

    @Test
    void everyLibraryIsInTheBillOfMaterials() throws IOException {
        for (Path folder : folders) {
            Path file = folder.resolve("doc/sbom.json");
            assumeTrue(Files.exists(file), "skipped: builds without the network make no bill of materials");
            String bill = Files.readString(file);
            assertThat(bill).contains("\"CycloneDX\"");
            for (Path jar : Plugins.files(folder, "lib")) {
                String name =
                        jar.getFileName().toString().replaceAll("-[0-9].*", "").replaceAll("\\.jar$", "");
                assertThat(bill).as(folder + " lists " + jar.getFileName()).contains("/" + name + "@");
            }
        }
    }

    @Test
    void pageTellsTheSizes() throws IOException {
        Path root = Path.of(System.getProperty("tdconnect.root"));
        Map<String, Double> sizes = new TreeMap<>();
        SIZE.matcher(Files.readString(root.resolve("docs/zips.md")))
                .results()
                .forEach(row -> sizes.put(row.group(1), Double.valueOf(row.group(2))));
        List<String> modules = Stream.concat(Plugins.MODULES.stream(), Stream.of(Plugins.SUITE, Plugins.PIPELINE))
                .toList();

        assertThat(sizes).containsOnlyKeys(modules);
        for (String module : modules) {
            String name = "tdconnect-" + module + "-" + System.getProperty("tdconnect.version") + ".zip";
            double megabytes = Files.size(root.resolve(module).resolve("target").resolve(name)) / 1e6;
            assertThat(megabytes).as(name).isCloseTo(sizes.get(module), offset(0.5));
        }
    }

    @Test
    void everyArchiveHasItsSum() throws Exception {
        Path root = Path.of(System.getProperty("tdconnect.root"));
        for (String module : Stream.concat(Plugins.MODULES.stream(), Stream.of(Plugins.SUITE, Plugins.PIPELINE))
                .toList()) {
            String name = "tdconnect-" + module + "-" + System.getProperty("tdconnect.version") + ".zip";
            Path zip = root.resolve(module).resolve("target").resolve(name);
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(zip));

            assertThat(Files.readString(zip.resolveSibling(name + ".sha256")))
                    .as(name)
                    .startsWith(HexFormat.of().formatHex(sum));
        }
    }

    /** The plugin's own jar has the name of its module; other modules of the suite are listed like libraries. */
    private static boolean ours(Path folder, String jar) {
        return folder.getFileName().toString().equals("tdconnect-" + jar.replaceAll("\\.jar$", ""));
    }

    /** The licences of a list, by the name of the jar. */
    static Map<String, String> listed(Path file) throws IOException {
        Map<String, String> licences = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            Matcher matcher = LISTED.matcher(line);
            if (matcher.matches()) {
                licences.put(matcher.group(2) + "-" + matcher.group(3) + ".jar", matcher.group(1));
            }
        }
        return licences;
    }
}
