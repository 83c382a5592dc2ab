// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Progress as a line of JSON for machines. */
final class ProgressJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProgressJson() {}

    /**
     * One object.
     *
     * @param event {@code progress}, or the outcome of the run
     */
    static String line(String event, Progress progress, double rate) {
        ObjectNode line = JSON.createObjectNode();
        line.put("event", event.toLowerCase(Locale.ROOT));
        line.put("phase", progress.phase());
        line.put("read", progress.read());
        line.put("written", progress.written());
        line.put("failures", progress.failures());
        line.put("rowsPerSecond", Math.round(rate));
        line.put("queuedBytes", progress.queuedBytes());
        if (!Double.isNaN(progress.share())) {
            line.put("shareDone", progress.share());
        }
        line.put("elapsedMs", progress.elapsed().toMillis());
        return line.toString();
    }
}
