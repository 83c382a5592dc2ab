// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same sources give the same ZIPs and the same archive in any folder. */
class ReproducibleBuildIT {
    private static final Path ROOT = Path.of(System.getProperty("tdconnect.root"));
    private static final Set<String> NOT_SOURCES = Set.of("target", ".git");

    private static final List<String> PACKAGED =
            Stream.concat(Plugins.MODULES.stream(), Stream.of(Plugins.SUITE)).toList();

    @TempDir
    Path elsewhere;

    @Test
    void secondBuildInAnotherDirectoryGivesTheSameBytes() throws Exception {
        copySources();
        build(Files.exists(ROOT.resolve("transforms/target/sbom.json")));

        for (String module : PACKAGED) {
            Path first = zip(ROOT, module);
            Path second = zip(elsewhere, module);
            assertThat(checksums(second)).as(module).isEqualTo(checksums(first));
            assertThat(sha256(Files.readAllBytes(second))).as(module).isEqualTo(sha256(Files.readAllBytes(first)));
        }
        Path archive = ROOT.relativize(CommandArchive.file());
        assertThat(sha256(Files.readAllBytes(elsewhere.resolve(archive))))
                .as(archive.toString())
                .isEqualTo(sha256(Files.readAllBytes(ROOT.resolve(archive))));
    }

    private void copySources() throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (NOT_SOURCES.contains(String.valueOf(directory.getFileName()))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(elsewhere.resolve(ROOT.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, elsewhere.resolve(ROOT.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Without the checks, which change nothing; with a bill of materials if the first build had one, which offline Maven omits. */
    private void build(boolean withSbom) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-q", "-Dquick", "-DskipTests", "package"));
        command.addAll(List.of("-am", "-pl", String.join(",", PACKAGED) + ",distribution"));
        command.add(withSbom ? "-Psbom" : "-o");
        File output = elsewhere.resolve("build.log").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        // A JVM that lives for half a minute.
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        Process maven = builder.start();
        boolean ended = maven.waitFor(10, TimeUnit.MINUTES);
        maven.destroyForcibly();
        assertThat(ended && maven.exitValue() == 0)
                .as(Files.readString(output.toPath()))
                .isTrue();
    }

    private static Path zip(Path root, String module) {
        return root.resolve(module)
                .resolve("target")
                .resolve("tdconnect-" + module + "-" + System.getProperty("tdconnect.version") + ".zip");
    }

    /** Entry by entry, so that a failure names the file. */
    private static Map<String, String> checksums(Path zip) throws Exception {
        Map<String, String> checksums = new TreeMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (var entry : file.stream().collect(Collectors.toList())) {
                checksums.put(entry.getName(), sha256(file.getInputStream(entry).readAllBytes()));
            }
        }
        return checksums;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
