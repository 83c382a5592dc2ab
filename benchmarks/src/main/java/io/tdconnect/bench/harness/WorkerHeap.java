// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The used heap of a worker after each garbage collection, in MB, from the log of its JVM.
 *
 * @param log written by the JVM
 * @param size of the heap as of {@code -Xmx}, such as 2g
 */
public record WorkerHeap(Path log, String size) {
    private static final Pattern COLLECTION = Pattern.compile("Pause .* \\d+M->(\\d+)M\\(\\d+M\\)");

    /** With the log in a new file. */
    public static WorkerHeap of(String size) throws IOException {
        return new WorkerHeap(Files.createTempDirectory("heap-").resolve("gc.log"), size);
    }

    public List<String> jvmArguments() {
        return List.of("-Xmx" + size, "-Xlog:gc:file=" + log + "::filecount=0");
    }

    /** The number of lines in the log, as the start of a measurement. */
    public int mark() throws IOException {
        return lines().size();
    }

    /** The maximum in each quarter of the collections since {@code mark}; they are similar if the heap is stable. */
    public List<Integer> quarters(int mark) throws IOException {
        List<String> all = lines();
        List<Integer> used = all.subList(Math.min(mark, all.size()), all.size()).stream()
                .map(COLLECTION::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
        List<Integer> quarters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            quarters.add(used.subList(used.size() * i / 4, used.size() * (i + 1) / 4).stream()
                    .max(Integer::compare)
                    .orElse(0));
        }
        return quarters;
    }

    private List<String> lines() throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.toList();
        }
    }
}
