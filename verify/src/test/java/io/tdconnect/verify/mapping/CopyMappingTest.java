// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tdconnect.common.record.Routing;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class CopyMappingTest {
    @Test
    void renamingsAndAddedTagsOfBothConnectorsAreFollowed() {
        CopyMapping mapping = new CopyMapping(
                Map.of(
                        "transforms",
                        "r",
                        "transforms.r.type",
                        "io.tdconnect.transforms.RenameTable",
                        "transforms.r.rename",
                        "rename-table:prefix:eu_"),
                Map.of(
                        "database",
                        "db",
                        "transforms",
                        "a",
                        "transforms.a.type",
                        "io.tdconnect.transforms.AddTag",
                        "transforms.a.tags",
                        "site=plant"));

        Destination destination = mapping.of(record());

        assertThat(destination).isNotNull();
        assertThat(destination.database()).isEqualTo("db");
        assertThat(destination.stable()).isEqualTo("eu_cpu");
        assertThat(destination.table()).isEqualTo("eu_cpu_a");
        assertThat(destination.tags()).containsEntry("host", "a").containsEntry("site", "plant");
        assertThat(destination.columns()).containsExactly("time", "value");
    }

    @Test
    void transformsOfSingleRowsAreRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new CopyMapping(
                        Map.of(),
                        Map.of(
                                "database",
                                "db",
                                "transforms",
                                "f",
                                "transforms.f.type",
                                "io.tdconnect.transforms.Filter$Value")))
                .withMessageContaining("transforms.f.type of the sink: expected RenameTable, AddTag")
                .withMessageContaining("Filter");
    }

    private static SourceRecord record() {
        Schema schema = SchemaBuilder.struct()
                .field("time", Timestamp.schema(Precision.NS))
                .field("host", Schema.OPTIONAL_STRING_SCHEMA)
                .field("value", Schema.OPTIONAL_FLOAT64_SCHEMA)
                .build();
        ConnectHeaders headers = new ConnectHeaders();
        new Routing(null, "cpu", "cpu_a", List.of("host"), "time").writeTo(headers);
        return new SourceRecord(
                Map.of(),
                Map.of(),
                "t",
                null,
                null,
                null,
                schema,
                new Struct(schema).put("time", 1L).put("host", "a").put("value", 1.0),
                null,
                headers);
    }
}
