// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.letter;

import io.tdconnect.console.http.ApiException;
import io.tdconnect.console.sample.SampleJson;
import io.tdconnect.console.topic.Topics;
import io.tdconnect.preview.TaskPreview;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that goes to the topic from which it came once more.
 *
 * @param record with the headers that it had there, and one that says where it was set aside
 * @param message the same for a preview
 */
record Replay(ProducerRecord<byte[], byte[]> record, TaskPreview.Message message) {
    private static final String FROM = "td.replayed-from";

    /**
     * The record of a dead letter. Unless its text is given, it is the one that the topic of its origin still has: transforms
     * have changed the one that was set aside.
     *
     * @param place of the dead letter
     * @param text replaces its value; null to keep it
     * @throws ApiException if the dead letter is gone, or does not say where it came from
     */
    static Replay of(Topics topics, DeadLetter.Origin place, @Nullable String text) throws InterruptedException {
        ConsumerRecord<byte[], byte[]> setAside = topics.read(
                        reader -> reader.at(place.topic(), place.partition(), place.offset()))
                .orElseThrow(() -> ApiException.notFound("The topic " + place.topic() + " no longer has offset "
                        + place.offset() + " of partition " + place.partition()));
        DeadLetter.Origin origin = DeadLetter.of(setAside).origin();
        if (origin == null) {
            throw ApiException.ofOption(
                    "errors.deadletterqueue.context.headers.enable",
                    "Expected headers with the topic of the record, found none at offset " + place.offset(),
                    "Set it to true, so that later ones can be replayed.");
        }
        ConsumerRecord<byte[], byte[]> source = text == null
                ? topics.read(reader -> reader.at(origin.topic(), origin.partition(), origin.offset()))
                        .orElse(setAside)
                : setAside;
        byte[] value = text == null ? source.value() : text.getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                origin.topic(),
                origin.partition(),
                source.timestamp() < 0 ? null : source.timestamp(),
                source.key(),
                value);
        addHeaders(record, source, place);
        return new Replay(
                record,
                new TaskPreview.Message(
                        origin.topic(),
                        source.key() == null ? null : new String(source.key(), StandardCharsets.UTF_8),
                        SampleJson.headers(source),
                        value == null ? new byte[0] : value,
                        source.timestamp()));
    }

    /** Those that the record had before it was set aside, and one with the place where it was. */
    private static void addHeaders(
            ProducerRecord<byte[], byte[]> record, ConsumerRecord<byte[], byte[]> source, DeadLetter.Origin place) {
        for (Header header : source.headers()) {
            if (!header.key().startsWith(DeadLetter.OF_WORKER)
                    && !header.key().startsWith(DeadLetter.OF_SINK)
                    && !header.key().equals(FROM)) {
                record.headers().add(header);
            }
        }
        String from = place.topic() + '-' + place.partition() + '@' + place.offset();
        record.headers().add(FROM, from.getBytes(StandardCharsets.UTF_8));
    }
}
