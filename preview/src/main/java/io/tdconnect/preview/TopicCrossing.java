// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/** Passes a record from a source through its topic to a sink: one converter writes it, another reads it. */
final class TopicCrossing {
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";
    private static final String OPTION = "value.converter";

    private final boolean onlyBytes;
    private final @Nullable Converter writer;
    private final SampleReader reader;

    /** Between two configurations; a source without a converter writes text as it is, and other values with JsonConverter. */
    TopicCrossing(Map<String, String> source, SampleReader reader) {
        String type = source.get(OPTION);
        this.onlyBytes = type != null && SampleReader.takesBytes(type);
        this.writer = type == null || onlyBytes ? null : SampleReader.converter(type, source);
        this.reader = reader;
    }

    SinkRecord cross(SinkRecord sent) {
        SchemaAndValue read = reader.read(sent.topic(), bytes(sent));
        return sent.newRecord(
                sent.topic(),
                sent.kafkaPartition(),
                sent.keySchema(),
                sent.key(),
                read.schema(),
                read.value(),
                sent.timestamp(),
                sent.headers());
    }

    private byte[] bytes(SinkRecord sent) {
        if (sent.value() == null) {
            throw new DataException("expected a value, found none");
        }
        if (writer != null) {
            return writer.fromConnectData(sent.topic(), sent.valueSchema(), sent.value());
        }
        if (sent.value() instanceof byte[] bytes) {
            return bytes;
        }
        if (onlyBytes) {
            throw new DataException("expected bytes for ByteArrayConverter, found a value of class "
                    + sent.value().getClass().getSimpleName());
        }
        if (sent.value() instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return SampleReader.converter(JSON, Map.of(OPTION + ".schemas.enable", "false"))
                .fromConnectData(sent.topic(), sent.valueSchema(), sent.value());
    }
}
