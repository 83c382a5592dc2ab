// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import io.tdconnect.common.transform.TransformStage;
import io.tdconnect.preview.StageResult.Outcome;
import io.tdconnect.tdengine.sink.SinkPreview;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends samples through transforms, and returns the rows that the sink would write.
 *
 * @param ofSource transforms before the topic
 * @param topic that a sink reads, null if records come from no source
 * @param ofSink transforms after the topic
 * @param sink null to return no rows of tables
 */
record Preview(
        Samples samples,
        List<TransformStage<SinkRecord>> ofSource,
        @Nullable TopicCrossing topic,
        List<TransformStage<SinkRecord>> ofSink,
        @Nullable SinkPreview sink) {
    Preview {
        ofSource = List.copyOf(ofSource);
        ofSink = List.copyOf(ofSink);
    }

    /** The result of a sample: one, or one for each record that the source makes from it. */
    List<SampleResult> run(int line, String sample) {
        return run(line, sample, samples);
    }

    /** The same for a sample that is converted to records in another way. */
    List<SampleResult> run(int line, String sample, Samples converter) {
        List<SinkRecord> messages;
        try {
            messages = converter.records(line, sample);
        } catch (KafkaException e) {
            return List.of(new SampleResult(line, sample, List.of(), List.of(), reason(e)));
        }
        return messages.stream().map(message -> run(line, sample, message)).toList();
    }

    /** The result of a record, as the source makes it, or as it stands in the topic if there is no source. */
    SampleResult run(int line, String sample, SinkRecord made) {
        List<StageResult> results = new ArrayList<>();
        SinkRecord message = through(ofSource, made, results);
        String place = "value.converter: ";
        try {
            if (message != null && topic != null) {
                message = through(ofSink, topic.cross(message), results);
            } else if (message != null) {
                message = through(ofSink, message, results);
            }
            place = "sink: ";
            return new SampleResult(
                    line, sample, results, message == null || sink == null ? List.of() : sink.rows(message), null);
        } catch (KafkaException e) {
            return new SampleResult(line, sample, results, List.of(), place + reason(e));
        }
    }

    private static @Nullable SinkRecord through(
            List<TransformStage<SinkRecord>> stages, SinkRecord made, List<StageResult> results) {
        SinkRecord message = made;
        for (int i = 0; i < stages.size() && message != null; i++) {
            message = apply(stages.get(i), message, results);
        }
        return message;
    }

    private static @Nullable SinkRecord apply(
            TransformStage<SinkRecord> stage, SinkRecord message, List<StageResult> results) {
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

    static String reason(KafkaException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
