// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a command line of taosX, as the shell leaves it. */
final class CommandLine {
    private CommandLine() {}

    /** The task of {@code taosx run …}. */
    static TaosxTask task(String line) {
        Iterator<String> words = ShellWords.split(line).iterator();
        String from = "";
        String to = "";
        @Nullable String parser = null;
        List<String> transforms = new ArrayList<>();
        int jobs = 0;
        Map<String, String> source = new TreeMap<>();
        Map<String, String> sink = new TreeMap<>();
        while (words.hasNext()) {
            switch (words.next()) {
                case "taosx", "tdconnect", "run", "-v", "-vv", "-vvv", "--verbose", "-qq" -> {}
                case "-f", "--from" -> from = words.next();
                case "-t", "--to" -> to = words.next();
                case "-p", "--parser" -> parser = words.next();
                case "-T", "--transform" -> transforms.add(words.next());
                case "-j", "--jobs" -> jobs = Integer.parseInt(words.next());
                case "--name" -> words.next();
                case OwnOptions.OF_SOURCE -> put(source, words.next());
                case OwnOptions.OF_SINK -> put(sink, words.next());
                default -> throw new IllegalArgumentException("expected an option of taosx run, found another word");
            }
        }
        return new TaosxTask(from, to, parser, transforms, jobs, new OwnOptions(source, sink));
    }

    private static void put(Map<String, String> options, String word) {
        int equals = word.indexOf('=');
        options.put(word.substring(0, equals), word.substring(equals + 1));
    }
}
