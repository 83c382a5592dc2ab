// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/** Finds jars of a plugin to which no class refers, by the names in the constant pools of its classes. */
final class UsedJars {
    private static final Pattern NAME = Pattern.compile("[\\w$]+(?:/[\\w$]+)+");
    private static final Pattern ENTRY_POINTS = Pattern.compile("(.*-connectors?|transforms|console)-\\d.*");

    private final Map<String, String> jarOfClass = new HashMap<>();
    private final Map<String, Set<String>> namesInJar = new HashMap<>();

    private UsedJars() {}

    /** Jars that cannot be reached from the jars with plugins; a jar without classes is always one of them. */
    static Set<String> unused(Path folder) {
        UsedJars jars = new UsedJars();
        List<Path> files = Plugins.files(folder, "lib");
        files.forEach(jars::read);
        Set<String> unused = new TreeSet<>(jars.namesInJar.keySet());
        unused.removeAll(jars.reached());
        return unused;
    }

    private Set<String> reached() {
        Deque<String> open = new ArrayDeque<>(namesInJar.keySet().stream()
                .filter(ENTRY_POINTS.asMatchPredicate())
                .toList());
        Set<String> reached = new HashSet<>(open);
        while (!open.isEmpty()) {
            for (String name : namesInJar.getOrDefault(open.pop(), Set.of())) {
                // A descriptor such as Ljava/lang/String; has a letter before the name.
                String jar = jarOfClass.getOrDefault(name, jarOfClass.get(name.substring(1)));
                if (jar != null && reached.add(jar)) {
                    open.push(jar);
                }
            }
        }
        return reached;
    }

    private void read(Path jar) {
        String jarName = jar.getFileName().toString();
        Set<String> names = namesInJar.computeIfAbsent(jarName, key -> new HashSet<>());
        try (JarFile file = new JarFile(jar.toFile())) {
            for (ZipEntry entry : file.stream()
                    .filter(each -> each.getName().endsWith(".class"))
                    .toList()) {
                jarOfClass.put(entry.getName().replaceAll("\\.class$", ""), jarName);
                try (InputStream in = file.getInputStream(entry)) {
                    readNames(new DataInputStream(in), names);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts of the constant pool, section 4.4 of the Java Virtual Machine Specification. */
    private static void readNames(DataInputStream in, Set<String> names) throws IOException {
        in.skipNBytes(8);
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> NAME.matcher(in.readUTF()).results().forEach(name -> names.add(name.group()));
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                default -> in.skipNBytes(4);
            }
        }
    }
}
