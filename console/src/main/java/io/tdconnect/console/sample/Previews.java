// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.http.Json;
import io.tdconnect.preview.TaskPreview;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** What a task would make of samples, as the pages show it. */
public final class Previews {
    private static final Pattern OPTION = Pattern.compile("^([a-z][\\w.]*): .*", Pattern.DOTALL);

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private Previews() {}

    /** The configurations of a task. */
    public record Configs(Map<String, String> source, Map<String, String> sink) {
        /** Maps that cannot be changed. */
        public Configs {
            source = Map.copyOf(source);
            sink = Map.copyOf(sink);
        }
    }

    static ObjectNode answer(ObjectNode body, Configs configs) throws InterruptedException {
        return answer(SampleJson.messages(body.path("samples")), configs);
    }

    /**
     * The results of samples with totals.
     *
     * @throws ApiException with the option that is wrong
     */
    public static ObjectNode answer(List<TaskPreview.Message> messages, Configs configs) throws InterruptedException {
        return answer(messages, configs, System::nanoTime);
    }

    /** @param nanoTime a clock */
    static ObjectNode answer(List<TaskPreview.Message> messages, Configs configs, LongSupplier nanoTime)
            throws InterruptedException {
        TaskPreview preview = preview(configs);
        ObjectNode answer = Json.object();
        ArrayNode samples = answer.putArray("samples");
        int rows = 0;
        int dropped = 0;
        int refused = 0;
        long end = nanoTime.getAsLong() + LIMIT.toNanos();
        int tried = 0;
        for (int i = 0; i < messages.size() && (i == 0 || nanoTime.getAsLong() < end); i++) {
            tried++;
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            for (Map<String, @Nullable Object> result : preview.results(i + 1, messages.get(i))) {
                ObjectNode json = Json.MAPPER.valueToTree(result);
                samples.add(json.put("sample", i + 1));
                rows += json.path("rows").size();
                dropped += last(json).equals("dropped") ? 1 : 0;
                refused += json.has("problem") || last(json).equals("failed") ? 1 : 0;
            }
        }
        answer.putObject("totals")
                .put("samples", tried)
                .put("rows", rows)
                .put("dropped", dropped)
                .put("refused", refused);
        if (tried < messages.size()) {
            answer.put(
                    "notice",
                    "Of " + messages.size() + " samples " + tried + " were tried within " + LIMIT.toSeconds() + " s");
        }
        return answer;
    }

    static TaskPreview preview(Configs configs) {
        try {
            return new TaskPreview(configs.source(), configs.sink());
        } catch (ConfigException e) {
            String message = String.valueOf(e.getMessage());
            Matcher option = OPTION.matcher(message);
            throw ApiException.ofOption(option.matches() ? option.group(1) : null, message, null);
        }
    }

    private static String last(ObjectNode result) {
        int stages = result.path("stages").size();
        return stages == 0
                ? ""
                : result.path("stages").get(stages - 1).path("outcome").asText();
    }
}
