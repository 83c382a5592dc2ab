// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.plugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The folders in which a worker looks for plugins.
 *
 * @param folders values of {@code plugin.path}
 * @param byServices whether the worker finds only plugins that are named in {@code META-INF/services}
 */
public record PluginPath(List<Path> folders, boolean byServices) {
    /** Of a worker on another machine. */
    public static final PluginPath UNKNOWN = new PluginPath(List.of(), false);

    private static final int MOST_PLACES = 500;
    private static final int MOST_PROBLEMS = 50;

    /** Copies the list. */
    public PluginPath {
        folders = List.copyOf(folders);
    }

    /** That of the properties of a worker. */
    public static PluginPath ofWorker(Map<String, ?> properties) {
        List<Path> folders = new ArrayList<>();
        for (String folder : text(properties, "plugin.path").split(",", -1)) {
            try {
                if (!folder.isBlank()) {
                    folders.add(Path.of(folder.trim()).toAbsolutePath());
                }
            } catch (InvalidPathException e) {
                // The worker has said so when it started.
            }
        }
        String discovery = text(properties, "plugin.discovery").toLowerCase(Locale.ROOT);
        return new PluginPath(folders, discovery.equals("service_load"));
    }

    private static String text(Map<String, ?> properties, String name) {
        Object value = properties.get(name);
        return value == null ? "" : value.toString();
    }

    /** What is wrong, one sentence each. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Map<String, List<PluginPlace>> owners = new TreeMap<>();
        for (Path folder : folders) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                int places = 0;
                for (Path entry : entries) {
                    if (places++ < MOST_PLACES) {
                        look(entry, owners, problems);
                    }
                }
            } catch (IOException | RuntimeException e) {
                problems.add("plugin.path: expected a folder that can be read at " + folder + ", found none");
            }
        }
        duplicates(owners, problems);
        return problems.stream().limit(MOST_PROBLEMS).toList();
    }

    private void look(Path entry, Map<String, List<PluginPlace>> owners, List<String> problems) {
        String name = entry.getFileName().toString().toLowerCase(Locale.ROOT);
        if (Files.isRegularFile(entry)) {
            if (name.matches(".*\\.(zip|tar|tgz|tar\\.gz)")) {
                problems.add(entry + " is not unpacked; a worker reads only folders and jars, so unpack it in "
                        + entry.getParent());
            }
            if (!name.endsWith(".jar")) {
                return;
            }
        }
        PluginPlace place = PluginPlace.read(entry);
        problems.addAll(place.problems());
        if (place.jars().isEmpty()
                && Files.isDirectory(entry)
                && place.problems().isEmpty()) {
            problems.add("Expected jars of a plugin in " + entry + ", found none");
        } else if (place.classes().isEmpty() && place.hasConnector()) {
            problems.add(
                    place.path() + " names no plugin in META-INF/services; a worker with plugin.discovery=service_load"
                            + (byServices ? ", as this one, does not find it" : " would not find it")
                            + "; connect-plugin-path.sh sync-manifests adds the names");
        }
        place.classes()
                .forEach(type ->
                        owners.computeIfAbsent(type, key -> new ArrayList<>()).add(place));
    }

    /** One sentence for all classes that the same places have. */
    private static void duplicates(Map<String, List<PluginPlace>> owners, List<String> problems) {
        Map<List<PluginPlace>, List<String>> byPlaces = new LinkedHashMap<>();
        owners.forEach((type, places) -> {
            if (places.size() > 1) {
                byPlaces.computeIfAbsent(places, key -> new ArrayList<>()).add(type);
            }
        });
        byPlaces.forEach((places, types) -> problems.add("Expected " + types.get(0)
                + (types.size() > 1 ? " and " + (types.size() - 1) + " more" : "")
                + " once in plugin.path, found "
                + places.stream()
                        .map(place ->
                                place.path() + (place.version().isEmpty() ? "" : " (version " + place.version() + ')'))
                        .collect(Collectors.joining(" and "))
                + "; remove one of them"));
    }

    /** For messages. */
    @Override
    public String toString() {
        return Arrays.toString(folders.toArray());
    }
}
