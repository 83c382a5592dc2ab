// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import io.tdconnect.preview.SampleTexts.Format;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sends samples through a preview, and prints their results. */
final class SampleRun {
    private final Totals totals = new Totals();
    private final Preview preview;
    private final PrintWriter out;
    private final boolean json;
    private int count;

    /** Prints text, or a line of JSON for each result. */
    SampleRun(Preview preview, PrintWriter out, boolean json) {
        this.preview = preview;
        this.out = out;
        this.json = json;
    }

    /**
     * Takes the samples of an input, and returns how many lines, documents or rows it has.
     *
     * @throws IllegalArgumentException if it is damaged
     */
    int input(Format format, InputStream input) throws IOException {
        if (format == Format.LINES) {
            BufferedReader samples = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
            for (String sample = samples.readLine(); sample != null; sample = samples.readLine()) {
                text(sample);
            }
            return count;
        }
        String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        try {
            SampleTexts.read(format, text, this::text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--format " + format.name().toLowerCase(Locale.ROOT) + ": " + e.getMessage(), e);
        }
        return count;
    }

    void texts(List<String> samples) {
        samples.forEach(this::text);
    }

    /**
     * Takes records of a running topic.
     *
     * @throws IllegalArgumentException if they cannot be read
     */
    void topic(TopicOptions options) throws IOException {
        if (!(preview.samples() instanceof RecordSamples samples)) {
            throw new IllegalArgumentException(
                    "--from-topic: expected --config of the sink that reads the topic, found a source, which writes it");
        }
        for (ConsumerRecord<byte[], byte[]> each : options.records()) {
            String text = RecordSamples.text(each.value());
            show(preview.run(++count, text, (line, shown) -> samples.records(each)));
        }
    }

    /** Prints the totals, and returns whether no sample was refused. */
    boolean finish() {
        if (!json) {
            out.println(totals);
        }
        return !totals.anyRefused();
    }

    private boolean text(String sample) {
        count++;
        if (!sample.isBlank()) {
            show(preview.run(count, sample));
        }
        return true;
    }

    private void show(List<SampleResult> results) {
        for (SampleResult result : results) {
            totals.add(result);
            out.print(json ? JsonReport.line(result) + "\n" : TextReport.text(result) + "\n");
        }
        out.flush();
    }
}
