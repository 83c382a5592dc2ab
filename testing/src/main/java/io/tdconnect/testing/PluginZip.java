// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The plugin ZIP that a module of this build has made. */
public final class PluginZip {
    private PluginZip() {}

    /**
     * Unpacks a module's ZIP as a user would, below {@code pluginPath}.
     *
     * @throws IllegalStateException if the module has not been packaged
     */
    public static void unpack(Path root, String module, Path pluginPath) {
        Path target = pluginPath.toAbsolutePath().normalize();
        try (InputStream file = Files.newInputStream(find(root.resolve(module).resolve("target"), module));
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IllegalStateException("The ZIP of " + module + " leads out of its folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(zip, path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path find(Path folder, String module) throws IOException {
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            List<Path> zips = files.filter(
                            file -> file.getFileName().toString().matches("tdconnect-" + module + "-.*\\.zip"))
                    .toList();
            if (zips.size() != 1) {
                throw new IllegalStateException("Expected one ZIP of " + module + " in " + folder + ", found "
                        + zips.size() + "; run mvn -Dquick package -pl " + module + " -am");
            }
            return zips.get(0);
        }
    }
}
