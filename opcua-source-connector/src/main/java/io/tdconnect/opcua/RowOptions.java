// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;

/** The options that say what records look like. */
final class RowOptions {
    static final String TOPIC = "kafka.topic";

    private RowOptions() {}

    static void addTo(Options options) {
        options.group("Records")
                .optional(TOPIC, Type.STRING, "opcua", "Topic of the records.")
                .validator(Validators.nonEmpty());
    }

    static RecordMapper mapper(AbstractConfig config) {
        return new Texts(config.getString(TOPIC));
    }

    private record Texts(String topic) implements RecordMapper {
        @Override
        public void connected(OpcUaClient client, List<Point> points) {
            // Nothing is read from the server.
        }

        @Override
        public List<SourceRecord> records(List<Reading> readings, Position position) {
            return readings.stream()
                    .map(reading -> new SourceRecord(
                            position.partition(),
                            position.offset(),
                            topic,
                            Schema.STRING_SCHEMA,
                            reading.point().node(),
                            Schema.OPTIONAL_STRING_SCHEMA,
                            String.valueOf(reading.value().getValue().getValue())))
                    .toList();
        }
    }
}
