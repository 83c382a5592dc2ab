// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tdconnect.streams.config.PassedSettings;
import io.tdconnect.streams.message.BadMessageException;
import io.tdconnect.streams.message.Message;
import io.tdconnect.streams.output.RowEncoder;
import io.tdconnect.streams.row.MessageRows;
import io.tdconnect.streams.row.OutputRow;
import io.tdconnect.streams.row.RoutedRow;
import java.util.List;
import java.util.StringJoiner;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Shows the rows of samples after the stages of a pipeline, without the stateful steps. */
final class DryRun {
    private static final int MAX_TEXT = 200;

    private final PipelineConfig config;
    private final MessageRows rows;
    private final RowEncoder encoder;
    private final String topic;
    private final byte @Nullable [] key;
    private final long timestamp;
    private int samples;
    private int written;
    private int dropped;
    private int refused;

    DryRun(PipelineConfig config, @Nullable String topic, @Nullable String key, long timestamp) {
        this.config = config;
        this.rows = config.newMessageRows();
        this.encoder = new RowEncoder(config.output());
        this.topic = topic != null
                ? topic
                : config.input().topics().isEmpty()
                        ? "samples"
                        : config.input().topics().get(0);
        this.key = key == null ? null : key.getBytes(UTF_8);
        this.timestamp = timestamp;
    }

    /** The rows of a sample, or why it has none, as text. */
    String text(int line, String sample) {
        samples++;
        StringBuilder text = new StringBuilder("Line " + line + ": " + shortened(sample) + "\n");
        try {
            List<RoutedRow> made = rows.rows(new Message(
                    new Message.Position(topic, 0, line - 1L),
                    timestamp,
                    key,
                    sample.getBytes(UTF_8),
                    new RecordHeaders()));
            made.forEach(row -> append(text, row));
            written += made.size();
            if (made.isEmpty()) {
                dropped++;
                text.append("  dropped\n");
            }
        } catch (BadMessageException e) {
            refused++;
            text.append("  refused: ").append(e.getMessage()).append('\n');
        }
        return text.toString();
    }

    private void append(StringBuilder text, RoutedRow routed) {
        OutputRow row = routed.row();
        StringJoiner headers = new StringJoiner(", ");
        for (Header header : routed.headers()) {
            headers.add(header.key() + "=" + (header.value() == null ? null : new String(header.value(), UTF_8)));
        }
        byte[] rowKey = row.key();
        text.append("  topic ")
                .append(row.topic())
                .append(", key ")
                .append(rowKey == null ? null : new String(rowKey, UTF_8))
                .append('\n')
                .append("    ")
                .append(headers)
                .append('\n')
                .append("    ")
                .append(new String(encoder.encode(row).value(), UTF_8))
                .append('\n');
    }

    /** A line for all samples, and one for settings that may be misspelt. */
    String summary() {
        List<String> unknown = PassedSettings.unknown(config.streams());
        return (unknown.isEmpty()
                        ? ""
                        : "pipeline " + config.name() + ": Kafka Streams does not know " + String.join(", ", unknown)
                                + ", and passes them on\n")
                + "pipeline " + config.name() + " is valid"
                + (config.state().needed() ? " (stateful steps are not shown)" : "")
                + "; " + samples + " messages: " + written + " rows, " + dropped + " dropped, " + refused + " refused";
    }

    boolean hasRefused() {
        return refused > 0;
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "… (" + text.length() + " characters)";
    }
}
