// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A parser document of taosX, or a task of its explorer with samples.
 *
 * @param text the document or task
 * @param samples messages in the key {@code input} of a task
 */
record ParserFile(String text, List<String> samples) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ParserFile read(Path file) throws IOException {
        String text = Files.readString(file);
        List<String> samples = new ArrayList<>();
        try {
            JsonNode task = JSON.readTree(text);
            JsonNode input = task.path("parser").isObject() ? task.path("input") : JSON.missingNode();
            if (input.isTextual() && !input.asText().isBlank()) {
                samples.addAll(
                        input.asText().lines().filter(line -> !line.isBlank()).toList());
            } else if (input.isArray()) {
                input.forEach(sample -> samples.add(sample.isTextual() ? sample.asText() : sample.toString()));
            }
        } catch (JsonProcessingException e) {
            // The transform reports the error and its place.
            samples.clear();
        }
        return new ParserFile(text, samples);
    }
}
