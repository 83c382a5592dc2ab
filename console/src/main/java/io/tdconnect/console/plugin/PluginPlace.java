// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * A folder or jar of a plugin.
 *
 * @param jars in it
 * @param classes that its {@code META-INF/services} names as plugins of Connect
 * @param version of the jar that has the first of them; empty if it does not say it
 * @param hasConnector whether some class of it is called a connector
 * @param problems that keep a worker from reading it
 */
record PluginPlace(
        Path path, List<Path> jars, Set<String> classes, String version, boolean hasConnector, List<String> problems) {
    private static final int DEEPEST = 5;
    private static final int MOST_JARS = 2_000;
    private static final String SERVICES = "META-INF/services/org.apache.kafka.connect.";

    /** Reads what a worker would read. */
    static PluginPlace read(Path path) {
        List<Path> jars = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try (Stream<Path> files = Files.walk(path, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
                    .filter(Files::isRegularFile)
                    .limit(MOST_JARS)
                    .sorted()
                    .forEach(jars::add);
        } catch (IOException | RuntimeException e) {
            problems.add("Expected a folder that can be read at " + path + ", found none");
        }
        Set<String> classes = new TreeSet<>();
        String version = "";
        boolean connector = false;
        for (Path jar : jars) {
            try (JarFile opened = new JarFile(jar.toFile())) {
                int before = classes.size();
                addNames(opened, classes);
                if (before == 0 && !classes.isEmpty()) {
                    version = version(opened);
                }
                connector |= opened.stream().anyMatch(PluginPlace::isConnector);
            } catch (IOException | RuntimeException e) {
                problems.add("Expected a jar that can be read at " + jar + ", found a damaged one");
            }
        }
        return new PluginPlace(path, jars, classes, version, connector, problems);
    }

    private static boolean isConnector(JarEntry entry) {
        String name = entry.getName();
        return name.matches(".+(Source|Sink)Connector\\.class") && !name.startsWith("org/apache/kafka/");
    }

    private static void addNames(JarFile jar, Set<String> classes) throws IOException {
        for (JarEntry entry :
                jar.stream().filter(each -> each.getName().startsWith(SERVICES)).toList()) {
            if (entry.isDirectory() || entry.getName().contains(".rest.")) {
                continue;
            }
            try (InputStream in = jar.getInputStream(entry);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                lines.lines()
                        .map(line -> line.replaceFirst("#.*", "").trim())
                        .filter(line -> !line.isEmpty())
                        .forEach(classes::add);
            }
        }
    }

    private static String version(JarFile jar) throws IOException {
        Manifest manifest = jar.getManifest();
        String version =
                manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        if (version != null) {
            return version;
        }
        String name = Path.of(jar.getName()).getFileName().toString();
        String number = name.replaceFirst("^.*?-(\\d[\\w.-]*)\\.jar$", "$1");
        return number.equals(name) ? "" : number;
    }
}
