// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.preview.StageResult.Outcome;
import io.tdconnect.tdengine.sink.PreviewRow;
import io.tdconnect.tdengine.sink.SinkPreview;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Sends samples through a chain of transforms and shows what the sink would write. */
final class Preview {
    private final SampleReader reader;
    private final List<Stage> stages;
    private final SinkPreview sink;
    private final Envelope envelope;

    /**
     * What a sample gets from its record.
     *
     * @param headers text by name
     * @param timestamp milliseconds since 1970
     */
    record Envelope(String topic, @Nullable String key, Map<String, String> headers, long timestamp) {}

    Preview(SampleReader reader, List<Stage> stages, SinkPreview sink, Envelope envelope) {
        this.reader = reader;
        this.stages = List.copyOf(stages);
        this.sink = sink;
        this.envelope = envelope;
    }

    SampleResult run(int line, String sample) {
        List<StageResult> results = new ArrayList<>();
        SinkRecord message;
        try {
            message = message(line, sample);
        } catch (KafkaException e) {
            return new SampleResult(line, sample, results, List.of(), "value.converter: " + reason(e));
        }
        for (Stage stage : stages) {
            SinkRecord next = apply(stage, message, results);
            if (next == null) {
                return new SampleResult(line, sample, results, List.of(), null);
            }
            message = next;
        }
        try {
            List<PreviewRow> rows = sink.rows(message);
            return new SampleResult(line, sample, results, rows, null);
        } catch (KafkaException e) {
            return new SampleResult(line, sample, results, List.of(), "sink: " + reason(e));
        }
    }

    private SinkRecord message(int line, String sample) {
        boolean event = envelope.headers.containsKey(RoutingHeaders.METADATA);
        SchemaAndValue value =
                event ? new SchemaAndValue(Schema.STRING_SCHEMA, sample) : reader.read(envelope.topic, sample);
        return new SinkRecord(
                envelope.topic,
                0,
                envelope.key == null ? null : Schema.OPTIONAL_STRING_SCHEMA,
                envelope.key,
                value.schema(),
                value.value(),
                line - 1L,
                envelope.timestamp,
                TimestampType.CREATE_TIME,
                headers());
    }

    private ConnectHeaders headers() {
        ConnectHeaders headers = new ConnectHeaders();
        envelope.headers.forEach(headers::addString);
        return headers;
    }

    private static @Nullable SinkRecord apply(Stage stage, SinkRecord message, List<StageResult> results) {
        try {
            if (!stage.applies(message)) {
                results.add(new StageResult(stage, Outcome.SKIPPED, "by its predicate", List.of()));
                return message;
            }
            SinkRecord next = stage.transform().apply(message);
            results.add(
                    next == null
                            ? new StageResult(stage, Outcome.DROPPED, stage.rule(), List.of())
                            : new StageResult(
                                    stage, Outcome.PASSED, null, FieldValue.rows(next.value(), next.valueSchema())));
            return next;
        } catch (KafkaException e) {
            results.add(new StageResult(stage, Outcome.FAILED, reason(e), List.of()));
            return null;
        }
    }

    private static String reason(KafkaException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
